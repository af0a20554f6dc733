package import ExperimentDesign
package import MAKERCore

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A row of a printed table of costs, recomputed, with what the roundings of the printed numbers leave open.
///
/// The cost is s·k_min/(2p − 1) draws, each at the price of its prompt and its reply; k_min is taken as
/// printed.
///
/// - Source: arXiv 2511.09030, Eq. 14, 17 in the approximate form with m = 1, and 20.
package struct ModelCost: Equatable, Sendable {
  /// The row as it is printed.
  package let printed: PublishedCost
  /// Unit of the printed cost; US dollars.
  package let unit: Double
  /// The smallest margin and the real number it rounds up; nil where no margin helps.
  package let margin: MinimumMargin?
  /// The real number over all step errors that are printed so; nil where a margin may not help.
  package let realMargins: ClosedRange<Double>?
  /// Smallest margins over all step errors within two units of the last printed digit; nil likewise.
  package let nearMargins: ClosedRange<Int>?
  /// The greatest step error 1 − p with the same smallest margin; unit 1, nil where no margin helps.
  package let greatestStepError: Double?
  /// Success of the whole task at the smallest margin; unit 1, nil where no margin helps.
  package let success: Double?
  /// Expected draws of the task at the printed margin; draws, nil where none is printed.
  package let draws: Double?
  /// Tokens of a prompt with which the printed cost comes out, over all roundings; nil without a cost.
  package let inputTokenBand: ClosedRange<Double>?

  private let drawBand: ClosedRange<Double>?

  /// Recomputes a row of a table.
  package init(_ printed: PublishedCost, of table: PublishedCosts) {
    self.printed = printed
    unit = table.unit
    let error = printed.stepError
    let target = try? Probability(table.target)
    func smallest(_ stepError: Double) -> MinimumMargin? {
      guard let target, let p = try? ModelCost.success(stepError) else { return nil }
      return try? MinimumMargin(stepSuccess: p, steps: table.steps, target: target)
    }
    func expectedDraws(_ stepError: Double) -> Double? {
      guard let k = printed.margin, let p = try? ModelCost.success(stepError),
        let race = try? TwoCandidateRace(stepSuccess: p, margin: k)
      else { return nil }
      return try? CostEquations(race: race, steps: table.steps).approximateTask
    }
    margin = smallest(error.value)
    realMargins = ordered(smallest(error.low)?.real, smallest(error.high)?.real)
    nearMargins = ordered(
      smallest(max(0, error.value - 4 * error.halfUnit))?.margin,
      smallest(min(1, error.value + 4 * error.halfUnit))?.margin)
    if let k = margin?.margin, let target {
      let odds = pow(
        MinimumMargin.failureBudget(target, subtasks: Double(table.steps)), 1 / Double(k))
      greatestStepError = odds / (1 + odds)
      let race = try? TwoCandidateRace(stepSuccess: ModelCost.success(error.value), margin: k)
      success = race.flatMap { try? VotedTask(race: $0, steps: table.steps).reliability.correct }
    } else {
      greatestStepError = nil
      success = nil
    }
    draws = expectedDraws(error.value)
    let drawBand = ordered(expectedDraws(error.low), expectedDraws(error.high))
    self.drawBand = drawBand
    if let cost = printed.cost, let drawBand {
      func tokens(_ cost: Double, _ draws: Double, _ tokensOut: Double) -> Double {
        (cost * table.unit / draws * 1e6 - printed.outputPrice * tokensOut) / printed.inputPrice
      }
      inputTokenBand = ordered(
        tokens(cost.low, drawBand.upperBound, printed.outputTokens.high),
        tokens(cost.high, drawBand.lowerBound, printed.outputTokens.low))
    } else {
      inputTokenBand = nil
    }
  }

  /// The expected cost at the printed numbers.
  ///
  /// - Parameter inputTokens: Tokens of a prompt.
  /// - Returns: US dollars; nil where no margin is printed.
  package func cost(inputTokens: Double) -> Double? {
    draws.map {
      $0 * printed.priceOfDraw(tokensIn: inputTokens, tokensOut: printed.outputTokens.value)
    }
  }

  /// The expected cost over all numbers that are printed so.
  ///
  /// - Parameter inputTokens: Tokens of a prompt, taken as exact.
  /// - Returns: US dollars; nil where no margin is printed.
  package func costBand(inputTokens: Double) -> ClosedRange<Double>? {
    func price(_ tokensOut: Double) -> Double {
      printed.priceOfDraw(tokensIn: inputTokens, tokensOut: tokensOut)
    }
    return drawBand.flatMap {
      ordered(
        $0.lowerBound * price(printed.outputTokens.low),
        $0.upperBound * price(printed.outputTokens.high))
    }
  }

  /// How far the printed cost is below ours.
  ///
  /// - Parameter inputTokens: Tokens of a prompt.
  /// - Returns: US dollars; nil where no cost is printed.
  package func residual(inputTokens: Double) -> Double? {
    guard let printed = printed.cost else { return nil }
    return cost(inputTokens: inputTokens).map { $0 - printed.value * unit }
  }

  /// Whether the printed cost, and ours over all roundings, have a number in common.
  ///
  /// - Parameter inputTokens: Tokens of a prompt.
  /// - Returns: False also where no cost is printed.
  package func agrees(inputTokens: Double) -> Bool {
    guard let printed = printed.cost, let ours = costBand(inputTokens: inputTokens) else {
      return false
    }
    return ours.overlaps(printed.low * unit...printed.high * unit)
  }

  /// Whether the printed k_min, or that there is none, is what equation 14 gives for every step error
  /// that is printed so.
  package var marginAgrees: Bool {
    guard let k = printed.margin else {
      return margin == nil && printed.stepError.low >= 0.5
    }
    return margin?.margin == k && realMargins.map { least($0) == k && greatest($0) == k } == true
  }

  private func least(_ range: ClosedRange<Double>) -> Int {
    max(1, Int(range.lowerBound.rounded(.up)))
  }

  private func greatest(_ range: ClosedRange<Double>) -> Int {
    max(1, Int(range.upperBound.rounded(.up)))
  }

  /// The step success, with the digits of the step error.
  private static func success(_ stepError: Double) throws(MarginError) -> Probability {
    try Probability(Probability(stepError).complement)
  }
}

/// The range from one number to another; nil where one is unknown, or the second is below the first.
private func ordered<Number: Comparable>(_ low: Number?, _ high: Number?) -> ClosedRange<Number>? {
  guard let low, let high, low <= high else { return nil }
  return low...high
}
