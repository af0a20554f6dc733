import CNLopt

/// Minimisation of a function of several variables within bounds, without derivatives.
///
/// From each start SBPLX, a simplex method on subspaces, walks to a minimum and BOBYQA, which fits a
/// quadratic to the function, sharpens it.  Both are deterministic, so equal calls give equal bits.
///
/// - Source: NLopt; T. Rowan, Functional Stability Analysis of Numerical Algorithms, 1990 (SUBPLEX);
///   M. J. D. Powell, DAMTP 2009/NA06 (BOBYQA).
package enum Minimizer {
  /// A variable: where it may go and how far a first step goes.
  package struct Variable: Sendable {
    /// Least value; below `greatest`.
    package let least: Double
    /// Greatest value; above `least`.
    package let greatest: Double
    /// Size of a first step; above 0.
    package let step: Double

    /// Makes a variable.
    package init(least: Double, greatest: Double, step: Double) {
      precondition(least < greatest && step > 0, "a variable has a range and a step")
      self.least = least
      self.greatest = greatest
      self.step = step
    }
  }

  /// The least value that was found, and where.
  package struct Minimum: Sendable {
    /// Where the function has the value; a coordinate for each variable, in its unit and within its bounds.
    package let point: [Double]
    /// The least value; unit of the function.
    package let value: Double
  }

  /// Finds the least of the minima that the starts lead to.
  ///
  /// - Parameters:
  ///   - starts: Points to start from, moved into the bounds where they are outside; at least 1.
  ///   - variables: Bounds and first steps; one a coordinate, 2 or more.
  ///   - tolerance: Change of the function below which a search ends; above 0.
  ///   - evaluations: Most evaluations of one search.
  ///   - function: What to minimise; a value that is not finite forbids a point.
  /// - Returns: The least value.
  package static func minimum(
    from starts: [[Double]], variables: [Variable], tolerance: Double = 1e-9,
    evaluations: Int = 20_000, of function: ([Double]) -> Double
  ) -> Minimum {
    precondition(!starts.isEmpty && variables.count >= 2, "a start, and 2 variables or more")
    return withoutActuallyEscaping(function) { function in
      let objective = Objective(function)
      for start in starts {
        precondition(start.count == variables.count, "a start has a value for each variable")
        var point = zip(start, variables).map { min(max($0, $1.least), $1.greatest) }
        objective.forgetRun()
        _ = objective.evaluate(point)
        for (algorithm, shrink) in [(NLOPT_LN_SBPLX, 1.0), (NLOPT_LN_BOBYQA, 0.1)] {
          search(algorithm, &point, variables, shrink, tolerance, evaluations, objective)
          // Where a search ends for rounding, its best point is the one remembered.
          point = objective.bestOfRun
        }
      }
      return Minimum(point: objective.best, value: objective.least)
    }
  }

  private static func search(
    _ algorithm: nlopt_algorithm, _ point: inout [Double], _ variables: [Variable],
    _ shrink: Double, _ tolerance: Double, _ evaluations: Int, _ objective: Objective
  ) {
    guard let search = unsafe nlopt_create(algorithm, UInt32(variables.count)) else {
      preconditionFailure("NLopt has no memory")
    }
    defer { unsafe nlopt_destroy(search) }
    let data = unsafe Unmanaged.passUnretained(objective).toOpaque()
    unsafe nlopt_set_min_objective(search, evaluate, data)
    unsafe nlopt_set_lower_bounds(search, variables.map(\.least))
    unsafe nlopt_set_upper_bounds(search, variables.map(\.greatest))
    unsafe nlopt_set_initial_step(search, variables.map { $0.step * shrink })
    unsafe nlopt_set_ftol_abs(search, tolerance)
    unsafe nlopt_set_xtol_rel(search, 1e-12)
    unsafe nlopt_set_maxeval(search, Int32(evaluations))
    var value = 0.0
    withExtendedLifetime(objective) {
      _ = unsafe nlopt_optimize(search, &point, &value)
    }
  }

}

/// The function to minimise, with what was found so far.
private final class Objective {
  let function: ([Double]) -> Double
  var best: [Double] = []
  var least = Double.infinity
  var bestOfRun: [Double] = []
  var leastOfRun = Double.infinity

  init(_ function: @escaping ([Double]) -> Double) { self.function = function }

  func forgetRun() {
    leastOfRun = .infinity
    bestOfRun = []
  }

  func evaluate(_ point: [Double]) -> Double {
    let value = function(point)
    let shown = value.isFinite ? min(value, repelling) : repelling
    if shown < leastOfRun || bestOfRun.isEmpty {
      leastOfRun = shown
      bestOfRun = point
    }
    if shown < least || best.isEmpty {
      least = shown
      best = point
    }
    return shown
  }
}

/// Values that are not finite stand for this, so that they repel and the methods go on.
private let repelling = 1e12

/// What NLopt calls; a value stands in where it gives nothing to evaluate.
private func evaluate(
  _ count: UInt32, _ values: UnsafePointer<Double>?, _ gradient: UnsafeMutablePointer<Double>?,
  _ data: UnsafeMutableRawPointer?
) -> Double {
  guard let values = unsafe values, let data = unsafe data else { return repelling }
  let objective = unsafe Unmanaged<Objective>.fromOpaque(data).takeUnretainedValue()
  let point = unsafe Array(UnsafeBufferPointer(start: values, count: Int(count)))
  return objective.evaluate(point)
}
