import MAKERCore

/// How the success of a task's steps is spread, where not all steps are alike.
struct StepSpread {
  /// Kinds of steps, by their error rates; shares sum to 1.
  let classes: [StepPopulation.StepClass]
  /// Mean step success p; unit 1.
  let mean: Probability
  /// Correlation of two votes of one step, Var(p_i)/(p(1 − p)); unit 1, 0 where p is 0 or 1.
  let correlation: Double
  /// Shapes of the step success, right and wrong; nil where the ordinary steps are alike.
  let shapes: (right: Double, wrong: Double)?
  /// Share of systematically wrong steps; unit 1, nil where none are asked about.
  let hardShare: Double?
  /// Step success of those; unit 1.
  let hardSuccess: Double

  /// Greatest sum of the shapes: beyond it a double does not tell the steps apart.
  static let greatestShapes = 1e9
  /// Least shape: below it hardly a step is between all right and all wrong.
  static let leastShape = 1e-17

  /// Spreads the steps.
  ///
  /// - Parameters:
  ///   - ordinary: How the success of the ordinary steps is spread.
  ///   - hardShare: Share of systematically wrong steps; unit 1, range [0, 1], nil for none.
  ///   - hardSuccess: Step success of those; unit 1, range [0, 1].
  /// - Throws: `MarginError.outOfRange`.
  init(_ ordinary: Ordinary, hardShare: Double?, hardSuccess: Double) throws(MarginError) {
    let hard = hardShare ?? 0
    let (error, square, shapes) = ordinary.moments
    self.shapes = shapes
    self.hardShare = hardShare
    self.hardSuccess = hardSuccess
    let hardError = 1 - hardSuccess
    classes = [
      StepPopulation.StepClass(share: 1 - hard, flagRate: 0, error: ordinary.law),
      StepPopulation.StepClass(share: hard, flagRate: 0, error: .constant(hardError)),
    ].filter { $0.share > 0 }
    let meanError = (1 - hard) * error + hard * hardError
    if hard == 0, case .of(let mean, let correlation) = ordinary {
      self.mean = mean
      self.correlation = shapes == nil ? 0 : correlation
      return
    }
    mean = try Probability(1 - meanError)
    // Spread of the error rates: within the ordinary steps, and between them and the hard ones.
    let distance = hardError - error
    let variance = (1 - hard) * square + hard * (1 - hard) * distance * distance
    let greatest = meanError * (1 - meanError)
    correlation = greatest > 0 ? variance / greatest : 0
  }
}

extension StepSpread {
  /// How the success of the steps that are not systematically wrong is spread.
  enum Ordinary {
    /// Beta by its mean and the correlation of a step's votes; alike where that is 0.
    case of(mean: Probability, correlation: Double)
    /// Beta by its shapes, right and wrong.
    case shapes(right: Double, wrong: Double)

    /// The least of the shapes; infinite where the steps are alike.
    var leastShape: Double { shapes.map { min($0.right, $0.wrong) } ?? .infinity }

    /// The shapes, right and wrong; nil where the steps are alike.
    private var shapes: (right: Double, wrong: Double)? {
      switch self {
      case .of(let mean, let correlation):
        if correlation == 0 || mean.complement == 0 { return nil }
        let sum = 1 / correlation - 1
        return (mean.value * sum, mean.complement * sum)
      case .shapes(let right, let wrong): return (right, wrong)
      }
    }

    var law: StepPopulation.ErrorLaw {
      shapes.map { .beta(alpha: $0.wrong, beta: $0.right) } ?? .constant(moments.error)
    }

    /// Mean and variance of the error rate, and the shapes.
    var moments: (error: Double, variance: Double, shapes: (right: Double, wrong: Double)?) {
      guard let shapes else {
        guard case .of(let mean, _) = self else { preconditionFailure("shapes are there") }
        return (mean.complement, 0, nil)
      }
      let sum = shapes.right + shapes.wrong
      let error = shapes.wrong / sum
      return (error, error * (shapes.right / sum) / (sum + 1), shapes)
    }
  }
}
