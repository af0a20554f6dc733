import Analysis
import Economics
import ExperimentDesign
import MAKERCore
import NoisyChannels
import RaceTheory
import RandomStreams
import TextFormats

/// Everything that decides what a solve does.
struct SolveQuestion {
  var seed: Int
  /// The channel, then those an undecided step goes to.
  var channels: [ChannelChoice]
  var target: Double
  /// Margin given; nil for k_min.
  var margin: Int?
  var cap: Int?
  var drawLimit: Int
  /// How often one draw is asked for before the run gives up; at least 1.
  var attempts: Int
  /// Time after which a draw counts as failed; nanoseconds, nil for none.
  var timeout: Int?
  var temperature: TemperaturePolicy
  var redFlags: RedFlagPolicy
  /// Pattern that says how is voted, in place of margin, cap and draw limit; nil for none.
  var pattern: VotingPattern?

  init(_ arguments: Arguments, environment: [String: String]) throws {
    seed = try arguments.integer("seed") ?? 1
    channels = [
      try ChannelChoice(
        try arguments.required("channel").text, source: "--channel", environment: environment)
    ]
    channels += try arguments.values("escalate").map {
      try ChannelChoice($0.text, source: "--escalate", environment: environment)
    }
    target = try arguments.number("target") ?? 0.95
    let k = arguments.value("k")
    margin = k == nil || k?.text == "auto" ? nil : try k?.integer()
    cap = try arguments.integer("cap")
    let isAsking = channels.contains { !$0.endpoints.isEmpty }
    for option in ["attempts", "timeout"] where isAsking && arguments.value(option) != nil {
      throw LabError(
        "--\(option) is of simulated channels; a provider's stands in its own spec, as ,\(option)=\(option == "attempts" ? "6" : "30s")"
      )
    }
    // What never answers well must not be paid for a hundred thousand times.
    drawLimit = try arguments.integer("draw-limit") ?? (isAsking ? 200 : 100_000)
    // A provider's channel retries by itself.
    attempts = isAsking ? 1 : try arguments.integer("attempts") ?? 3
    timeout = try arguments.value("timeout").map { try DurationText.nanoseconds($0) }
    if timeout == 0 { throw LabError("--timeout must be above 0") }
    temperature = try Self.temperature(arguments)
    redFlags = RedFlagPolicy(
      tokenLimit: try arguments.integer("token-limit") ?? 750,
      reading: try arguments.choice("reading", as: ReplyReading.self) ?? .flagging,
      checksLegality: arguments.flag("legality"))
    pattern = try votingPattern(arguments)
    if pattern == nil, !channels.dropFirst().isEmpty, cap == nil,
      arguments.value("draw-limit") == nil
    {
      throw LabError("--escalate needs --cap or --draw-limit: a step goes on when it meets one")
    }
    guard Set(channels.map(\.isRealTime)).count == 1 else {
      throw LabError("--escalate: all channels of a solve have the same clock, virtual or real")
    }
    guard Set(channels.map { $0.recorded == nil }).count == 1 else {
      throw LabError("--escalate: recorded channels go with recorded ones only")
    }
    try check()
  }

  /// Votes on one step as a tool is asked to.
  ///
  /// - Parameters:
  ///   - seed: Seed of the draws; at least 0.
  ///   - channels: The channel, then those an undecided step goes to; not empty.
  ///   - cap: Most votes; nil for none.
  ///   - drawLimit: Most draws on each channel; at least 1.
  ///   - temperature: Temperature of each draw.
  ///   - redFlags: Which replies are discarded.
  ///   - target: Success of the whole task that k_min aims at.
  /// - Throws: `LabError` for a channel that cannot be asked so.
  init(
    seed: Int, channels: [ChannelChoice], cap: Int?, drawLimit: Int,
    temperature: TemperaturePolicy, redFlags: RedFlagPolicy, target: Double
  ) throws {
    self.seed = seed
    self.channels = channels
    self.cap = cap
    self.drawLimit = drawLimit
    self.temperature = temperature
    self.redFlags = redFlags
    self.target = target
    attempts = 1
    try check()
  }

  /// Checks that the channels can be asked so.
  private func check() throws {
    for (channel, option) in zip(channels, ["--channel"] + channels.map { _ in "--escalate" }) {
      try channel.check(temperature, source: option)
      guard let limit = redFlags.tokenLimit, let channel = channel.simulated,
        !channel.manner.length.fits(limit)
      else { continue }
      throw LabError(
        "\(option): tokens=\(NumberFormat.shortest(channel.manner.length.median)) puts most wrong "
          + "replies, a quarter longer, over --token-limit \(limit); v says what is flagged, so raise "
          + "the limit or lower tokens")
    }
  }

  /// Reads the temperature of each draw.
  static func temperature(_ arguments: Arguments) throws -> TemperaturePolicy {
    guard let value = arguments.value("temperature"), value.text != "greedy-first" else {
      return .greedyFirst
    }
    return .constant(try value.number())
  }

  /// The margin to vote with.
  ///
  /// - Parameter steps: Steps of the task; count.
  /// - Returns: The margin given, or k_min.
  /// - Throws: `LabError` where k_min has no p to come from or is too great, and where no step could
  ///   ever be decided.
  func margin(steps: Int) throws -> Int {
    if let pattern { return pattern.rungs[0].race.rule.margin }
    let margin = try margin ?? minimumMargin(steps: steps)
    guard margin <= Self.greatestMargin else {
      throw LabError(
        "--k that this p and the target need is \(margin); allowed are up to \(Self.greatestMargin)"
      )
    }
    if let cap, cap < margin {
      throw LabError(
        "--cap \(cap): no step can be decided by a margin of \(margin) votes; give at least \(margin)"
      )
    }
    guard drawLimit >= margin else {
      throw LabError(
        "--draw-limit \(drawLimit): no step can be decided by a margin of \(margin) votes; give at least "
          + "\(margin)")
    }
    return margin
  }

  /// The least margin that reaches the target, by what the channel says of itself.
  ///
  /// - Parameter steps: Steps of the task; count.
  /// - Returns: The margin, of any size.
  /// - Throws: `LabError` in the words of commands and of tools, where there is none or nobody knows p.
  func minimumMargin(steps: Int) throws -> Int {
    guard let channel = channels[0].simulated else {
      throw LabError(
        "--k must be a number here: nobody knows p of \(channels[0].shown), which it would follow from; "
          + "calibrate on the same channel finds one")
    }
    guard let p = channel.stepSuccess else {
      throw LabError(
        "--k must be a number here: it would follow from p of the channel, and this one gives shares; "
          + "give p, or --k")
    }
    guard p > 0.5 else {
      throw LabError(
        "--k must be a number here: p = \(NumberFormat.shortest(p)) must be above 0.5, or no margin "
          + "reaches a target")
    }
    if let classes = channel.classes {
      let plan = try MarginPlan(
        classes: classes, steps: steps, target: Probability(target, name: "target"))
      guard let margin = plan.least else {
        throw LabError(
          "--k must be a number here: no margin reaches the target on steps as unequal as "
            + "\(channel.inequality) makes them")
      }
      return margin
    }
    return try MinimumMargin(
      stepSuccess: Probability(p), steps: steps, target: Probability(target, name: "target")
    ).margin
  }

  /// What was asked for, as members of a report.
  var fields: [(String, JSONValue)] {
    [
      ("channels", .array(channels.map { .string($0.canonical) })),
      (
        "k_choice", .string(pattern != nil ? "pattern" : margin == nil ? "k_min" : "given")
      ), ("target", .number(pattern == nil ? target : nil)),
      ("cap", .int(cap)), ("draw_limit", .int(drawLimit)), ("attempts", .int(attempts)),
      ("timeout_s", .number(timeout.map { Double($0) / 1e9 })),
      ("token_limit", .int(redFlags.tokenLimit)),
      ("reading", .string(redFlags.reading.rawValue)), ("legality", .bool(redFlags.checksLegality)),
      ("temperature_first", .number(temperature.first)),
      ("temperature_later", .number(temperature.later)), ("seed", .int(seed)),
    ] + (pattern.map { [("pattern", .string($0.description))] } ?? [])
  }

  /// The definition that the id of a solve is the hash of, as lines `field=value`.
  func definition(task: String, steps: Int, start: String, margin: Int) -> String {
    var fields = [
      "attempts=\(attempts)",
      "cap=\(cap.map(String.init) ?? "none")",
      "channels=\(channels.map(\.canonical).joined(separator: " then "))",
      "draw_limit=\(drawLimit)",
      "epoch=\(SeedEpoch.current)",
      "k=\(margin)",
      "legality=\(redFlags.checksLegality)",
      "reading=\(redFlags.reading.rawValue)",
      "seed=\(seed)",
      "start=\(start)",
      "steps=\(steps)",
      "task=\(task)",
      "temperature=\(temperature.first),\(temperature.later)",
      "timeout=\(timeout.map { "\($0)ns" } ?? "none")",
      "token_limit=\(redFlags.tokenLimit.map(String.init) ?? "none")",
    ]
    if let pattern { fields.append("pattern=\(pattern)") }
    return fields.joined(separator: "\n")
  }
}
