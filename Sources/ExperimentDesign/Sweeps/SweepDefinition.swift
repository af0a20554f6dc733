package import Foundation
import MAKERCore

/// A sweep over real providers as data: which models at which settings vote on which steps, and claims.
///
/// The schema of its JSON is documented in `notebooks-md/experiments.md`.
package struct SweepDefinition: Equatable, Sendable, Codable {
  /// What a sweep has in place of levels of simulation: models that are asked.
  private static let fidelity = ["live"]

  /// Title of its figure and report.
  package var title: String
  /// Seed unless the command gives another; 0 to `Int.max`.
  package var seed: Int
  /// What is asked.
  package var task: SweepTask
  /// What one trial is.
  package var unit: SweepUnit
  /// Trials of each cell; count, 1 to 100,000, nil for one of each line of a file.
  package var trials: Int?
  /// Levels of every factor.
  package var factors: SweepFactors
  /// Token limit that replies are judged by; tokens, 1 to 10^6, nil for the channel's own.
  package var tokenLimit: Int?
  /// Most draws of a race, flagged ones counted; draws, nil for four times the cap.
  package var drawLimit: Int?
  /// What the run is to support.
  package var claims: [SweepClaim]

  enum CodingKeys: String, CodingKey, CaseIterable {
    case title, fidelity, seed, task, disks, unit, trials, factors, claims
    case tokenLimit = "token_limit"
    case drawLimit = "draw_limit"
  }

  /// Reads and checks a definition.
  ///
  /// - Throws: `DecodingError` for an unknown key, a missing one or a value outside its range.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
    title = try container.decode(String.self, forKey: .title)
    seed = try container.number(Int.self, .seed) ?? 1
    let name = try container.decode(String.self, forKey: .task)
    let disks = try container.number(Int.self, .disks)
    switch SweepTask.reading(name, disks: disks) {
    case .success(let task): self.task = task
    case .failure(let problem):
      task = .lines(file: name)
      try container.check(false, problem.isOfDisks ? .disks : .task, problem.text)
    }
    unit = try container.decodeIfPresent(SweepUnit.self, forKey: .unit) ?? .step
    trials = try container.number(Int.self, .trials)
    factors = try container.decode(SweepFactors.self, forKey: .factors)
    tokenLimit = try container.number(Int.self, .tokenLimit)
    drawLimit = try container.number(Int.self, .drawLimit)
    claims = try container.decodeIfPresent([SweepClaim].self, forKey: .claims) ?? []
    let fidelity = try container.decode([String].self, forKey: .fidelity)
    try container.check(
      fidelity == Self.fidelity, .fidelity, "of a sweep is [\"live\"], and nothing else")
    try container.check(seed >= 0, .seed, "\(seed) is negative; allowed is 0 to 2^63 − 1")
    try container.check(
      trials.map { (1...100_000).contains($0) } ?? true, .trials,
      "\(trials ?? 0) is outside its range: 1 to 100000")
    try container.check(
      trials != nil || task.isOfLines, .trials, "is missing; only a file of prompts has its own")
    try container.check(
      unit == .step || !task.isOfLines, .unit, "task has no meaning for prompts of a file")
    try container.check(
      tokenLimit.map { (1...1_000_000).contains($0) } ?? true, .tokenLimit,
      "\(tokenLimit ?? 0) is outside its range: 1 to 10^6")
    let margin = factors.margin.max() ?? 1
    try container.check(
      drawLimit.map { $0 >= margin && $0 <= 1_000_000 } ?? true, .drawLimit,
      "\(drawLimit ?? 0) is outside its range: the greatest k, \(margin), to 10^6")
    let names = claims.map(\.name)
    try container.check(Set(names).count == names.count, .claims, "names a claim twice")
    for (index, claim) in claims.enumerated() {
      guard let problem = claim.problem(in: self) else { continue }
      throw DecodingError.dataCorrupted(
        DecodingError.Context(
          codingPath: container.codingPath + [
            CodingKeys.claims, AnyKey(intValue: index), AnyKey(stringValue: "kind"),
          ], debugDescription: "\(claim.kind.rawValue) \(problem)"))
    }
  }

  /// Writes the definition.
  ///
  /// - Throws: What the encoder refuses.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(title, forKey: .title)
    try container.encode(Self.fidelity, forKey: .fidelity)
    try container.encode(seed, forKey: .seed)
    try container.encode(task.name, forKey: .task)
    try container.encodeIfPresent(task.disks, forKey: .disks)
    try container.encode(unit, forKey: .unit)
    try container.encodeIfPresent(trials, forKey: .trials)
    try container.encode(factors, forKey: .factors)
    try container.encodeIfPresent(tokenLimit, forKey: .tokenLimit)
    try container.encodeIfPresent(drawLimit, forKey: .drawLimit)
    try container.encode(claims, forKey: .claims)
  }

  /// Reads a definition.
  ///
  /// - Parameters:
  ///   - json: The text of an `experiment.json`.
  ///   - file: What to call it in an error.
  /// - Throws: `DefinitionError` with the file, the key path and what is allowed there.
  package init(json: Data, file: String) throws(DefinitionError) {
    self = try DefinitionError.reading(SweepDefinition.self, from: json, file: file)
  }

  /// Whether a text is that of a sweep, however wrong: it says `"fidelity": ["live"]`.
  package static func isSweep(_ json: Data) -> Bool {
    struct Kind: Decodable {
      let fidelity: [String]
    }
    return (try? JSONDecoder().decode(Kind.self, from: json))?.fidelity.contains("live") == true
  }

  /// The definition as JSON with sorted keys: equal definitions give equal bytes.
  package var canonicalJSON: String { ExperimentDesign.canonicalJSON(self) }

  /// The cells: the product of all levels, channels first, margins last.
  package var cells: [SweepCell] {
    factors.channel.flatMap { channel in
      factors.temperature.flatMap { temperature in
        factors.reading.flatMap { reading in
          factors.cap.flatMap { cap in
            factors.margin.map { margin in
              SweepCell(
                channel: channel, temperature: temperature, reading: reading, cap: cap,
                margin: margin, drawLimit: drawLimit ?? 4 * cap, tokenLimit: tokenLimit)
            }
          }
        }
      }
    }
  }
}

/// What one trial of a sweep is.
package enum SweepUnit: String, Codable, CaseIterable, Sendable {
  /// One voted step, whatever became of others.
  case step
  /// One whole task, each step from the voted state of the one before.
  case task
}
