import Economics
import ExperimentDesign
import Foundation
import Storage
import TextFormats

/// A task that is to be routed.
struct RouteRequest {
  /// What it is about; 1 to `mostBytes` bytes.
  var text: String
  var labels: [RoutingLabel]
  /// Name of the decision; nil for one that is made up.
  var id: String?
  /// The tier to take instead, and why.
  var override: (tier: ModelTier, reason: String)?
  /// Where it was read, for errors, as `tasks.jsonl: line 3: `; empty for the command line.
  var place = ""

  /// Longest text; bytes.
  static let mostBytes = 1 << 16

  /// Refuses texts and names that no record can have.
  ///
  /// - Throws: `LabError` in one line.
  func check() throws {
    guard !text.allSatisfy(\.isWhitespace) else { throw LabError("<task> is empty") }
    guard text.utf8.count <= Self.mostBytes else {
      throw LabError("<task> has \(text.utf8.count) bytes; allowed are 1 to \(Self.mostBytes)")
    }
    if let id, !RoutingRecord.isID(id) {
      throw UsageError.invalidValue(
        source: "--id", value: id, expected: "1 to 64 letters, digits, dots, dashes and underscores"
      )
    }
  }
}

/// Routes tasks and records what becomes of them.
struct RouteSession {
  let rules: RoutingRules
  let books: PriceBooks
  /// Tokens of a task; nil where nobody says.
  let tokens: RoutingRules.TypicalTask?
  /// Whether the tokens are the task's own and not those of the rules' typical one.
  let isMeasured: Bool
  let places: RoutePlaces
  let keepsText: Bool
  let context: LabContext

  /// Reads the options.
  init(_ arguments: Arguments, in context: LabContext) throws {
    self.context = context
    rules = try Self.rules(arguments.string("rules"))
    books = try PriceFiles.books(PriceFiles.path(arguments, environment: context.environment))
    let input = try arguments.integer("tokens-in")
    let output = try arguments.integer("tokens-out")
    guard (input == nil) == (output == nil) else {
      throw LabError("--tokens-in and --tokens-out: give both")
    }
    isMeasured = input != nil
    if let input, let output {
      tokens = RoutingRules.TypicalTask(inputTokens: input, outputTokens: output)
    } else {
      tokens = rules.typical
    }
    places = try RoutePlaces(arguments)
    keepsText = !arguments.flag("no-text")
  }

  /// Reads rules of a user's own, or the shipped ones.
  static func rules(_ path: String?) throws -> RoutingRules {
    guard let path else { return try RoutingRules.shipped() }
    guard let json = FileManager.default.contents(atPath: path) else {
      throw LabError("\(path): these rules cannot be read")
    }
    return try RoutingRules(json: Array(json), name: path)
  }

  /// The task that the words name.
  func task(_ arguments: Arguments) throws -> RouteRequest {
    var request = RouteRequest(
      text: arguments.operand("task") ?? "", labels: [], id: arguments.string("id"))
    for label in arguments.values("label") { request.labels.append(try RoutingLabel(label.text)) }
    let tier = try arguments.choice("override", as: ModelTier.self)
    let reason = arguments.string("reason")
    guard (tier == nil) == (reason == nil) else {
      throw LabError(
        tier == nil
          ? "--reason goes with --override: the tier to take instead"
          : "--override needs --reason: why it is right")
    }
    if reason?.unicodeScalars.contains(where: \.steersTerminal) == true {
      throw LabError("--reason must be on one line, without control characters")
    }
    if let tier, let reason { request.override = (tier, reason) }
    if places.isNone, request.id != nil {
      throw LabError("--id needs --log or --out: where the decision is kept")
    }
    return request
  }

  /// Routes tasks, records all of them or none, and prints the decisions.
  func decide(_ requests: [RouteRequest], as format: OutputFormat, isBatch: Bool) throws {
    let routed = try requests.map(routed)
    if !places.isNone { try places.append(routed.map { .decision($0) }) }
    let table = RouteTable(
      tasks: routed, rules: rules, tokens: tokens, isMeasured: isMeasured, places: places.names)
    switch format {
    case .table:
      let isColoured = context.showsColour
      context.write(
        isBatch ? table.list(isColoured: isColoured) : table.text(isColoured: isColoured))
    case .json:
      let values = routed.map(table.json)
      context.write(JSONText.pretty(isBatch ? .array(values) : values[0]).trimmedEnd)
    case .csv: context.write(JSONText.csv(rows: routed.map(table.fields)))
    }
  }

  private func routed(_ request: RouteRequest) throws -> RoutedTask {
    try request.check()
    var decision: RoutingDecision
    do throws(RulesError) {
      decision = try rules.decision(text: request.text, labels: request.labels)
    } catch { throw LabError(request.place + error.description) }
    if let (tier, reason) = request.override {
      decision = try decision.overridden(to: tier, because: reason)
    }
    let time = RecordTime.now
    let digest = StrongID(of: request.text).description
    let made = StrongID(of: "\(time) \(digest) \(UUID().uuidString)").description
    var estimates: [ModelTier: Money] = [:]
    for tier in ModelTier.allCases { estimates[tier] = cost(of: tier) }
    return RoutedTask(
      id: request.id ?? String(made.prefix(12)), time: time, digest: digest,
      text: keepsText ? request.text : nil, labels: request.labels.map(\.description),
      decision: decision, rules: rules.name, estimates: estimates)
  }

  /// What the session's tokens cost on a tier; nil where that is unknown.
  private func cost(of tier: ModelTier) -> Money? {
    tokens.flatMap { tokens in
      rules.prices(of: tier, in: books)?.cost(
        inputTokens: tokens.inputTokens, cachedTokens: nil, outputTokens: tokens.outputTokens)
    }
  }

  /// Records what became of a decision.
  func conclude(_ start: String, _ arguments: Arguments) throws {
    try places.require(for: "--outcome")
    guard arguments.flag("succeeded") != arguments.flag("failed") else {
      throw LabError("--outcome: give one of --succeeded and --failed")
    }
    let now = RecordTime.now
    let (logs, complaints) = try places.read()
    complaints.forEach { context.note($0.onOneLine) }
    guard let entry = RoutingHistory(logs: logs, now: now).entry(beginning: start) else {
      throw LabError(
        "--outcome: no decision, or more than one, begins with '\(start)' in \(places.names)")
    }
    let id = entry.task.id
    let escalated = try arguments.choice("escalated-to", as: ModelTier.self)
    let tier = entry.task.decision.tier
    if escalated == tier {
      throw LabError("--escalated-to: \(tier.rawValue) is the tier that the task went to")
    }
    // Of a task that was handed over nobody knows which model took which tokens.
    let cost =
      try arguments.value("cost").map(SpendingOptions.money)
      ?? (isMeasured && escalated == nil ? self.cost(of: tier) : nil)
    let mediumCost =
      try arguments.value("medium-cost").map(SpendingOptions.money)
      ?? (isMeasured ? self.cost(of: .medium) : entry.task.estimates[.medium])
    let outcome = RoutingOutcome(
      id: id, time: now, succeeded: arguments.flag("succeeded"),
      rework: try arguments.integer("rework") ?? 0, cost: cost, mediumCost: mediumCost,
      inputTokens: isMeasured ? tokens?.inputTokens : nil,
      outputTokens: isMeasured ? tokens?.outputTokens : nil, escalatedTo: escalated)
    // The same once more is written where a place lacks it.
    if let held = entry.outcome, !RoutingRecord.outcome(held).says(.outcome(outcome)) {
      throw LabError("--outcome: \(id) has an outcome already")
    }
    try places.append([.outcome(outcome)])
    context.write(
      "\(id): \(outcome.succeeded ? "succeeded" : "failed") on the \(tier.rawValue) tier"
        + (escalated.map { ", handed to the \($0.rawValue) one" } ?? "")
        + "; cost \(cost?.description ?? "unknown"); recorded in \(places.names)")
  }
}

extension RecordTime {
  /// Now, as this machine's clock has it.
  static var now: RecordTime {
    RecordTime(milliseconds: Int((Date().timeIntervalSince1970 * 1000).rounded(.down)))
  }
}
