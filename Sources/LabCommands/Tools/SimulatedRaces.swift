import Analysis
import ExperimentDesign
import Foundation
import MAKERCore
import Statistics
import TextFormats

/// Races that were simulated at one design point, beside their exact values.
struct SimulatedRaces {
  /// The counts and what theory says.
  let result: PointResult
  /// What was asked for.
  private let options: Arguments

  /// Takes what was found.
  ///
  /// - Parameters:
  ///   - result: The counts and what theory says.
  ///   - options: What was asked for, of a table that holds level, shares, rho, v and steps.
  init(_ result: PointResult, _ options: Arguments) {
    self.result = result
    self.options = options
  }

  /// Makes the design point that options ask for.
  ///
  /// - Parameters:
  ///   - options: Of a table that holds p, shares, rho, v, k, cap and steps.
  ///   - trials: Races to simulate; at least 1.
  ///   - seed: Seed of the run.
  /// - Returns: The point with its stop rule.
  /// - Throws: What is missing, or makes no sense together.
  static func point(_ options: Arguments, trials: Int, seed: Int) throws -> PlannedPoint {
    let p = try options.number("p")
    let shares = try options.numbers("shares")
    let rho = try options.number("rho") ?? 0
    let v = try options.number("v") ?? 1
    let margin = try options.required("k").integer()
    var factors: [(String, JSONValue)] = [("k", .array([.int(margin)]))]
    switch (p, shares) {
    case (nil, nil): throw LabError("--p is required, or --shares in its place")
    case (_?, _?): throw LabError("--shares takes the place of --p: give one of them")
    case (nil, let shares?):
      if rho > 0 { throw LabError("--rho goes with --p, not with --shares") }
      factors += [
        ("shares", .array([.array(shares.map { .number($0) })])), ("v", .array([.number(v)])),
      ]
    case (let p?, nil) where rho > 0 && p < 1:
      guard rho >= 1e-6 else { throw LabError("--rho must be 0 or at least 1e-6, not '\(rho)'") }
      let sum = 1 / rho - 1
      let steps: JSONValue = .object([
        ("flags", .number(1 - v)), ("alpha", .number((1 - p) * sum)), ("beta", .number(p * sum)),
      ])
      let model: JSONValue = .object([
        ("name", .string("correlated")), ("steps", .object([("classes", .array([steps]))])),
      ])
      factors.append(("model", .array([model])))
    case (let p?, nil):
      factors += [("p", .array([.number(p)])), ("v", .array([.number(v)]))]
    }
    if let cap = try options.integer("cap") {
      try Explanation.check(cap: cap, margin: margin)
      factors.append(("cap", .array([.int(cap)])))
    }
    if let steps = try options.integer("steps") { factors.append(("steps", .array([.int(steps)]))) }
    let json = JSONValue.object([
      ("title", .string("maker_simulate")), ("unit", .string("race")),
      ("factors", .object(factors)), ("stop", .object([("trials", .int(trials))])),
    ])
    let file = "maker_simulate"
    let definition = try ExperimentDefinition(
      json: Data(JSONText.compact(json).utf8), file: file)
    let plan = try Plan(
      suite: "tools", name: "simulate", definition: definition, seed: seed, file: file)
    return plan.points[0]
  }

  /// What was found, by name.
  ///
  /// - Throws: `UsageError` for an option out of range.
  func fields() throws -> [(String, JSONValue)] {
    let point = result.point
    let tally = result.tally
    let level = try options.number("level") ?? PointResult.tableLevel
    var fields: [(String, JSONValue)] = []
    if options.value("shares") != nil {
      fields.append(("shares", .array(point.shares.map { .number($0) })))
    }
    fields += [
      ("p", .number(point.stepSuccess)), ("rho", .number(try options.number("rho") ?? 0)),
      ("v", .number(try options.number("v") ?? 1)), ("k", .int(point.margin)),
      ("cap", .int(point.cap)),
      ("trials", .int(tally.trials)), ("seed", .int(result.seed)), ("level", .number(level)),
      ("stop_rule", .string("\(result.planned.stop)")), ("votes", .int(tally.votes)),
      ("draws", .int(tally.draws)),
    ]
    let failure = result.failureRate(level: level)
    let exact = result.exact
    fields += Self.fields(
      "p_right", failure.complement,
      z: z(result.failures, exact.map { $0.wrong + $0.undecided }).map { 0 - $0 })
    fields += Self.fields(
      "p_wrong", result.stepWrong(level: level), z: z(tally.racesWrong, exact?.wrong))
    fields += Self.fields(
      "p_undecided", undecided(level: level), z: z(tally.racesUndecided, exact?.undecided))
    let votes = SimulatedVotes(tally, margin: point.margin, cap: point.cap, exact: exact)
    fields += Self.fields("mean_votes", votes.estimate(level: level))
    if options.value("steps") != nil {
      fields.append(("steps", .int(point.steps)))
      fields += Self.fields("p_task", result.taskSuccess(level: level), z: nil)
    }
    return fields
  }

  /// Share of races that are undecided at the cap; unit 1.
  private func undecided(level: Double) -> Estimate {
    let tally = result.tally
    return Estimate(
      value: Double(tally.racesUndecided) / Double(tally.trials),
      interval: BinomialInterval.fixedTrials(
        successes: tally.racesUndecided, trials: tally.trials, level: level),
      exact: result.exact?.undecided)
  }

  /// The z score of a count of races.
  ///
  /// Few races of a kind are no normal number, so z is the normal deviate that is as far out as the count
  /// is by the exact binomial test.
  ///
  /// - Parameters:
  ///   - races: Races of that kind; count.
  ///   - exact: Their exact share; unit 1, nil where none is known.
  /// - Returns: The score; nil where the share is 0 or 1.
  private func z(_ races: Int, _ exact: Double?) -> Double? {
    guard let exact, exact > 0, exact < 1 else { return nil }
    let n = result.tally.trials
    let pValue = BinomialTest.pValue(
      successes: races, trials: n, probability: exact, complement: 1 - exact)
    return ZScore(
      pValue: max(pValue, .leastNormalMagnitude), isAbove: Double(races) > exact * Double(n)
    ).value
  }

  private static func fields(
    _ name: String, _ estimate: Estimate, z: Double?
  ) -> [(String, JSONValue)] {
    var estimate = estimate
    estimate.z = z
    return fields(name, estimate)
  }

  /// An estimate by name; null for what has no value, an end that is infinite as well.
  private static func fields(_ name: String, _ estimate: Estimate) -> [(String, JSONValue)] {
    func finite(_ value: Double?) -> JSONValue {
      .number(value.flatMap { $0.isFinite ? $0 : nil })
    }
    return [
      (name, finite(estimate.value)), ("\(name)_low", finite(estimate.interval?.low)),
      ("\(name)_high", finite(estimate.interval?.high)),
      ("\(name)_exact", finite(estimate.exact)), ("\(name)_z", finite(estimate.z)),
    ]
  }
}

extension Estimate {
  /// What is left of 1; unit 1.
  fileprivate var complement: Estimate {
    Estimate(
      value: 1 - value,
      interval: interval.map { Interval(low: 1 - $0.high, high: 1 - $0.low, level: $0.level) },
      exact: exact.map { 1 - $0 }, z: z.map { 0 - $0 })
  }
}
