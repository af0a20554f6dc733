import MAKERCore

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// How many trials tell a success probability from the target, from the size of both.
///
/// The plan knows the exact success and takes as many trials as separate it from the target at the
/// stated sigmas on both sides.  Theory so decides how long to look, never what is seen.
package struct TargetJudgement: Equatable, Sendable, Codable {
  /// Most votes spent on whole tasks of one point; dearer points are simulated step by step.
  package var votes: Double
  /// Votes spent on the steps of a dearer point.
  package var stepVotes: Double
  /// Aggregate trials of a dearer point, 0 for none; they test the sampler.
  package var aggregateTrials: Int
  /// Sigmas kept free on either side; above 0.
  package var sigmas: Double

  enum CodingKeys: String, CodingKey, CaseIterable {
    case votes, sigmas
    case stepVotes = "step_votes"
    case aggregateTrials = "aggregate_trials"
  }

  /// Reads how surely and at what expense a target is judged.
  ///
  /// - Throws: `DecodingError` for an unknown key, a missing one or a value outside its range.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
    votes = try container.decode(JSONNumber<Double>.self, forKey: .votes).value
    stepVotes = try container.decode(JSONNumber<Double>.self, forKey: .stepVotes).value
    aggregateTrials = try container.number(Int.self, .aggregateTrials) ?? 0
    sigmas = try container.decode(JSONNumber<Double>.self, forKey: .sigmas).value
    try container.check(votes >= 1 && votes <= 1e12, .votes, "\(votes) is outside 1 to 1e12")
    try container.check(
      stepVotes >= 1 && stepVotes <= 1e12, .stepVotes, "\(stepVotes) is outside 1 to 1e12")
    try container.check(
      (0...1_000_000).contains(aggregateTrials), .aggregateTrials,
      "\(aggregateTrials) is outside 0 to 1000000")
    try container.check(sigmas > 0 && sigmas <= 10, .sigmas, "\(sigmas) is outside (0, 10]")
  }

  /// Trials of whole tasks that tell the success from the target; count.
  ///
  /// - Parameters:
  ///   - success: Exact success of the whole task; unit 1.
  ///   - target: Required success t; unit 1, range (0, 1).
  /// - Returns: Trials, at least 2; infinity when the two are equal.
  package func trials(success: Double, target: Double) -> Double {
    let gap = abs(success - target)
    guard gap > 0 else { return .infinity }
    let spread =
      (target * (1 - target)).squareRoot() + (success * (1 - success)).squareRoot()
    let normal = (sigmas * spread / gap) * (sigmas * spread / gap)
    // Where nearly all trials agree, they must be enough to exclude the target by themselves.
    let budget = sigmas * sigmas / 2 + log(2 * sigmas)
    let unanimous = success > target ? budget / -log(target) : budget / -log1p(-target)
    return max(normal, unanimous, 1).rounded(.up) + 1
  }
}
