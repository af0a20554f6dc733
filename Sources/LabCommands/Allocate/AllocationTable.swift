import Economics
import TextFormats

/// Decisions on the work of many agents: by phase in one zone, or by zone.
struct AllocationTable {
  private let policy: AllocationPolicy
  private let options: AllocateOptions

  init(_ policy: AllocationPolicy, _ options: AllocateOptions) {
    self.policy = policy
    self.options = options
  }

  /// A row for each agent, phase and budget.
  var answers: [AllocationAnswer] {
    options.agents.flatMap { agent in
      options.phases.flatMap { phase in options.budgets.map { answer(agent, phase, $0) } }
    }
  }

  /// The table for people, with a line of what it is about before it.
  ///
  /// - Parameter isColoured: Whether tiers are coloured.
  /// - Returns: The lines, without a newline at the end.
  func text(isColoured: Bool) -> String {
    let rows = options.hasBudget ? byPhase : byBudget
    let titles =
      options.hasBudget ? options.phases.map(\.rawValue) : options.budgets.map(Self.title)
    let texts = options.hasBudget ? ["agent"] : ["agent", "phase"]
    var table = TextTable((texts + titles).map { .text($0) })
    for row in rows { table.append(row.names + row.answers.map(\.word)) }
    let lines = table.text { row, column in
      isColoured && column >= texts.count ? rows[row].answers[column - texts.count].colour : nil
    }
    return "\(heading)\n\(lines.trimmedEnd)"
  }

  private struct Line {
    let names: [String]
    let answers: [AllocationAnswer]
  }

  private func answer(
    _ agent: Int, _ phase: WorkPhase, _ budget: BudgetState
  ) -> AllocationAnswer {
    AllocationAnswer(policy, options.state(agent, phase, budget), reading: options.reading)
  }

  private var byPhase: [Line] {
    options.agents.map { agent in
      Line(
        names: [policy.rules.agents[agent].name],
        answers: options.phases.map { answer(agent, $0, options.budgets[0]) })
    }
  }

  /// Phases that differ in nothing share a row.
  private var byBudget: [Line] {
    options.agents.flatMap { agent in
      var lines: [(phases: [WorkPhase], answers: [AllocationAnswer])] = []
      for phase in options.phases {
        let answers = options.budgets.map { answer(agent, phase, $0) }
        if let same = lines.firstIndex(where: { $0.answers.map(\.word) == answers.map(\.word) }) {
          lines[same].phases.append(phase)
        } else {
          lines.append(([phase], answers))
        }
      }
      return lines.map { line in
        let isAll = line.phases.count == WorkPhase.allCases.count
        return Line(
          names: [
            policy.rules.agents[agent].name,
            isAll ? "all" : line.phases.map(\.rawValue).joined(separator: ", "),
          ], answers: line.answers)
      }
    }
  }

  /// The state of a budget as the title of a column.
  private static func title(_ budget: BudgetState) -> String {
    switch budget.reserve {
    case .whole: budget.zone.rawValue
    case .opened: "\(budget.zone), reserve"
    case .spent: "\(budget.zone), spent"
    }
  }

  /// What the work is, in the words that single decisions have for it.
  private var heading: String {
    let words = policy.rules.words(for: options.state(0, .lead, options.budgets[0]))
    let parts = words.split(separator: ", ").dropFirst()
    let kept = options.hasBudget ? Array(parts) : parts.filter { !$0.hasPrefix("zone ") }
    let reading = options.reading.map { "\n\($0.sentence)" } ?? ""
    return kept.joined(separator: ", ") + reading
  }
}
