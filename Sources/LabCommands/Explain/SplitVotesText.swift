import MAKERCore
import RaceTheory
import TextFormats

extension SplitVotes {
  /// Whether a margin reaches the target, in plain words.
  ///
  /// - Parameter reaches: Whether the margin used does.
  /// - Returns: One sentence without a full stop.
  func verdict(reaches: Bool) -> String {
    if reaches { return "reaches target" }
    if apart.leastMargin != nil { return "misses target" }
    let share = NumberFormat.significant(right / Double(answers), 4)
    if !isRightAhead {
      return "no k reaches the target: each of \(answers) right answers has the share \(share), a "
        + "wrong one \(NumberFormat.significant(likeliestWrong, 4))"
    }
    return "no k up to \(SplitVotes.greatestMargin) reaches the target"
  }

  /// What grouping buys, by name.
  ///
  /// - Parameter costPerCall: Cost of a call; nil when unknown.
  /// - Returns: The fields.
  func resultFields(costPerCall: Double?) -> [(String, JSONValue)] {
    let task = grouped.task
    var fields: [(String, JSONValue)] = [
      ("grouped_k", .int(grouped.margin)),
      ("grouped_k_min", .int(grouped.leastMargin)),
      ("grouped_p_step_wrong", .number(grouped.law.wrong)),
      ("grouped_p_task", .number(task.reliability.correct)),
      ("grouped_mean_votes", .number(task.meanVotes)),
      ("grouped_expected_calls", .number(task.expectedCalls)),
    ]
    if let costPerCall {
      fields.append(("grouped_expected_cost", .number(costPerCall * task.expectedCalls)))
    }
    return fields
  }

  /// Both ways side by side, and the verdict.
  ///
  /// - Parameters:
  ///   - verdict: The verdict in words.
  ///   - costPerCall: Cost of a call; nil when unknown.
  /// - Returns: A block of text.
  func text(verdict: String, costPerCall: Double?) -> String {
    func short(_ value: Double) -> String { NumberFormat.significant(value, 7) }
    var columns: [TextTable.Column] = [
      .text("right answers"), .number("k"), .number("P(wrong) a step"), .number("P(task)"),
      .number("votes a step"), .number("calls"),
    ]
    if costPerCall != nil { columns.append(.number("cost")) }
    var table = TextTable(columns)
    for (name, way) in [("apart", apart), ("as one", grouped)] {
      var cells = [
        name, "\(way.margin)", short(way.law.wrong), short(way.task.reliability.correct),
        short(way.task.meanVotes), short(way.task.expectedCalls),
      ]
      if let costPerCall { cells.append(short(costPerCall * way.task.expectedCalls)) }
      table.append(cells)
    }
    let lines = [
      "Equally good answers",
      "  \(answers) of them share the right votes: \(short(right / Double(answers))) each, the "
        + "likeliest wrong one \(short(likeliestWrong))", "",
      table.text.trimmedEnd.split(separator: "\n").map { "  " + $0 }.joined(separator: "\n"), "",
      "  grouping        \(gain)",
      "  verdict         \(verdict.replacing("s target", with: "s the target"))",
    ]
    return lines.joined(separator: "\n")
  }

  /// What counting right answers as one buys, in words.
  private var gain: String {
    let (own, other) = (apart.task, grouped.task)
    let success = [own, other].map { NumberFormat.significant($0.reliability.correct, 4) }
    let change = "P(task) \(success[1]) in place of \(success[0])"
    guard other.expectedCalls < own.expectedCalls else {
      let times = NumberFormat.significant(other.expectedCalls / own.expectedCalls, 3)
      return "gives \(change), for \(times) times the calls"
    }
    let saved = 100 * (1 - other.expectedCalls / own.expectedCalls)
    return "saves \(NumberFormat.fixed(saved, decimals: 1)) % of the calls, \(change)"
  }
}
