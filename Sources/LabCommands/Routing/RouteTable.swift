import Economics
import Storage
import TextFormats

/// Decisions for people and for programs.
struct RouteTable {
  let tasks: [RoutedTask]
  let rules: RoutingRules
  let tokens: RoutingRules.TypicalTask?
  let isMeasured: Bool
  /// Where they are recorded; empty for nowhere.
  let places: String

  /// The first decision, with what the tiers cost; it ends without a line end.
  ///
  /// - Parameter isColoured: Whether tiers are coloured.
  /// - Returns: The lines.
  func text(isColoured: Bool) -> String {
    let task = tasks[0]
    let decision = task.decision
    var lines = [
      "tier" + (rules.models[decision.tier].map { ", \($0)" } ?? "")
    ]
    lines.append("  why         \(decision.strategy): \(decision.rule)")
    lines.append(
      "  confidence  \(NumberFormat.shortest(decision.confidence)), stated by the \(rules.name) rules: the "
        + "chance that the \(decision.routed.rawValue) tier does it alone")
    if !decision.overruled.isEmpty {
      lines.append("  overruled   \(decision.overruled.joined(separator: ", "))")
    }
    if let override = decision.override {
      lines.append("  override    \(decision.routed.rawValue) by the rules; \(override.reason)")
    }
    let unread = task.labels.filter { !isRead($0) }
    if !unread.isEmpty { lines.append("  not read    \(unread.joined(separator: ", "))") }
    if !places.isEmpty { lines.append("  recorded    \(task.id) in \(places)") }
    let tier = decision.tier.rawValue
    lines = lines.map(\.onOneLine)
    lines[0] = (isColoured ? decision.tier.colour.paint(tier) : tier) + " " + lines[0]
    return (lines + ["", costs(of: task, isColoured)]).joined(separator: "\n")
  }

  private func isRead(_ text: String) -> Bool {
    guard let label = try? RoutingLabel(text) else { return false }
    return rules.strategies.contains { strategy in
      if case .label(let prefix, _) = strategy.way { prefix == label.prefix } else { false }
    }
  }

  /// What the task costs on each tier.
  private func costs(of task: RoutedTask, _ isColoured: Bool) -> String {
    var table = TextTable([
      .text(""), .text("tier"), .text("model"), .number("cost"), .number("of medium"),
    ])
    let medium = task.estimates[.medium]
    for tier in ModelTier.allCases {
      let cost = task.estimates[tier]
      let share = cost.flatMap { cost in
        medium.flatMap { medium in
          medium > .zero
            ? Double(cost.picodollars) / Double(medium.picodollars) : nil
        }
      }
      table.append([
        tier == task.decision.tier ? ">" : "", tier.rawValue, rules.models[tier] ?? "unknown",
        cost?.description ?? "unknown",
        share.map { "\(NumberFormat.significant($0 * 100, 3)) %" } ?? "unknown",
      ])
    }
    let text = table.text { row, column in
      isColoured && column == 1 ? ModelTier.allCases[row].colour : nil
    }
    guard let tokens else {
      return text + "no tokens are known: give --tokens-in and --tokens-out"
    }
    let whose = isMeasured ? "" : ", the rules' typical task"
    return text
      + "for \(NumberFormat.grouped(tokens.inputTokens)) tokens in and "
      + "\(NumberFormat.grouped(tokens.outputTokens)) out\(whose)"
  }

  /// A line for each decision; it ends without a line end.
  ///
  /// - Parameter isColoured: Whether tiers are coloured.
  /// - Returns: The lines.
  func list(isColoured: Bool) -> String {
    var table = TextTable([
      .text("id"), .text("tier"), .number("confidence"), .text("strategy"), .text("rule"),
      .number("cost"), .text("task"),
    ])
    for task in tasks {
      let text = task.text ?? "(not kept)"
      table.append([
        task.id, task.decision.tier.rawValue, NumberFormat.shortest(task.decision.confidence),
        task.decision.strategy, task.decision.rule,
        task.estimates[task.decision.tier]?.description ?? "unknown",
        text.count > 48 ? text.prefix(47) + "…" : text,
      ])
    }
    let text = table.text { row, column in
      isColoured && column == 1 ? tasks[row].decision.tier.colour : nil
    }
    return text + (places.isEmpty ? "recorded nowhere" : "recorded in \(places)")
  }

  /// A decision as members of a table.
  func fields(_ task: RoutedTask) -> [(String, JSONValue)] {
    let decision = task.decision
    return [
      ("id", .string(places.isEmpty ? nil : task.id)), ("tier", .string(decision.tier.rawValue)),
      ("model", .string(rules.models[decision.tier])),
      ("confidence", .number(decision.confidence)), ("strategy", .string(decision.strategy)),
      ("rule", .string(decision.rule)), ("routed", .string(decision.routed.rawValue)),
      ("override_reason", .string(decision.override?.reason)),
      ("overruled", .array(decision.overruled.map { .string($0) })),
      ("labels", .array(task.labels.map { .string($0) })),
    ]
      + ModelTier.allCases.map { tier in
        // Dollars for people; records hold exact amounts.
        (
          "cost_\(tier.rawValue)",
          .number(task.estimates[tier].map { Double($0.picodollars) / 1e12 })
        )
      }
  }

  /// A decision as JSON.
  func json(_ task: RoutedTask) -> JSONValue { .object(fields(task)) }
}
