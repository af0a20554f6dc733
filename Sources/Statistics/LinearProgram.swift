/// The greatest value of a linear function of weights whose sums are held within ranges.
///
/// Weights are at least 0 and sum to 1: a law on a list of places, its means held within ranges.
/// Dense two-phase simplex with Bland's rule, for a few dozen rows and some hundred places.
package struct LinearProgram: Sendable {
  /// One mean of the law, and the range that it is held in.
  package struct Row: Sendable {
    /// What is averaged, a number at each place; unit of the mean.
    package let values: [Double]
    /// Least mean; at most `high`.
    package let low: Double
    /// Greatest mean; at least `low`.
    package let high: Double

    /// Makes a row.
    package init(_ values: [Double], low: Double, high: Double) {
      precondition(low <= high, "a range has low at most high, got \(low) and \(high)")
      self.values = values
      self.low = low
      self.high = high
    }
  }

  /// What became of a program.
  package enum Outcome: Equatable, Sendable {
    /// The greatest mean.
    case greatest(Double)
    /// No law keeps the rows.
    case infeasible
    /// No end was reached, so nothing is known: neither a value nor that there is none.
    case unsettled
  }

  /// Greatest number of pivots, of each of both phases.
  package static let mostPivots = 20_000

  /// Weights sum to 1, so columns no steeper than this can add no more than this.
  private static let tolerance = 1e-9

  // tableau[row][column]: places, then slacks, then artificial variables, then the right side; the
  // last row holds reduced costs.
  private var tableau: [[Double]] = []
  private var basis: [Int] = []
  private let places: Int
  private let firstArtificial: Int
  private let width: Int

  /// Returns the greatest mean of the objective over all laws that keep the rows.
  ///
  /// - Parameters:
  ///   - objective: What is averaged at each place.
  ///   - rows: Means that are held; each with a value for each place.
  ///   - mostPivots: Greatest number of pivots, of each of both phases; count.
  /// - Shape: `objective[place]`.
  /// - Returns: The greatest mean, or why there is none.
  /// - Source: Dantzig's simplex method; Bland 1977, Mathematics of Operations Research 2, for its end.
  package static func greatest(
    _ objective: [Double], rows: [Row], mostPivots: Int = mostPivots
  ) -> Outcome {
    precondition(
      rows.allSatisfy { $0.values.count == objective.count }, "a row has a value for each place")
    var program = LinearProgram(places: objective.count, rows: rows)
    return program.solve(objective, mostPivots)
  }

  private init(places: Int, rows: [Row]) {
    self.places = places
    // Each row is scaled to values of size 1, then said twice: at most high, at least low.
    var lines: [(values: [Double], slack: Double, right: Double)] = [
      (Array(repeating: 1, count: places), 0, 1)
    ]
    for (index, row) in rows.enumerated() {
      // Ranges a little wider, each by its own amount, so that no corner is one of many rows.
      let spread = 1e-9 * (1 + 0.37 * Double(index))
      let size = max(row.values.reduce(0) { max($0, abs($1)) }, 1e-300)
      let values = row.values.map { $0 / size }
      lines.append((values, 1, row.high / size + spread))
      lines.append((values, -1, row.low / size - 1.3 * spread))
    }
    let slacks = lines.count - 1
    firstArtificial = places + slacks
    width = firstArtificial + lines.count
    for (index, line) in lines.enumerated() {
      let sign = line.right < 0 ? -1.0 : 1.0
      var cells = Array(repeating: 0.0, count: width + 1)
      for place in 0..<places { cells[place] = sign * line.values[place] }
      if index > 0 { cells[places + index - 1] = sign * line.slack }
      cells[width] = sign * line.right
      if sign * line.slack > 0 {
        basis.append(places + index - 1)
      } else {
        cells[firstArtificial + index] = 1
        basis.append(firstArtificial + index)
      }
      tableau.append(cells)
    }
    tableau.append(Array(repeating: 0, count: width + 1))
  }

  private mutating func solve(_ objective: [Double], _ mostPivots: Int) -> Outcome {
    let last = tableau.count - 1
    // First find any law: drive the artificial variables out.
    for (row, variable) in basis.enumerated() where variable >= firstArtificial {
      for column in 0...width where column < firstArtificial || column == width {
        tableau[last][column] -= tableau[row][column]
      }
    }
    guard improve(mostPivots) else { return .unsettled }
    if -tableau[last][width] > 1e-9 { return .infeasible }
    expelArtificials()
    var costs = objective.map { -$0 } + Array(repeating: 0, count: width + 1 - places)
    for (row, variable) in basis.enumerated() where variable < places && costs[variable] != 0 {
      let factor = costs[variable]
      for column in 0...width { costs[column] -= factor * tableau[row][column] }
    }
    tableau[last] = costs
    guard improve(mostPivots), tableau[last][width].isFinite else { return .unsettled }
    return .greatest(tableau[last][width])
  }

  /// Artificial variables that stay at 0 leave the basis where any other can take their place.
  private mutating func expelArtificials() {
    for row in basis.indices where basis[row] >= firstArtificial {
      if let column = (0..<firstArtificial).first(where: { abs(tableau[row][$0]) > 1e-9 }) {
        pivot(row, column)
      }
    }
  }

  /// Pivots until no column gains.
  ///
  /// - Returns: Whether it came to that; else neither the value nor a bound is known.
  private mutating func improve(_ mostPivots: Int) -> Bool {
    let last = tableau.count - 1
    for round in 0...mostPivots {
      // The steepest column is quick; Bland's first column ends where that would go in circles.
      var entering: Int?
      var steepest = -Self.tolerance
      for column in 0..<firstArtificial where tableau[last][column] < steepest {
        entering = column
        if round > 200 { break }
        steepest = tableau[last][column]
      }
      guard let column = entering else { return tableau[last].allSatisfy(\.isFinite) }
      if round == mostPivots { return false }
      var leaving: Int?
      var least = Double.infinity
      for row in basis.indices where tableau[row][column] > 1e-10 {
        let ratio = tableau[row][width] / tableau[row][column]
        if ratio < least || (ratio == least && basis[row] < basis[leaving ?? row]) {
          least = ratio
          leaving = row
        }
      }
      guard let row = leaving else { return false }
      pivot(row, column)
    }
    return false
  }

  private mutating func pivot(_ row: Int, _ column: Int) {
    let factor = 1 / tableau[row][column]
    for index in 0...width { tableau[row][index] *= factor }
    let cells = tableau[row]
    for other in tableau.indices where other != row {
      let weight = tableau[other][column]
      if weight == 0 { continue }
      for index in 0...width { tableau[other][index] -= weight * cells[index] }
      tableau[other][column] = 0
    }
    basis[row] = column
  }
}
