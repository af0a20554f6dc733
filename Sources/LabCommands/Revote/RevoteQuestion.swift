import MAKERCore
import NoisyChannels

/// How recorded draws are to be voted on.
struct RevoteQuestion {
  /// Margins k; votes, none where the recordings are only to be listed.
  let margins: [Int]
  let rule: RaceRule.Kind
  let cap: Int?
  let drawLimit: Int
  let redFlags: RedFlagPolicy
  /// Temperature of each draw; nil for that of the recording.
  let temperature: TemperaturePolicy?

  static let options: [OptionDescription] = [
    .value(
      "k", "votes",
      help: "margin or a list of them, 1 to 10^6; without it the recordings are listed"),
    .value("rule", "first-to-ahead-by|first-to", help: "race rule", default: "first-to-ahead-by"),
    .value("cap", "votes", help: "most votes of a step, 1 to 10^9", default: "none"),
    .value(
      "draw-limit", "draws", help: "most draws of a step, flagged ones counted, 1 to 10^9",
      default: "100000"),
    .value(
      "token-limit", "tokens",
      help:
        "longer replies are flagged, 2 to 10^9; replies cut when they were recorded stay flagged",
      default: "750"),
    .value(
      "reading", "flagging|repairing", help: "how malformed replies are read",
      default: "flagging"),
    .flag("legality", help: "flag illegal actions too, which a voter would not know"),
    .value(
      "temperature", "greedy-first|number",
      help: "which draws to take where a recording has those of several temperatures"),
  ]

  init(_ arguments: Arguments) throws {
    margins = try arguments.integers("k", in: 1...1_000_000) ?? []
    let rules: [(name: String, kind: RaceRule.Kind)] = [
      ("first-to-ahead-by", .firstToAheadBy), ("first-to", .firstTo),
    ]
    let name = try arguments.value("rule")?.choice(of: rules.map(\.name))
    rule = rules.first { $0.name == name }?.kind ?? .firstToAheadBy
    cap = try arguments.integer("cap", in: 1...1_000_000_000)
    drawLimit = try arguments.integer("draw-limit", in: 1...1_000_000_000) ?? 100_000
    redFlags = RedFlagPolicy(
      tokenLimit: try arguments.integer("token-limit", in: 2...1_000_000_000) ?? 750,
      reading: try arguments.choice("reading", as: ReplyReading.self) ?? .flagging,
      checksLegality: arguments.flag("legality"))
    switch arguments.value("temperature") {
    case nil: temperature = nil
    case let value? where value.text == "greedy-first": temperature = .greedyFirst
    case let value?: temperature = .constant(try value.number(in: .from(0, to: 2)))
    }
    let limit = min(cap ?? .max, drawLimit)
    if let margin = margins.max(), margin > limit {
      throw LabError(
        "--k \(margin): no step can be decided by a margin of \(margin) votes within \(limit)")
    }
  }

  /// How steps are voted on at a margin.
  func policy(margin: Int) -> VotingPolicy {
    VotingPolicy(
      rule: RaceRule(margin: margin, kind: rule), cap: cap, drawLimit: drawLimit,
      redFlags: redFlags, attempts: 1)
  }

  /// The temperatures to take of a recording.
  ///
  /// - Throws: `LabError` where it has draws of several and none was chosen.
  func temperature(of replies: RecordedReplies, name: String) throws -> TemperaturePolicy {
    if let temperature { return temperature }
    let (first, later) = replies.temperatures
    guard first.count <= 1, later.count <= 1 else {
      let all = Set(first + later).sorted().map { NumberFormat.shortest($0) }
      throw LabError(
        "recording \(name) has draws at the temperatures \(all.joined(separator: ", ")); choose by "
          + "--temperature")
    }
    return TemperaturePolicy(first: first.first ?? 0, later: later.first ?? first.first ?? 0)
  }
}
