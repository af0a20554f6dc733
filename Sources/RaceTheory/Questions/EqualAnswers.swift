import MAKERCore

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A question with several answers that are equally good, and ways to settle on one.
///
/// Right answers share p equally, wrong ones the rest.
///
/// - Source: `RaceLaw` for the races; for the check a geometric law, cut off at the last draw.
package struct EqualAnswers: Equatable, Sendable {
  /// A way to settle on an answer.
  package enum Strategy: Equatable, Sendable {
    /// Race the answers as they are.
    case vote
    /// Bring answers into one form before they are raced: that succeeds with this share of the right
    /// ones, the rest stay as they are, and wrong ones all come to look alike.
    case group(share: Double)
    /// Take the first answer.
    case first
    /// Ask until a check accepts an answer, this often at most; the check accepts wrong answers and
    /// refuses right ones with these probabilities.
    case verify(falseAccept: Double, falseReject: Double, draws: Int)
  }

  /// How a question ends.
  package struct Outcome: Equatable, Sendable {
    /// Probability of a right answer; unit 1.
    package let right: Double
    /// Probability of a wrong one; unit 1.
    package let wrong: Double
    /// Probability of none; unit 1.
    package let none: Double
    /// Expected answers asked for; calls.
    package let calls: Double
  }

  /// Share of right answers among all given, p; unit 1, range (0, 1).
  package let stepSuccess: Double
  /// Equally good right answers; count, at least 1.
  package let rightAnswers: Int
  /// Equally frequent wrong answers; count, at least 1.
  package let wrongAnswers: Int
  /// Margin k of races; votes, at least 1.
  package let margin: Int
  /// Most votes of a race; votes, at least the margin.
  package let cap: Int

  /// Makes a question; see the properties.
  package init(
    stepSuccess: Double, rightAnswers: Int, wrongAnswers: Int, margin: Int, cap: Int
  ) {
    precondition(
      stepSuccess > 0 && stepSuccess < 1 && rightAnswers >= 1 && wrongAnswers >= 1,
      "a question has right and wrong answers")
    precondition(margin >= 1 && cap >= margin, "a race can be won within its cap")
    self.stepSuccess = stepSuccess
    self.rightAnswers = rightAnswers
    self.wrongAnswers = wrongAnswers
    self.margin = margin
    self.cap = cap
  }

  /// Vote shares under a strategy that races, the right answers first.
  ///
  /// - Parameter share: Share of right answers that are brought into one form; nil where none is.
  /// - Returns: Shares and how many of them are of right answers.
  package func shares(grouped share: Double?) -> (values: [Double], right: Int) {
    let apart = stepSuccess * (1 - (share ?? 0)) / Double(rightAnswers)
    var values = share.map { [stepSuccess * $0] } ?? []
    if apart > 0 { values += [Double](repeating: apart, count: rightAnswers) }
    let right = values.count
    let wrong = share == nil ? wrongAnswers : 1
    values += [Double](repeating: (1 - stepSuccess) / Double(wrong), count: wrong)
    return (values, right)
  }

  /// How the question ends by a strategy: exact.
  ///
  /// - Parameter strategy: The strategy.
  /// - Returns: The outcome.
  /// - Throws: `MarginError`, `TheoryError`.
  package func outcome(_ strategy: Strategy) throws -> Outcome {
    switch strategy {
    case .vote: return try raced(shares(grouped: nil))
    case .group(let share): return try raced(shares(grouped: share))
    case .first:
      return Outcome(right: stepSuccess, wrong: 1 - stepSuccess, none: 0, calls: 1)
    case .verify(let falseAccept, let falseReject, let draws):
      let right = stepSuccess * (1 - falseReject)
      let wrong = (1 - stepSuccess) * falseAccept
      let none = pow(1 - right - wrong, Double(draws))
      let asked = right + wrong > 0 ? (1 - none) / (right + wrong) : Double(draws)
      return Outcome(right: right * asked, wrong: wrong * asked, none: none, calls: asked)
    }
  }

  private func raced(_ shares: (values: [Double], right: Int)) throws -> Outcome {
    let law = try RaceLaw(
      shares: CandidateShares(shares.values), margin: margin, cap: cap, right: shares.right)
    return Outcome(
      right: law.correct, wrong: law.wrong, none: law.undecided, calls: law.meanVotes)
  }
}
