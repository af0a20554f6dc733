import MAKERCore
import RaceTheory
import TextFormats

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Equations 9 to 19 of the paper in a user's numbers, one after another.
struct PaperEquations {
  /// One value of an equation.
  struct Row {
    /// Number in the paper; empty for what the paper does not number.
    var equation: String
    /// Key in JSON and CSV.
    var key: String
    /// Symbol or words for a person.
    var name: String
    var formula: String
    var value: Double?
  }

  private(set) var rows: [Row] = []

  /// Works the equations out.
  ///
  /// - Parameter explanation: The task; a call costs c·m, and c is 1 where no price is known.
  /// - Throws: `LabError` for several candidates and for caps, `MarginError` for p of at most one half.
  init(_ explanation: Explanation) throws {
    let question = explanation.question
    guard let p = question.stepSuccess, question.cap == nil else {
      throw LabError(
        "--equations are those of two candidates without a cap: leave out --shares and --cap")
    }
    guard let minimum = explanation.minimum else {
      throw MarginError.hopeless(stepSuccess: p.value)
    }
    let m = question.stepsPerSubtask
    let race = try TwoCandidateRace(
      stepSuccess: p, margin: explanation.margin, stepsPerSubtask: m)
    addSuccess(of: race, explanation.reliability)
    addMargin(minimum, of: explanation, p)
    try addCost(of: race, question, perStep: question.costPerCall.map { $0 / Double(m) } ?? 1)
  }

  private mutating func addSuccess(of race: TwoCandidateRace, _ task: TaskReliability) {
    add("9", "p_right", "P(right), m = 1", "1/(1 + ((1-p)/p)^k)", race.correct)
    // Powers below the least double are out of range, not 0.
    let hasShares = race.decisiveRate > 0
    add("10", "p_vote", "p_vote", "p^m", hasShares ? race.rightShare : nil)
    add("11", "p_alt", "p_alt", "(1-p) p^(m-1)", hasShares ? race.alternativeShare : nil)
    add("", "p_scattered", "scattered", "1 - p^(m-1)", race.scatteredShare)
    add("12", "p_sub", "p_sub", "p_vote^k/(p_vote^k + p_alt^k)", race.correct)
    add("", "p_sub_wrong", "  1 - p_sub", "b^k/(1 + b^k), b = (1-p)/p", race.wrong)
    add("13", "p_full", "p_full", "p_sub^(s/m)", task.correct)
  }

  private mutating func addMargin(
    _ minimum: MinimumMargin, of explanation: Explanation, _ p: Probability
  ) {
    let question = explanation.question
    let bounds = CostScaling.marginBounds(
      stepSuccess: p, steps: question.steps, stepsPerSubtask: question.stepsPerSubtask,
      target: question.target)
    add("14", "failure_budget", "budget", "t^(-m/s) - 1", explanation.failureBudget)
    add("14", "k_real", "k before rounding", "ln(budget)/ln((1-p)/p)", minimum.real)
    add("14", "k_min", "k_min", "rounded up, at least 1", Double(minimum.margin))
    add(
      "24-31", "k_real_least", "  at least", "(ln s - ln(-e m ln t))/ln(p/(1-p))",
      bounds?.lowerBound)
    add("24-31", "k_real_most", "  at most", "(ln s - ln(-m ln t))/ln(p/(1-p))", bounds?.upperBound)
  }

  private mutating func addCost(
    of race: TwoCandidateRace, _ question: Explanation.Question, perStep c: Double
  ) throws {
    let valid = try CostEquations(race: race, steps: question.steps)
    let all = try CostEquations(race: race, steps: question.steps, validRate: question.validRate)
    let p = race.stepSuccess
    add("15", "c_sample", "c_sample", "c m", c * valid.sample)
    add("15", "c_vote", "c_vote", "c m/p^(m-1)", c * valid.decisiveVote)
    add("16", "c_sub", "c_sub", "c_vote k (2 p_sub - 1)/(2p-1)", c * valid.subtask)
    add(
      "16", "c_sub_approximate", "  approximately", "c_vote k/(2p-1)", c * valid.approximateSubtask)
    add("17", "c_full", "c_full", "c_sub s/m", c * valid.task)
    add(
      "17", "c_full_approximate", "  approximately", "c s k/(p^(m-1) (2p-1))",
      c * valid.approximateTask)
    add("17", "log10_c_full", "  log10 of c_full", "", log10(c) + valid.logTask)
    add(
      "18", "slope", "slope on ln s", "c/((2p-1) ln(p/(1-p))) a step, m = 1",
      c * CostScaling.asymptoticSlope(stepSuccess: p))
    add("19", "cost", "cost with flags", "c_full/v", c * all.task)
    add(
      "19", "cost_approximate", "  approximately", "c s k/(v p^(m-1) (2p-1))",
      c * all.approximateTask)
    let cheapest = try CheapestSubtask(
      stepSuccess: p, steps: question.steps, target: question.target,
      validRate: question.validRate)
    add("", "cheapest_m", "cheapest m", "least cost at its k_min", Double(cheapest.stepsPerSubtask))
    add("", "cheapest_m_k_min", "  its k_min", "", Double(cheapest.minimum.margin))
    add("", "cheapest_m_cost", "  its cost", "", c * cheapest.cost.task)
  }

  private mutating func add(
    _ equation: String, _ key: String, _ name: String, _ formula: String, _ value: Double?
  ) {
    rows.append(
      Row(
        equation: equation, key: key, name: name, formula: formula,
        value: value.flatMap { $0.isFinite ? $0 : nil }))
  }

  /// Keys of rows that an explanation has already.
  private static let known = ["k_real", "k_min"]

  /// Key and value of every row that an explanation does not have already.
  var fields: [(String, JSONValue)] {
    rows.filter { !Self.known.contains($0.key) }.map { ($0.key, .number($0.value)) }
  }

  /// The equations as a table; what a double cannot hold is out of range.
  var text: String {
    var table = TextTable([.text("Eq."), .text("quantity"), .text("formula"), .number("value")])
    for row in rows {
      let value = row.value.map { NumberFormat.significant($0, 7) } ?? "out of range"
      table.append([row.equation, row.name, row.formula, value])
    }
    return table.text.trimmedEnd
  }
}
