import MAKERCore
import RaceTheory

extension UnequalPlan {
  /// The steps, the promise of the theory of alike steps, P(task) by margin and the verdict.
  ///
  /// - Parameters:
  ///   - verdict: The verdict in words.
  ///   - costPerCall: Cost of a call; nil when unknown.
  /// - Returns: A block of text.
  func text(verdict: String, costPerCall: Double?) -> String {
    [
      title, stepsText, promiseText, "", indented(table(costPerCall)), "",
      verdictText(verdict),
    ].joined(separator: "\n")
  }

  private func verdictText(_ verdict: String) -> String {
    guard let least = plan.least else {
      let gain = NumberFormat.significant(plan.gain, 2)
      let why =
        plan.gain > 0
        ? "a greater k gives less than \(gain) more" : "no k gives what a double can hold"
      return """
          verdict         \(verdict)
          enough          k = \(plan.enough): \(why)
        """
    }
    let told = verdict.replacing(" target", with: " the target")
    let wanted = promisedMargin.map { "; i.i.d. theory asks for \($0)" } ?? ""
    let which = least == margin ? ", the least that does" : "; k_min is \(least)"
    return "  verdict         k = \(margin) \(told)\(which)\(wanted)"
  }

  private var title: String {
    var kinds: [String] = []
    if let shapes = spread.shapes {
      kinds.append("Beta \(short(shapes.right)), \(short(shapes.wrong))")
    }
    if let hard = spread.hardShare {
      kinds.append("a share of \(short(hard)) right with probability \(short(spread.hardSuccess))")
    }
    if spread.correlation == 0 {
      return "Alike steps (each right with probability \(short(spread.mean.value)))"
    }
    return "Unequal steps" + (kinds.isEmpty ? "" : " (\(kinds.joined(separator: "; ")))")
  }

  private var stepsText: String {
    """
      step success    \(short(spread.mean.value)) on average; two votes of a step correlate by \
    \(short(spread.correlation))
      p_i < 1/2       in \(short(plan.shareBelowHalf)) of the steps: there more votes make the \
    wrong answer surer
    """
  }

  private var promiseText: String {
    let promised = promisedWrong.map { "; i.i.d. theory promises \(short($0))" } ?? ""
    var text = "  P(wrong)        \(short(race.wrong)) a step at k = \(margin)\(promised)"
    if let least = promisedMargin, let row = rows.first(where: { $0.margin == least }),
      let success = row.promised
    {
      text += """
        \n  promise         k = \(least) (Eq. 14) is to give \(rounded(success)); it gives \
        \(rounded(row.task.reliability.correct))
        """
    }
    return text
  }

  private func table(_ costPerCall: Double?) -> String {
    var columns: [TextTable.Column] = [
      .number("k"), .number("P(task)"), .number("promised by i.i.d."), .number("votes a step"),
      .number("calls"),
    ]
    if costPerCall != nil { columns.append(.number("cost")) }
    var table = TextTable(columns)
    for row in rows {
      var cells = [
        "\(row.margin)", rounded(row.task.reliability.correct),
        row.promised.map(rounded) ?? "nothing", short(row.task.meanVotes),
        short(row.task.expectedCalls),
      ]
      if let costPerCall { cells.append(short(costPerCall * row.task.expectedCalls)) }
      table.append(cells)
    }
    if let limit = plan.limit {
      table.append(
        ["no end", rounded(limit.correct), spread.mean.value > 0.5 ? "1" : "-"]
          + Array(repeating: "-", count: columns.count - 3))
    }
    return table.text.trimmedEnd
  }

  private func indented(_ text: String) -> String {
    text.split(separator: "\n").map { "  " + $0 }.joined(separator: "\n")
  }

  private func short(_ value: Double) -> String { NumberFormat.significant(value, 7) }
  private func rounded(_ value: Double) -> String { NumberFormat.significant(value, 5) }
}
