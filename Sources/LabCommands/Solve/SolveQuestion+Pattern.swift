import Economics
import MAKERCore
import RaceTheory

extension SolveQuestion {
  /// Option that sets margin, rule, attempts, ladder and what is asked for at once.
  static let patternOption = OptionDescription.value(
    "pattern", "pattern",
    help:
      "voting pattern in place of --k, --target, --cap and --draw-limit: single, simple, adaptive or "
      + "ladder, with what differs behind a colon, as ladder:tiers=small+large; makerlab patterns knows "
      + "what they come to", default: "none")

  /// Reads the pattern, where the command has one.
  ///
  /// - Parameter arguments: The command line.
  /// - Returns: The pattern; nil for none.
  /// - Throws: `LabError` for a pattern that does not go with the other options or the channels.
  func votingPattern(_ arguments: Arguments) throws -> VotingPattern? {
    guard arguments.command.option(named: "pattern") != nil,
      let text = arguments.string("pattern")
    else { return nil }
    let pattern: VotingPattern
    do { pattern = try VotingPattern(text) } catch {
      throw LabError("--pattern: \(error.description)")
    }
    guard pattern.review == nil else {
      throw LabError(
        "--pattern \(pattern.name): solve has no prompts for a plan or a review; makerlab patterns "
          + "computes and simulates it")
    }
    for option in ["k", "target", "cap", "draw-limit"] where arguments.value(option) != nil {
      throw LabError("--pattern \(pattern.name) takes the place of --\(option): give one of them")
    }
    let rungs = pattern.rungs.map(\.tier.rawValue)
    guard rungs.count == channels.count else {
      let wanted =
        rungs.count == 1
        ? "--channel alone" : "--channel and \(rungs.count - 1) of --escalate"
      throw LabError(
        "--pattern \(pattern.name) asks \(rungs.joined(separator: ", then ")): give \(wanted)")
    }
    return pattern
  }

  /// How every step is voted on, on each channel.
  ///
  /// - Parameter margin: Margin k, where no pattern says it; votes.
  /// - Returns: The policy of the first channel, and those of further ones that differ from it.
  func policies(margin: Int) -> (first: VotingPolicy, later: [VotingPolicy]) {
    let base = VotingPolicy(
      rule: RaceRule(margin: margin), cap: cap, drawLimit: drawLimit, temperature: temperature,
      redFlags: redFlags, attempts: attempts, timeout: timeout)
    guard let pattern else { return (base, []) }
    let policies = pattern.rungs.map { $0.race.policy(like: base) }
    return (policies[0], Array(policies.dropFirst()))
  }

  /// How every step is voted on, on its first channel.
  func policy(margin: Int) -> VotingPolicy { policies(margin: margin).first }

  /// Calls of a run under a pattern, before it has made any.
  ///
  /// - Parameters:
  ///   - pattern: The pattern.
  ///   - steps: Steps of the task; count.
  ///   - success: Assumed step success p of every channel; unit 1, range (0, 1].
  /// - Returns: The calls; all replies are taken to be valid.
  /// - Throws: What theory refuses.
  func calls(_ pattern: VotingPattern, steps: Int, success: Double) throws -> ProjectedCalls {
    let race = pattern.rungs[0].race
    let least: Int
    switch race.issue {
    case .needed: least = race.rule.margin
    case .batches(let size): least = min(size, race.attempts)
    }
    let setting = try PatternSetting(
      models: pattern.tiers.map {
        PatternModel($0, stepSuccess: min(success, 1 - 1e-12), price: .zero)
      }, steps: steps)
    func all(_ count: (PatternRace) -> Int) -> Int {
      let (product, isTooLarge) = pattern.rungs.reduce(0) { $0 + count($1.race) }
        .multipliedReportingOverflow(by: steps)
      return isTooLarge ? .max : product
    }
    return ProjectedCalls(
      least: least.multipliedReportingOverflow(by: steps).overflow ? .max : least * steps,
      expected: try PatternLaw(pattern, setting).calls.reduce(0, +),
      assumption: "p = \(NumberFormat.shortest(success)), v = 1", atCap: all(\.attempts),
      most: all { $0.drawLimit ?? drawLimit })
  }
}
