/// An experiment as data: factors, stop rule, claims.
///
/// The schema of its JSON is documented in `notebooks-md/experiments.md`.
package struct ExperimentDefinition: Equatable, Sendable, Codable {
  /// Title of its figure and report.
  package var title: String
  /// Seed unless the command gives another; 0 to `Int.max`.
  package var seed: Int
  /// What one trial is.
  package var unit: TrialUnit
  /// How much is simulated, each a factor level.
  package var fidelity: [Fidelity]
  /// Levels of every factor.
  package var factors: Factors
  /// When sampling of a point ends.
  package var stop: StopDefinition
  /// Last vote of the histogram of race lengths, 1 to 10,000; nil for no histogram.
  package var listedVotes: Int?
  /// What the run is to support.
  package var claims: [ClaimDefinition]

  enum CodingKeys: String, CodingKey, CaseIterable {
    case title, seed, unit, fidelity, factors, stop, claims
    case listedVotes = "votes_listed"
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
    title = try container.decode(String.self, forKey: .title)
    seed = try container.number(Int.self, .seed) ?? 1
    unit = try container.decodeIfPresent(TrialUnit.self, forKey: .unit) ?? .race
    fidelity = try container.decodeIfPresent([Fidelity].self, forKey: .fidelity) ?? [.vote]
    factors = try container.decode(Factors.self, forKey: .factors)
    stop = try container.decode(StopDefinition.self, forKey: .stop)
    listedVotes = try container.number(Int.self, .listedVotes)
    claims = try container.decodeIfPresent([ClaimDefinition].self, forKey: .claims) ?? []
    try container.check(seed >= 0, .seed, "\(seed) is negative; allowed is 0 to 2^63 − 1")
    try container.check(fidelity, .fidelity, "") { _ in true }
    if let listedVotes {
      try container.check(
        (1...10_000).contains(listedVotes), .listedVotes,
        "\(listedVotes) is outside its range: 1 to 10000")
    }
  }
}
