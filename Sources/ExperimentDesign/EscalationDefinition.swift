/// Models that undecided steps are handed on over, and the plans of doing so that an experiment holds
/// against theory: on steps that are alike, and on some of which are hard with the same means.
package struct EscalationDefinition: Equatable, Sendable, Codable {
  /// Mean step success of each model, the one to begin with first; unit 1, range (0, 1).
  package var stepSuccess: [Double]
  /// Cost of a call to each; any money, above 0.
  package var costs: [Double]
  /// Share of the steps that are hard; unit 1, range (0, 1).
  package var hardShare: Double
  /// Step success of each model on the hard steps; unit 1, range (0, 1).
  package var hardSuccess: [Double]
  /// Margins k; votes, 1 to 50.
  package var margins: [Int]
  /// Cap over margin; 1 to 10.
  package var capOverMargin: Int
  /// Most races of a step; count, 1 to 6.
  package var mostRaces: Int
  /// Steps simulated of each policy whose failures can be counted; count, 100 to 10^6.
  package var steps: Int

  enum CodingKeys: String, CodingKey, CaseIterable {
    case stepSuccess = "p"
    case costs = "cost"
    case hardShare = "hard_steps"
    case hardSuccess = "hard_p"
    case margins = "k"
    case capOverMargin = "cap_over_k"
    case mostRaces = "races"
    case steps
  }

  /// Reads the models and the plans over them.
  ///
  /// - Throws: `DecodingError` for an unknown key, lists of unequal length or a value outside its range.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
    func numbers<Value: Decodable & Sendable>(_ key: CodingKeys) throws -> [Value] {
      try container.decode([JSONNumber<Value>].self, forKey: key).map(\.value)
    }
    func number<Value: Decodable & Sendable>(_ key: CodingKeys) throws -> Value {
      try container.decode(JSONNumber<Value>.self, forKey: key).value
    }
    stepSuccess = try numbers(.stepSuccess)
    costs = try numbers(.costs)
    hardShare = try number(.hardShare)
    hardSuccess = try numbers(.hardSuccess)
    margins = try numbers(.margins)
    capOverMargin = try number(.capOverMargin)
    mostRaces = try number(.mostRaces)
    steps = try number(.steps)
    let isOpen: (Double) -> Bool = { $0 > 0 && $0 < 1 }
    let models = stepSuccess.count
    try container.check(
      (2...3).contains(models), .stepSuccess, "names \(models) models, not 2 or 3")
    try container.check(
      stepSuccess.allSatisfy(isOpen), .stepSuccess, "is outside its range: above 0, below 1")
    try container.check(
      costs.count == models && costs.allSatisfy { $0 > 0 && $0 <= 1e9 }, .costs,
      "gives each model a cost above 0, at most 1e9")
    try container.check(
      hardSuccess.count == models && hardSuccess.allSatisfy(isOpen), .hardSuccess,
      "gives each model a number above 0, below 1")
    try container.check(isOpen(hardShare), .hardShare, "is outside its range: above 0, below 1")
    let easy = zip(stepSuccess, hardSuccess).map { ($0 - hardShare * $1) / (1 - hardShare) }
    try container.check(
      easy.allSatisfy { $0 > 0 && $0 <= 1 }, .hardSuccess,
      "and hard_steps miss the means p whatever the easy steps are")
    try container.check(margins, .margins, "1 to 50") { (1...50).contains($0) }
    try container.check(
      (1...10).contains(capOverMargin), .capOverMargin, "is outside its range: 1 to 10")
    try container.check((1...6).contains(mostRaces), .mostRaces, "is outside its range: 1 to 6")
    try container.check(
      (100...1_000_000).contains(steps), .steps, "is outside its range: 100 to 10^6")
  }
}
