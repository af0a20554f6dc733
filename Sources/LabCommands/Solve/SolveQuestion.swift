import ExperimentDesign
import MAKERCore
import RandomStreams

/// Everything that decides what a solve does.
struct SolveQuestion {
  var seed: Int
  /// The channel, then those an undecided step goes to.
  var channels: [ChannelSpec]
  var target: Double
  /// Margin given; nil for k_min.
  var margin: Int?
  var cap: Int?
  var drawLimit: Int
  var temperature: TemperaturePolicy
  var redFlags: RedFlagPolicy

  init(_ arguments: Arguments) throws {
    seed = try arguments.integer("seed", in: 0...Int.max) ?? 1
    channels = [
      try ChannelSpec(try arguments.required("channel").text, source: "--channel")
    ]
    channels += try arguments.values("escalate").map {
      try ChannelSpec($0.text, source: "--escalate")
    }
    target = try arguments.number("target", in: .above(0, below: 1)) ?? 0.95
    let k = arguments.value("k")
    margin = k == nil || k?.text == "auto" ? nil : try k?.integer(in: 1...1_000_000)
    cap = try arguments.integer("cap", in: 1...1_000_000_000)
    drawLimit = try arguments.integer("draw-limit", in: 1...1_000_000_000) ?? 100_000
    temperature = try Self.temperature(arguments)
    redFlags = RedFlagPolicy(
      tokenLimit: try arguments.integer("token-limit", in: 1...1_000_000_000) ?? 750,
      reading: try arguments.choice("reading", as: ReplyReading.self) ?? .flagging,
      checksLegality: arguments.flag("legality"))
    if !channels.dropFirst().isEmpty, cap == nil {
      throw LabError("--escalate needs --cap: without a cap no step stays undecided")
    }
  }

  private static func temperature(_ arguments: Arguments) throws -> TemperaturePolicy {
    guard let value = arguments.value("temperature"), value.text != "greedy-first" else {
      return .greedyFirst
    }
    return .constant(try value.number(in: .from(0, to: 2)))
  }

  /// The margin to vote with.
  ///
  /// - Parameter steps: Steps of the task; count.
  /// - Returns: The margin, and k_min where it was asked for.
  /// - Throws: `LabError` where k_min has no p to come from.
  func margin(steps: Int) throws -> Int {
    if let margin { return margin }
    guard let p = channels[0].stepSuccess else {
      throw LabError(
        "--k auto takes p from the channel, and this one gives shares; give p, or --k with a number"
      )
    }
    return try MinimumMargin(
      stepSuccess: Probability(p), steps: steps, target: Probability(target, name: "target")
    ).margin
  }

  /// The definition that the id of a solve is the hash of, as lines `field=value`.
  func definition(task: String, start: String, margin: Int) -> String {
    let fields = [
      "cap=\(cap.map(String.init) ?? "none")",
      "channels=\(channels.map(\.canonical).joined(separator: " then "))",
      "draw_limit=\(drawLimit)",
      "epoch=\(SeedEpoch.current)",
      "k=\(margin)",
      "legality=\(redFlags.checksLegality)",
      "reading=\(redFlags.reading.rawValue)",
      "seed=\(seed)",
      "start=\(start)",
      "task=\(task)",
      "temperature=\(temperature.first),\(temperature.later)",
      "token_limit=\(redFlags.tokenLimit.map(String.init) ?? "none")",
    ]
    return fields.joined(separator: "\n")
  }

  /// How every step is voted on.
  func policy(margin: Int) -> VotingPolicy {
    VotingPolicy(
      rule: RaceRule(margin: margin), cap: cap, drawLimit: drawLimit, temperature: temperature,
      redFlags: redFlags)
  }
}
