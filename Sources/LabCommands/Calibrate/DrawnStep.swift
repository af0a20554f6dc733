import Analysis
import MAKERCore
import Statistics

/// What the labelled draws of one step were, wrong answers by what they said.
struct DrawnStep {
  /// What a user calls the step.
  let name: String
  /// Valid draws that were right; count.
  var right = 0
  /// Wrong answers as escaped text, with their votes.
  var wrong: [String: Int] = [:]
  /// Flagged draws by reason.
  var flags = FlagCounts()

  /// Valid draws that were wrong; count.
  var wrongVotes: Int { wrong.values.reduce(0, +) }

  /// The counts alone.
  var counts: StepCounts {
    StepCounts(right: right, wrong: wrongVotes, flagged: flags.total)
  }

  /// Pairs of wrong votes, and those of them that agree; counts.
  var pairs: (all: Int, agreeing: Int) {
    let votes = wrongVotes
    return (votes * (votes - 1) / 2, wrong.values.reduce(0) { $0 + $1 * ($1 - 1) / 2 })
  }

  /// The wrong answer with the most votes, of equal ones the first by its text.
  var commonestWrong: (answer: String, votes: Int)? {
    wrong.min { ($1.value, $0.key) < ($0.value, $1.key) }.map { ($0.key, $0.value) }
  }

  /// The chance that the step's success is below one half, given its draws.
  ///
  /// - Parameter prior: Shapes of the right and the wrong votes before any draw.
  /// - Returns: `I_½(a + right, b + wrong)`; unit 1.
  func hardness(prior: (right: Double, wrong: Double)) -> Double {
    SpecialFunctions.betaLower(
      a: prior.right + Double(right), b: prior.wrong + Double(wrongVotes), x: 0.5)
  }
}
