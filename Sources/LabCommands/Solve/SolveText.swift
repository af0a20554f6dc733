import MAKERCore

extension SolveResult {
  /// The report for people.
  var text: String {
    var rows: [(String, String)] = [
      ("steps", "\(grouped(report.decided)) of \(grouped(report.steps)) decided" + resumedText),
      (
        "margin",
        "k = \(report.margin)" + (question.margin == nil ? ", k_min for p and target" : "")
      ),
      ("draws", "\(grouped(report.issued)) asked for, \(grouped(report.used)) used" + lostText),
      ("votes", votesText),
      ("flags", flagsText),
      ("contested", "\(grouped(report.contested)) steps with votes for more than one answer"),
    ]
    if wrong > 0 {
      rows.append(
        ("wrong", "\(grouped(wrong)) steps, the first is step \(firstWrong ?? 0)"))
    }
    if report.escalations > 0 { rows.append(("escalated", "\(grouped(report.escalations)) times")) }
    if report.retries > 0 { rows.append(("retries", "\(grouped(report.retries))")) }
    rows.append(
      ("tokens", "\(known(report.usage.inputTokens)) in, \(known(report.usage.outputTokens)) out"))
    rows.append(("cost", report.usage.cost.map { NumberFormat.significant($0, 6) } ?? "unknown"))
    if report.latencies > 0 { rows.append(("time", timeText)) }
    if let failure { rows.append(("failure", failure.description)) }
    let width = rows.reduce(0) { max($0, $1.0.count) }
    let lines = rows.map { name, value in
      "  " + name + String(repeating: " ", count: width - name.count + 2) + value
    }
    return (["\(report.task): \(sentence)"] + lines).joined(separator: "\n")
  }

  private var sentence: String {
    switch verdict {
    case .solved: "solved"
    case .wrong: "wrong: every step was decided, and the end is not the goal"
    case .undecided: "undecided: step \(report.decided) has no winner at its cap"
    case .failed: "failed at step \(report.decided): the channel gave no reply"
    case .stopped: "interrupted; nothing decided is lost: give the same command to go on"
    }
  }

  private var resumedText: String {
    resumed > 0 ? ", \(grouped(resumed)) of them by an earlier run" : ""
  }

  private var lostText: String {
    let lost = report.cancelled + report.failed
    return lost > 0 ? ", \(report.cancelled) given up, \(report.failed) failed" : ""
  }

  private var votesText: String {
    guard report.decided > 0 else { return "\(grouped(report.votes))" }
    let mean = Double(report.votes) / Double(report.decided)
    var text = "\(grouped(report.votes)), \(NumberFormat.significant(mean, 7)) a step"
    if let exact = exactValues {
      text += "; theory \(NumberFormat.significant(exact.votesPerStep, 7))" + z(exact.votesZ)
    }
    return text
  }

  private var flagsText: String {
    let listed = report.flags.listed.map { "\(grouped($0.count)) \($0.flag.rawValue)" }
    var text = grouped(report.flags.total)
    if !listed.isEmpty { text += " (\(listed.joined(separator: ", ")))" }
    if let exact = exactValues, exact.flags > 0 {
      text += "; theory \(NumberFormat.significant(exact.flags, 7))" + z(exact.flagsZ)
    }
    return text
  }

  private var timeText: String {
    let parallel = Double(report.elapsed) / 1e9
    let sequential = Double(report.latencies) / 1e9
    let clock = question.channels.contains(where: \.isRealTime) ? "" : " on the virtual clock"
    return "\(NumberFormat.significant(parallel, 4)) s\(clock), draws of a step side by side; "
      + "\(NumberFormat.significant(sequential, 4)) s one after another"
  }

  private func z(_ value: Double?) -> String {
    value.map { ", z \(NumberFormat.fixed($0, decimals: 2))" } ?? ""
  }

  private func grouped(_ count: Int) -> String { NumberFormat.grouped(count) }

  private func known(_ count: Int?) -> String { count.map(grouped) ?? "unknown" }
}
