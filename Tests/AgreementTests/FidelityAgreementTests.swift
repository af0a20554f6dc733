import ExperimentDesign
import Statistics
import Testing

/// Fidelities `vote` and `aggregate` against each other: two samples of one law.
@Suite struct FidelityAgreementTests {
  @Test(arguments: VoteAgreementTests.tasks)
  func voteAgreesWithAggregate(setting: Setting) throws {
    let checks = try Self.comparison(setting, Self.aggregate(setting))
    let head = "seed \(Setting.seed), vote against \(Self.aggregate(setting).testDescription)"
    print(([head] + checks.map { "  " + $0.line }).joined(separator: "\n"))
    for check in checks {
      #expect(check.holds, "\(head): \(check.line), false alarm 5.7e-7")
    }
  }

  /// Can fail: an aggregate sampler whose p is 1 % less is another law.
  @Test(arguments: VoteAgreementTests.tasks)
  func rejectsAnotherStepSuccess(setting: Setting) throws {
    var other = Self.aggregate(setting)
    let less = 0.01 * other.shares[0]
    other.shares[0] -= less
    other.shares[1] += less
    let checks = try Self.comparison(setting, other)
    #expect(checks.contains { !$0.holds }, "\(checks.map(\.line))")
  }

  private static func aggregate(_ setting: Setting) -> Setting {
    var other = setting
    other.fidelity = .aggregate
    return other
  }

  private static func comparison(_ one: Setting, _ other: Setting) throws -> [AgreementCheck] {
    let left = try one.sampled(listedVotes: nil)
    let right = try other.sampled(listedVotes: nil)
    return [
      rates("wrong tasks", (left.trialsWrong, left.trials), (right.trialsWrong, right.trials)),
      rates(
        "undecided tasks", (left.trialsUndecided, left.trials),
        (right.trialsUndecided, right.trials)),
      rates("wrong races", (left.racesWrong, left.races), (right.racesWrong, right.races)),
      rates("flags", (left.flags, left.draws), (right.flags, right.draws)),
      means(left, right),
    ]
  }

  /// Two rates, with their pooled spread.
  private static func rates(
    _ quantity: String, _ one: (count: Int, n: Int), _ other: (count: Int, n: Int)
  ) -> AgreementCheck {
    let left = Double(one.count) / Double(one.n)
    let right = Double(other.count) / Double(other.n)
    let pooled = Double(one.count + other.count) / Double(one.n + other.n)
    let variance = pooled * (1 - pooled) * (1 / Double(one.n) + 1 / Double(other.n))
    return AgreementCheck(
      quantity: quantity, null: "equal rates, normal, n \(one.n) and \(other.n)",
      expected: right, observed: left,
      z: ZScore(estimate: left, exact: right, standardError: variance.squareRoot()).value)
  }

  /// Mean votes of a race.
  private static func means(_ one: Tally, _ other: Tally) -> AgreementCheck {
    let estimates = [one, other].map {
      MeanEstimate(sum: $0.votes, sumOfSquares: $0.votesSquared, count: $0.races)
    }
    let errors = estimates.map { $0.standardError ?? .infinity }
    return AgreementCheck(
      quantity: "mean votes", null: "equal means, normal, n \(one.races) and \(other.races)",
      expected: estimates[1].mean, observed: estimates[0].mean,
      z: ZScore(
        estimate: estimates[0].mean, exact: estimates[1].mean,
        standardError: (errors[0] * errors[0] + errors[1] * errors[1]).squareRoot()
      ).value)
  }
}
