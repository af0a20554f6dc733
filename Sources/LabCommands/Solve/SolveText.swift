import Economics
import Foundation
import MAKERCore

extension SolveResult {
  /// The report for people.
  var text: String {
    var rows: [(String, String)] = [
      ("steps", "\(grouped(report.decided)) of \(grouped(report.steps)) decided" + resumedText),
      (
        question.pattern == nil ? "margin" : "pattern",
        question.pattern.map { "\($0)" }
          ?? "k = \(report.margin)" + (question.margin == nil ? ", k_min for p and target" : "")
      ),
      ("draws", "\(grouped(report.issued)) asked for, \(grouped(report.used)) used" + lostText),
      ("votes", votesText),
      ("flags", flagsText),
      ("contested", "\(steps(report.contested)) with votes for more than one answer"),
    ]
    if let provenance = question.channels[0].simulated?.provenance {
      rows.append(("profile", provenance))
    }
    if wrong > 0 {
      rows.append(
        ("wrong", "\(steps(wrong)), the first is step \(firstWrong ?? 0)"))
    }
    if report.escalations > 0 { rows.append(("escalated", "\(grouped(report.escalations)) times")) }
    if report.retries > 0 { rows.append(("retries", "\(grouped(report.retries))")) }
    rows.append(
      ("tokens", "\(known(report.usage.inputTokens)) in, \(known(report.usage.outputTokens)) out"))
    rows.append(("cost", report.usage.cost.map { NumberFormat.significant($0, 6) } ?? "unknown"))
    if let charged {
      let cost = charged.picodollars.map { "\(Money(picodollars: $0))" } ?? "unknown"
      rows.append(
        (
          "charged",
          "\(grouped(charged.tokens)) tokens, \(cost), to this run with its resumes; what was recorded "
            + "before costs nothing"
        ))
    }
    if report.latencies > 0 { rows.append(("time", timeText)) }
    if output.count <= 200 { rows.append(("output", output)) }
    if let failure { rows.append(("failure", failure.description)) }
    rows.append(
      ("files", shownPath([.stopped, .spent].contains(verdict) ? ".json" : ".{json,steps.csv}")))
    let width = rows.reduce(0) { max($0, $1.0.count) }
    let lines = rows.map { name, value in
      "  " + name + String(repeating: " ", count: width - name.count + 2) + value
    }
    return (["\(report.task): \(sentence)"] + lines).joined(separator: "\n")
  }

  /// Path of files, from the working folder where they are below it.
  private func shownPath(_ suffix: String) -> String {
    let path = path(suffix)
    let here = FileManager.default.currentDirectoryPath + "/"
    return path.hasPrefix(here) ? String(path.dropFirst(here.count)) : path
  }

  private var sentence: String {
    switch verdict {
    case .solved: "solved"
    case .wrong: "wrong: every step was decided, and the end is not the goal"
    case .undecided: "undecided: step \(report.decided) has no winner \(limitText)"
    case .failed: "failed at step \(report.decided): the channel gave no reply"
    case .spent:
      "stopped at step \(report.decided) by its budget; everything paid for is kept: give the same command "
        + "with a higher limit to go on"
    case .stopped: "interrupted; nothing decided is lost: give the same command to go on"
    }
  }

  private var limitText: String {
    if question.pattern != nil {
      return "after the pattern's last attempt: the \(report.undecidedReason?.rawValue ?? "cap")"
    }
    return switch report.undecidedReason {
    case .drawLimit: "after \(question.drawLimit) draws, the --draw-limit"
    case .flagRun: "after a run of flags"
    case .cap, nil: "after \(question.cap ?? 0) votes, its --cap; see --escalate"
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
    guard !votesPerStep.isNaN else { return grouped(report.votes) }
    var text = "\(grouped(report.votes)), \(NumberFormat.significant(votesPerStep, 7)) a step"
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
    let clock = question.channels[0].isRealTime ? "" : " on the virtual clock"
    return "\(time(report.elapsed))\(clock), draws of a step side by side; "
      + "\(time(report.latencies)) one after another"
  }

  private func z(_ value: Double?) -> String {
    value.map { ", z \(NumberFormat.fixed($0, decimals: 2))" } ?? ""
  }

  private func steps(_ count: Int) -> String { grouped(count) + (count == 1 ? " step" : " steps") }

  private func time(_ nanoseconds: Int) -> String {
    guard let seconds = Self.seconds(nanoseconds) else { return "more than can be counted" }
    return seconds < 60
      ? "\(NumberFormat.significant(seconds, 4)) s" : NumberFormat.duration(seconds)
  }

  private func grouped(_ count: Int) -> String { NumberFormat.grouped(count) }

  private func known(_ count: Int?) -> String { count.map(grouped) ?? "unknown" }
}
