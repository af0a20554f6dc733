import Economics
import ExperimentDesign
import Simulation
import Storage

/// A stream of tasks as an experiment gives it.
struct StreamGiven: Decodable, Sendable {
  let classes: [ClassGiven]
  let tasksPerWeek: Double
  let weekdays: [Double]
  let mislabelled: Double
  let unlabelled: Double

  private enum CodingKeys: String, CodingKey, CaseIterable {
    case classes, weekdays, mislabelled, unlabelled
    case tasksPerWeek = "tasks_per_week"
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
    classes = try container.decode([ClassGiven].self, forKey: .classes)
    tasksPerWeek = try container.decode(Double.self, forKey: .tasksPerWeek)
    weekdays = try container.decode([Double].self, forKey: .weekdays)
    mislabelled = try container.decode(Double.self, forKey: .mislabelled)
    unlabelled = try container.decode(Double.self, forKey: .unlabelled)
    try container.check(!classes.isEmpty, .classes, "lists no class")
    try container.check(
      (0...100_000).contains(tasksPerWeek), .tasksPerWeek, "allowed are 0 to 100000 tasks")
    try container.check(
      weekdays.count == 7 && weekdays.allSatisfy { $0 >= 0 } && weekdays.contains { $0 > 0 },
      .weekdays, "needs seven weights from Monday on, at least 0 and not all 0")
    try container.check(
      mislabelled >= 0 && unlabelled >= 0 && mislabelled + unlabelled <= 1, .mislabelled,
      "and unlabelled are shares of at most 1 together")
  }

  /// The stream with all difficulties moved.
  ///
  /// - Parameter shift: What is added to every difficulty; logits.
  /// - Returns: The stream.
  func stream(shiftedBy shift: Double = 0) -> TaskStream {
    TaskStream(
      classes: classes.map { $0.taskClass(shiftedBy: shift) }, tasksPerWeek: tasksPerWeek,
      weekdays: weekdays, mislabelled: mislabelled, unlabelled: unlabelled)
  }
}

/// A class of tasks as an experiment gives it.
struct ClassGiven: Decodable, Sendable {
  let name: String
  let weight: Double
  let steps: Int
  let difficulty: [[Double]]
  let criticality: [String: Double]
  let inputTokens: Int
  let outputTokens: Int
  let detection: Double
  let label: String
  let texts: [String]
  let agent: String
  let phase: WorkPhase

  private enum CodingKeys: String, CodingKey, CaseIterable {
    case name, weight, steps, difficulty, criticality, detection, label, texts, agent, phase
    case inputTokens = "input_tokens"
    case outputTokens = "output_tokens"
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
    name = try container.decode(String.self, forKey: .name)
    weight = try container.decode(Double.self, forKey: .weight)
    steps = try container.decode(Int.self, forKey: .steps)
    difficulty = try container.decode([[Double]].self, forKey: .difficulty)
    criticality =
      try container.decodeIfPresent([String: Double].self, forKey: .criticality)
      ?? [Criticality.routine.rawValue: 1]
    inputTokens = try container.decode(Int.self, forKey: .inputTokens)
    outputTokens = try container.decode(Int.self, forKey: .outputTokens)
    detection = try container.decode(Double.self, forKey: .detection)
    label = try container.decodeIfPresent(String.self, forKey: .label) ?? ""
    texts = try container.decodeIfPresent([String].self, forKey: .texts) ?? [""]
    agent = try container.decodeIfPresent(String.self, forKey: .agent) ?? ""
    phase = try container.decodeIfPresent(WorkPhase.self, forKey: .phase) ?? .exec
    try container.check(weight > 0, .weight, "\(weight) is not above 0")
    try container.check((1...10_000).contains(steps), .steps, "allowed are 1 to 10000")
    try container.check(
      !difficulty.isEmpty && difficulty.allSatisfy { $0.count == 2 && $0[0] > 0 }, .difficulty,
      "needs pairs of a share above 0 and a difficulty")
    try container.check(
      criticality.keys.allSatisfy { Criticality(rawValue: $0) != nil }
        && criticality.values.allSatisfy { $0 >= 0 } && criticality.values.contains { $0 > 0 },
      .criticality, "needs weights of routine, critical and security")
    try container.check(
      (0...1_000_000).contains(inputTokens), .inputTokens, "allowed are 0 to 1000000 tokens")
    try container.check(
      (0...1_000_000).contains(outputTokens), .outputTokens, "allowed are 0 to 1000000 tokens")
    try container.check((0...1).contains(detection), .detection, "allowed is 0 to 1")
    try container.check(!texts.isEmpty, .texts, "lists no text")
  }

  fileprivate func taskClass(shiftedBy shift: Double) -> TaskStream.TaskClass {
    TaskStream.TaskClass(
      name: name, weight: weight, steps: steps,
      levels: difficulty.map { TaskStream.Level(share: $0[0], difficulty: $0[1] + shift) },
      criticality: Dictionary(
        uniqueKeysWithValues: Criticality.allCases.map { ($0, criticality[$0.rawValue] ?? 0) }),
      inputTokens: inputTokens, outputTokens: outputTokens, detection: detection, label: label,
      texts: texts, agent: agent, phase: phase)
  }
}

/// The models of the tiers as an experiment gives them, priced by the shipped book on a day.
struct ModelsGiven: Decodable, Sendable {
  /// One model.
  struct Model: Decodable, Sendable {
    let model: String
    let ability: Double
    let seconds: Double

    private enum CodingKeys: String, CodingKey, CaseIterable { case model, ability, seconds }

    init(from decoder: any Decoder) throws {
      let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
      model = try container.decode(String.self, forKey: .model)
      ability = try container.decode(Double.self, forKey: .ability)
      seconds = try container.decode(Double.self, forKey: .seconds)
      try container.check(
        (0.001...86_400).contains(seconds), .seconds, "allowed are 0.001 to 86400 s")
    }
  }

  let day: CalendarDate
  let small: Model
  let medium: Model
  let large: Model

  private enum CodingKeys: String, CodingKey, CaseIterable { case day, small, medium, large }

  init(from decoder: any Decoder) throws {
    let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
    let text = try container.decode(String.self, forKey: .day)
    let day = CalendarDate(text)
    try container.check(day != nil, .day, "is no day as 2026-11-20")
    self.day = day ?? CalendarDate(daysSince1970: 0)
    small = try container.decode(Model.self, forKey: .small)
    medium = try container.decode(Model.self, forKey: .medium)
    large = try container.decode(Model.self, forKey: .large)
  }

  /// The models by rank.
  ///
  /// - Returns: The models with their prices.
  /// - Throws: `LabError` where the book has no price for one on that day.
  func models() throws -> [WorkModel] {
    let book = try PriceBook.shipped()
    return try [small, medium, large].map { model in
      WorkModel(
        ability: model.ability, prices: try Self.prices(model.model, on: day, in: book),
        millisecondsPerCall: Int((model.seconds * 1000).rounded()))
    }
  }

  /// Prices of a model on a day.
  ///
  /// - Parameters:
  ///   - name: The model as `provider:model`.
  ///   - day: The day.
  ///   - book: The book.
  /// - Returns: The prices.
  /// - Throws: `LabError` where they are unknown.
  static func prices(
    _ name: String, on day: CalendarDate, in book: PriceBook
  ) throws -> ModelPrices {
    let sides = name.split(separator: ":", maxSplits: 1)
    guard sides.count == 2,
      let entry = book.entry(provider: String(sides[0]), model: String(sides[1]), on: day)
    else { throw LabError("\(name.onOneLine): the shipped prices have none of it on \(day)") }
    return entry.prices
  }
}
