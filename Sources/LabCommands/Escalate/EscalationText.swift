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
      "errors correlate by \(number(correlation)) within a step, all models' in proportion"
    case .separate(let correlation):
      "errors correlate by \(number(correlation)) within a step, each model's by itself"
    }
  }

  private var verdict: String {
    let tier = ladder.tiers[0]
    let margin = "k = \(tier.margin), at most \(tier.cap) votes a race"
    let choice = tried > 1 ? " (the best of \(tried) pairs tried)" : ""
    let success = chance(best.reliability(steps: question.steps).correct)
    if !isReached {
      return
        "No plan reaches \(chance(question.target.value)): the surest is \(name(of: best)) with "
        + "\(margin)\(choice), and succeeds with \(success)."
    }
    return "Best: \(name(of: best)), with \(margin)\(choice): the task succeeds with \(success)."
  }

  /// What to do after each undecided race.
  private var stateTable: TextTable {
    let models = question.means.indices.map { "\($0 + 1)" }
    var table = TextTable(
      [.text("undecided so far"), .number("steps")]
        + models.flatMap { [.number("right on \($0)"), .number("cost on \($0)")] }
        + [.text("do")])
    for races in 0...best.races.count {
      let share = races < best.races.count ? best.reached[races] : best.givenUp
      // A share of 0 makes what would follow there unknown.
      let next = share > 0 ? nextRaces(after: races) : []
      let lowest = races == 0 ? 0 : best.races[races - 1]
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
      best.races.prefix(races).count { $0 == tier }
    }
    return counts.indices.filter { counts[$0] > 0 }
      .map { "\(counts[$0]) on model \($0 + 1)" }.joined(separator: ", ")
  }

  private func action(_ races: Int) -> String {
    guard races < best.races.count else { return "give up" }
    let tier = best.races[races]
    if races == 0 { return "race on model \(tier + 1)" }
    return best.races[races - 1] == tier ? "retry" : "escalate to model \(tier + 1)"
  }

  private func policyTable(_ simulated: [SimulatedPolicy]) -> TextTable {
    var table = TextTable(
      [
        .text("policy"), .text("models raced on"), .number("cost a step"), .number("cost of task"),
        .number("success"), .number("wrong"), .number("given up"),
      ] + (simulated.isEmpty ? [] : [.number("simulated cost"), .number("greatest |z|")]))
    for (index, policy) in policies.enumerated() {
      let task = policy.plan.reliability(steps: question.steps)
      var row = [
        policy.name, policy.plan.races.map { "\($0 + 1)" }.joined(separator: " "),
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
    let first = best.races.prefix { $0 == best.races.first }.count
    if let start = best.races.first, first < best.races.count {
      words.append(
        "Escalate after \(count(first, "undecided race")) on model \(start + 1).")
    } else if best.races.isEmpty {
      words.append("No race is worth what it costs: give every step up.")
    } else {
      words.append("Escalation does not pay: races on one model are enough.")
    }
    if best.races.count > 1, case let ways = (0..<2).map({ nextRaces(after: $0)[best.races[0]] }) {
      words.append(
        question.difficulty == .alike
          ? "All steps are alike, so an undecided race says nothing of the next one: a retry is as good "
            + "as the first race, \(chance(ways[0].right)) right."
          : "An undecided race says that the step is likely hard: on model \(best.races[0] + 1) "
            + "\(chance(ways[0].right)) of first races are right, \(chance(ways[1].right)) of retries."
      )
    }
    if let place = byValue.firstIndex(where: { $0.plan.races == best.races }), !best.races.isEmpty {
      let upTo = place + 1 < byValue.count ? byValue[place + 1].from : nil
      words.append(
        "This plan is the best of its margin and cap where a right step is worth "
          + (upTo.map { "\(number(byValue[place].from)) to \(number($0))." }
            ?? "\(number(byValue[place].from)) or more."))
    }
    return words + leavingWords
  }

  /// At which votes and lead the first race is better left.
  private var leavingWords: [String] {
    guard let escalation = voteEscalation, let value = stepValue else { return [] }
    let cap = ladder.tiers[0].cap
    let early = LeavingThreshold.all(escalation).filter { $0.fromVotes < cap }
    let outcome = escalation.outcome
    guard !early.isEmpty else {
      return ["Within the first race it never pays to leave before vote \(cap)."]
    }
    let places = early.map { "lead \($0.lead) from vote \($0.fromVotes) on" }
    return [
      "Vote by vote, at \(number(value)) a right step, leave the first race at "
        + places.joined(separator: ", ")
        + ": \(number(outcome.cost)) a step, \(chance(outcome.failure)) of steps not right."
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
