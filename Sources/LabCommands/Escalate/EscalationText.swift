import MAKERCore
import RaceTheory
import Simulation

extension EscalationAnswer {
  /// The answer for a person.
  ///
  /// - Parameter simulated: What simulated steps came to, policy by policy; empty for none.
  /// - Returns: The text.
  func text(simulated: [SimulatedPolicy]) -> String {
    [
      heading, verdict, stateTable.text.trimmedEnd, policyTable(simulated).text.trimmedEnd,
      wrapped(words),
    ].joined(separator: "\n\n")
  }

  private var heading: String {
    let steps = NumberFormat.grouped(question.steps)
    let models = zip(question.means, question.costs).enumerated().map { index, model in
      "  model \(index + 1)   p = \(number(model.0)), \(number(model.1)) a call"
        + (question.validRates[index] < 1 ? ", v = \(number(question.validRates[index]))" : "")
        + (correlation(ofModel: index).map { ", correlation \(number($0))" } ?? "")
    }
    return """
      A task of \(steps) step\(question.steps == 1 ? "" : "s"); \(difficultyText)
      \(models.joined(separator: "\n"))
      """
  }

  private var difficultyText: String {
    switch question.difficulty {
    case .alike: "all steps alike"
    case .hardSteps(let share, let hard):
      "\(chance(share)) of the steps hard, p = \(hard.map(number).joined(separator: ", ")) there"
    case .proportional(let correlation):
      question.means.count == 1
        ? "errors correlate by \(number(correlation)) within a step"
        : "model 1's errors correlate by \(number(correlation)) within a step, the others' rates are in "
          + "proportion"
    case .separate(let correlation):
      "errors correlate by \(number(correlation)) within a step, each model's by itself"
    }
  }

  /// Correlation of a further model's errors within a step, where its rates follow the first one's.
  private func correlation(ofModel index: Int) -> Double? {
    guard index > 0, case .proportional(let first) = question.difficulty else { return nil }
    let (error, firstError) = (1 - question.means[index], 1 - question.means[0])
    // The variance of a rate goes with the square of its factor, the greatest possible one does not.
    return first * (error / firstError) * (1 - firstError) / (1 - error)
  }

  private var verdict: String {
    let tier = best.ladder.tiers[0]
    let success = chance(best.plan.reliability(steps: question.steps).correct)
    let how =
      "k = \(tier.margin) and at most \(tier.cap) votes a race"
      + (tried > 1 ? " (the best of \(tried) pairs tried)" : "")
    let text =
      best.isReached
      ? "Best: \(name(of: best.plan)), with \(how).  The task succeeds with \(success)."
      : "No plan reaches \(chance(question.target.value)).  The surest: \(name(of: best.plan)), with "
        + "\(how); the task succeeds with \(success)."
    return wrapped([text])
  }

  /// What to do after each undecided race.
  private var stateTable: TextTable {
    let models = question.means.indices.map { "\($0 + 1)" }
    var table = TextTable(
      [.text("undecided so far"), .number("steps")]
        + models.flatMap { [.number("right on \($0)"), .number("cost on \($0)")] }
        + [.text("do")])
    for races in 0...best.plan.races.count {
      let share = races < best.plan.races.count ? best.plan.reached[races] : best.plan.givenUp
      let next = nextRaces(after: races)
      let lowest = races == 0 ? 0 : best.plan.races[races - 1]
      let cells = question.means.indices.flatMap { tier in
        tier >= lowest && tier < next.count && races < question.mostRaces
          ? [chance(next[tier].right), number(next[tier].cost)] : ["", ""]
      }
      table.append([state(races), chance(share)] + cells + [action(races)])
    }
    return table
  }

  private func state(_ races: Int) -> String {
    if races == 0 { return "nothing" }
    let counts = question.means.indices.map { tier in
      best.plan.races.prefix(races).count { $0 == tier }
    }
    return counts.indices.filter { counts[$0] > 0 }
      .map { "\(counts[$0]) on model \($0 + 1)" }.joined(separator: ", ")
  }

  private func action(_ races: Int) -> String {
    guard races < best.plan.races.count else { return "give up" }
    let tier = best.plan.races[races]
    if races == 0 { return "race on model \(tier + 1)" }
    return best.plan.races[races - 1] == tier ? "retry" : "escalate to model \(tier + 1)"
  }

  private func policyTable(_ simulated: [SimulatedPolicy]) -> TextTable {
    var table = TextTable(
      [
        .text("policy"), .text("models"), .number("k"), .number("cap"), .number("cost a step"),
        .number("cost of task"), .number("success"), .number("wrong"), .number("given up"),
      ] + (simulated.isEmpty ? [] : [.number("simulated cost"), .number("greatest |z|")]))
    for (index, policy) in policies.enumerated() {
      let task = policy.plan.reliability(steps: question.steps)
      var row = [
        policy.name, policy.plan.races.map { "\($0 + 1)" }.joined(separator: " "),
        "\(policy.ladder.tiers[0].margin)", "\(policy.ladder.tiers[0].cap)",
        number(policy.plan.cost), number(policy.plan.taskCost(steps: question.steps)),
        chance(task.correct), chance(task.wrong), chance(task.undecided),
      ]
      if !simulated.isEmpty {
        let found = simulated[index]
        row += [
          found.counts.map { number($0.meanCost) } ?? "",
          found.greatestZ.map { NumberFormat.fixed($0, decimals: 1) } ?? "",
        ]
      }
      table.append(row)
    }
    return table
  }

  /// When to escalate rather than retry, in words.
  private var words: [String] {
    var words: [String] = []
    let races = best.plan.races
    let first = races.prefix { $0 == races.first }.count
    if let start = races.first, first < races.count {
      words.append(
        "Escalate after \(count(first, "undecided race")) on model \(start + 1).")
    } else if let start = races.first {
      if start > 0 {
        words.append("Begin with model \(start + 1): racing on a cheaper one first does not pay.")
      } else if question.means.count > 1 {
        words.append(
          best.isReached
            ? "Escalation does not pay here: model 1 alone is enough."
            : "Escalation does not help here: no plan that hands steps on is surer.")
      }
    } else {
      words.append("No race is worth what it costs: give every step up.")
    }
    let next = (0...1).map { nextRaces(after: $0) }
    if let start = races.first, let again = next[1].isEmpty ? nil : next[1][start].right {
      words.append(
        question.difficulty == .alike
          ? "All steps are alike, so an undecided race says nothing of the step: a retry on model "
            + "\(start + 1) is as good as the first race, right with \(chance(again))."
          : "An undecided race says that the step is likely hard: on model \(start + 1) a first race is "
            + "right with \(chance(next[0][start].right)), a retry with \(chance(again)).")
    }
    if let place = byValue.firstIndex(where: { $0.plan.races == races }), !races.isEmpty,
      place + 1 == byValue.count || byValue[place + 1].from > 1.01 * byValue[place].from
    {
      let upTo = place + 1 < byValue.count ? byValue[place + 1].from : nil
      words.append(
        "At this margin and cap the plan is the best where a right step is worth "
          + (upTo.map { "\(number(byValue[place].from)) to \(number($0))." }
            ?? "\(number(byValue[place].from)) or more."))
    }
    return words + leavingWords
  }

  /// At which votes and lead the first race is better left.
  private var leavingWords: [String] {
    guard let byVotes, question.value != nil || byVotes.outcome.cost < best.plan.cost else {
      return []
    }
    let early = LeavingThreshold.all(byVotes).filter { $0.fromVotes < best.ladder.tiers[0].cap }
    guard let first = early.first, number(byVotes.outcome.cost) != number(best.plan.cost) else {
      return []
    }
    let places = early.dropFirst().prefix(3).map { ", at \($0.lead) from vote \($0.fromVotes) on" }
    return [
      "Vote by vote it pays to leave a race on model 1 at lead \(first.lead) from vote "
        + "\(first.fromVotes) on\(places.joined())\(early.count > 4 ? ", and so on" : ""): "
        + "\(number(byVotes.outcome.cost)) a step instead of \(number(best.plan.cost)), where "
        + "\(chance(byVotes.outcome.failure)) of the steps are not right instead of "
        + "\(chance(best.plan.failure))."
    ]
  }

  private func name(of plan: EscalationPlan) -> String {
    plan.races.isEmpty
      ? "give up" : "race on model " + plan.races.map { "\($0 + 1)" }.joined(separator: ", then ")
  }

  private func count(_ number: Int, _ name: String) -> String {
    "\(number) \(name)\(number == 1 ? "" : "s")"
  }

  private func wrapped(_ sentences: [String]) -> String {
    sentences.map { WrappedText.lines($0, width: 100).joined(separator: "\n") }
      .joined(separator: "\n")
  }

  private func number(_ value: Double) -> String { NumberFormat.significant(value, 5) }

  private func chance(_ value: Double) -> String { NumberFormat.significant(value, 5) }
}
