import MAKERCore
import Storage

extension ChannelCalibration {
  /// Hard steps that the report for people lists; count.
  private static let mostHardSteps = 20

  /// The report for people.
  var text: String {
    let noMargin = isWhole ? nil : Self.noMargin
    return [heading, report.text, noMargin, rows, hardTable].compactMap(\.self).joined(
      separator: "\n\n")
  }

  private var heading: String {
    var lines = [
      "\(task) by \(question.choice.canonical.onOneLine), temperature "
        + "\(NumberFormat.shortest(question.temperature))"
    ]
    if unlabelled > 0 {
      lines.append(
        "questions without an expected answer, which were not asked, for nobody can say what is right "
          + "there: \(count(unlabelled))")
    }
    if refused > 0 {
      lines.append("\(count(refused)) draws were refused by the channel, or ran out there")
    }
    if let failure { lines.append("not all draws came: \(failure.description.onOneLine)") }
    if isInterrupted { lines.append("interrupted: not all draws came") }
    return lines.joined(separator: "\n")
  }

  private var rows: String {
    var rows = [("collisions", collisionText), ("flags", flagText)]
    rows.append(
      (
        "tokens",
        "\(known(totals.meanInput)) in, \(known(totals.meanOutput)) out a draw, on average"
      ))
    rows.append(
      (
        "latency",
        "median \(seconds(totals.latency(0.5))), 90 % within \(seconds(totals.latency(0.9)))"
      ))
    if totals.retries > 0 { rows.append(("retries", count(totals.retries))) }
    rows.append(
      ("spent", "\(count(totals.draws)) draws, " + spent(totals.usage.cost)))
    rows.append(("whole task", projectionText))
    let width = rows.reduce(0) { max($0, $1.0.count) }
    return rows.map { name, value in
      name + String(repeating: " ", count: width - name.count + 2) + value
    }.joined(separator: "\n")
  }

  private var collisionText: String {
    guard pairs.all > 0 else { return "unknown: no step has two wrong votes" }
    let share = Double(pairs.agreeing) / Double(pairs.all)
    return
      "\(count(pairs.agreeing)) of \(count(pairs.all)) pairs of wrong votes of a step are equal, "
      + "share \(short(share))"
  }

  private var flagText: String {
    let listed = flags.listed.map { "\(count($0.count)) \($0.flag.rawValue)" }
    return count(flags.total) + (listed.isEmpty ? "" : " (\(listed.joined(separator: ", ")))")
  }

  private var projectionText: String {
    guard let projection else { return "no margin to project it for" }
    return "\(amount(projection.calls)) draws, \(amount(projection.inputTokens)) tokens in, "
      + "\(amount(projection.outputTokens)) out, " + spent(projection.cost)
      + ", with k = \(projection.margin)"
      + (projection.basis == .recommended ? "" : ", which does not reach the target for sure")
  }

  private var hardTable: String? {
    let hard = hardSteps
    guard !hard.isEmpty else { return nil }
    var table = TextTable([
      .text("step"), .number("right"), .number("wrong"), .number("P(p_i < 1/2)"),
      .text("commonest wrong answer"), .number("votes"),
    ])
    for item in hard.prefix(Self.mostHardSteps) {
      let wrong = item.step.commonestWrong
      table.append([
        item.step.name, "\(item.step.right)", "\(item.step.wrongVotes)", short(item.hardness),
        wrong.map { Self.cut($0.answer, to: 60) } ?? "", wrong.map { "\($0.votes)" } ?? "",
      ])
    }
    let more =
      hard.count > Self.mostHardSteps ? "\nand \(count(hard.count - Self.mostHardSteps)) more" : ""
    return "hard steps, which votes may make worse\n" + table.text.trimmedEnd + more
  }

  /// The beginning of a text.
  static func cut(_ text: String, to length: Int) -> String {
    text.count <= length ? text : text.prefix(length - 1) + "…"
  }

  private func count(_ value: Int) -> String { NumberFormat.grouped(value) }
  private func short(_ value: Double) -> String { NumberFormat.significant(value, 4) }
  private func known(_ value: Double?) -> String { value.map(short) ?? "unknown" }
  private func seconds(_ value: Double?) -> String { value.map { short($0) + " s" } ?? "unknown" }
  private func amount(_ value: Double?) -> String {
    value.map(NumberFormat.prefixed) ?? "unknown"
  }
  private func spent(_ cost: Double?) -> String {
    "cost " + (cost.map { NumberFormat.significant($0, 6) } ?? "unknown")
  }
}
