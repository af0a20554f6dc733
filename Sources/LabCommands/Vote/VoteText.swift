import MAKERCore
import Statistics
import Storage

extension VoteResult {
  /// The report for people: a line a step, then what they come to.
  var text: String {
    var table = TextTable([
      .text("step"), .text("verdict"), .text("judgement"), .text("winner"), .number("lead"),
      .text("votes"), .number("draws"), .text("flags"),
    ])
    for row in rows {
      table.append([
        ChannelCalibration.cut(row.name, to: 40),
        row.verdict.rawValue + (row.reason.map { " (\($0.rawValue))" } ?? ""), row.judgement,
        ChannelCalibration.cut(row.winner ?? "", to: 40), "\(row.lead)",
        row.votes.map { "\($0.votes)" }.joined(separator: ":"), "\(row.record.used)",
        row.record.flags.listed.map { "\($0.count) \($0.flag.rawValue)" }.joined(separator: ", "),
      ])
    }
    return [table.text.trimmedEnd, summaryText].joined(separator: "\n\n")
  }

  private var summaryText: String {
    var lines = [
      "\(task), k = \(margin): \(grouped(decided.count)) of \(steps(rows.count)) decided"
        + interval(decided)
    ]
    if right.of > 0 {
      lines.append("right: \(grouped(right.count)) of \(grouped(right.of))" + interval(right))
    }
    if unknown > 0 {
      lines.append("\(steps(unknown)) decided whose right answer nobody knows")
    }
    for (verdict, words) in [
      (VoteRow.Verdict.undecided, "undecided; a plurality is no verdict"),
      (.refused, "refused by the channel"),
      (.ranOut, "without a verdict, for the recorded draws ran out"),
    ] where count(verdict) > 0 { lines.append("\(steps(count(verdict))) \(words)") }
    let perStep =
      rows.isEmpty
      ? "" : ", \(NumberFormat.significant(Double(draws) / Double(rows.count), 4)) a step"
    lines.append(
      "\(grouped(draws)) draws\(perStep), \(grouped(votes)) votes, \(grouped(flags.total)) flagged")
    lines.append(
      "tokens \(known(usage.inputTokens)) in, \(known(usage.outputTokens)) out; cost "
        + (usage.cost.map { NumberFormat.significant($0, 6) } ?? "unknown"))
    if rows.count < asked {
      lines.append("\(steps(asked - rows.count)) not voted on to an end")
    }
    if let failure { lines.append("ended early: \(failure.description.onOneLine)") }
    if isInterrupted { lines.append("interrupted") }
    return lines.joined(separator: "\n")
  }

  private func interval(_ share: Share) -> String {
    guard let value = share.value else { return "" }
    return ", \(short(value)) (95 % interval \(short(share.interval.low)) to "
      + "\(short(share.interval.high)))"
  }

  private func grouped(_ count: Int) -> String { NumberFormat.grouped(count) }
  private func short(_ value: Double) -> String { NumberFormat.significant(value, 4) }
  private func known(_ count: Int?) -> String { count.map(grouped) ?? "unknown" }
  private func steps(_ count: Int) -> String { grouped(count) + (count == 1 ? " step" : " steps") }
}
