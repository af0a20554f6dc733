import Analysis
import MAKERCore
import Statistics
import TextFormats

/// What `makerlab calibrate` says of labelled draws.
struct CalibrationReport {
  /// The estimates.
  let estimate: CalibrationEstimate
  /// The margin for a task, where one is asked about.
  let advice: MarginAdvice?

  /// The report for people.
  var text: String {
    [heading, values, notes, advice.map(text)].compactMap(\.self).map(\.trimmedEnd)
      .joined(separator: "\n\n")
  }

  private var heading: String {
    let draws = estimate.draws
    let model =
      estimate.model == .beta
      ? "model beta: step success is Beta-distributed"
      : "model moments: nothing is assumed of the steps but what their draws identify"
    return """
      \(NumberFormat.grouped(draws.steps)) steps, \(NumberFormat.grouped(draws.draws)) draws: \
      \(NumberFormat.grouped(draws.valid)) valid, of them \(NumberFormat.grouped(draws.wrong)) wrong; \
      \(NumberFormat.grouped(draws.pairedSteps)) steps have two valid draws or more
      \(model)
      """
  }

  private var values: String {
    var table = TextTable([
      .text("quantity"), .number("estimate"), .number("low"), .number("high"), .text(""),
    ])
    for row in rows {
      table.append([
        row.name, row.value.estimate.map(short) ?? "unknown", short(row.value.interval.low),
        short(row.value.interval.high), row.meaning,
      ])
    }
    return "\(short(100 * estimate.level)) % intervals\n" + table.text
  }

  private var rows: [(key: String, name: String, value: CalibratedValue, meaning: String)] {
    [
      ("success", "p", estimate.success, "mean step success among valid draws"),
      ("valid_rate", "v", estimate.validRate, "share of draws that are valid"),
      ("correlation", "rho", estimate.correlation, "correlation of right and wrong within a step"),
      (
        "hard_share", "hard", estimate.hardShare,
        "share of steps with p_i below one half, which votes make worse"
      ),
    ]
  }

  private var notes: String? {
    guard let range = estimate.identifiedHardShare else { return nil }
    return """
      Moments do not identify the share of hard steps: known exactly, as estimated, they would leave \
      \(short(range.lowerBound)) to \(short(range.upperBound)).
      """
  }

  private func text(_ advice: MarginAdvice) -> String {
    let goal =
      "\(NumberFormat.grouped(advice.steps)) steps, P(task) at least \(short(advice.target.value))"
    var table = TextTable([
      .text("margin by"), .number("k"), .number("P(task)"), .number("calls"),
    ])
    func add(_ name: String, _ choice: MarginAdvice.Choice?, isKnown: Bool = true) {
      table.append([
        name, choice.map { "\($0.margin)" } ?? (isKnown ? "none" : "unknown"),
        choice.map { short($0.success) } ?? "",
        choice.map { short($0.calls) } ?? "",
      ])
    }
    let hasSuccess = estimate.success.estimate != nil
    add("independent errors at the estimates", advice.independent, isKnown: hasSuccess)
    if estimate.model == .beta {
      let isKnown = hasSuccess && estimate.correlation.estimate != nil
      add("the estimates", advice.estimated, isKnown: isKnown)
    }
    add("the pessimistic end", advice.recommended)
    var lines = [goal, table.text.trimmedEnd]
    if let worst = advice.independentAtWorst, let independent = advice.independent {
      lines.append(
        "with k = \(independent.margin) P(task) is \(short(worst)) at the pessimistic end")
    }
    lines.append(
      advice.recommended == nil
        ? "verdict: \(advice.verdict); there P(task) is at most \(short(advice.ceiling))"
        : "verdict: \(advice.verdict)")
    return lines.joined(separator: "\n")
  }

  /// Keys and values for JSON and CSV.
  var fields: [(String, JSONValue)] {
    let draws = estimate.draws
    var fields: [(String, JSONValue)] = [
      ("model", .string(estimate.model.rawValue)), ("level", .number(estimate.level)),
      ("steps_drawn", .int(draws.steps)), ("draws", .int(draws.draws)),
      ("valid", .int(draws.valid)), ("wrong", .int(draws.wrong)),
      ("paired_steps", .int(draws.pairedSteps)),
    ]
    for row in rows {
      fields += [
        (row.key, number(row.value.estimate)), (row.key + "_low", number(row.value.interval.low)),
        (row.key + "_high", number(row.value.interval.high)),
      ]
    }
    let range = estimate.identifiedHardShare
    fields += [
      ("hard_share_identified_low", number(range?.lowerBound)),
      ("hard_share_identified_high", number(range?.upperBound)),
    ]
    guard let advice else { return fields }
    fields += [("steps", .int(advice.steps)), ("target", .number(advice.target.value))]
    for (name, choice) in [
      ("independent", advice.independent), ("estimated", advice.estimated),
      ("recommended", advice.recommended),
    ] {
      fields += [
        ("k_\(name)", .int(choice?.margin)), ("p_task_\(name)", number(choice?.success)),
        ("calls_\(name)", number(choice?.calls)),
      ]
    }
    fields += [
      ("p_task_independent_at_worst", number(advice.independentAtWorst)),
      ("p_task_ceiling", number(advice.ceiling)), ("verdict", .string(advice.verdict)),
    ]
    return fields
  }

  /// What an interval is computed to, so that the last digits do not depend on the machine.
  private func number(_ value: Double?) -> JSONValue {
    .number(value.map { Double(NumberFormat.significant(settled($0), 6)) ?? $0 })
  }

  private func short(_ value: Double) -> String { NumberFormat.significant(settled(value), 4) }

  /// Zero for what is so small only because logarithms are kept finite.
  private func settled(_ value: Double) -> Double { abs(value) < 1e-300 ? 0 : value }
}
