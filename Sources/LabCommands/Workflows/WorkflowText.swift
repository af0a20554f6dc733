import Economics
import Statistics
import Storage
import TextFormats

extension WorkflowReport {
  /// The report for a person; it ends without a line end.
  var text: String {
    [heading, measureTable, kindTable, alternativeTable, notes].joined(separator: "\n\n")
  }

  private var heading: String {
    let agents = workflow.agents
    let side =
      workflow.slots == agents
      ? "side by side" : "\(NumberFormat.grouped(workflow.slots)) at a time"
    var lines = [
      workflow.title.onOneLine,
      "\(NumberFormat.grouped(agents)) agent\(agents == 1 ? "" : "s") \(side) under a planner on the "
        + "\(workflow.planner.tier.rawValue) tier"
        + (workflow.review == nil ? "" : ", which reviews their work"),
    ]
    if workflow.failureRate > 0 {
      lines.append(
        "a try of a task fails with probability \(NumberFormat.shortest(workflow.failureRate)) and is "
          + "done again up to \(workflow.retries) times")
    }
    lines.append(priceText.onOneLine)
    for tier in ModelTier.allCases where workflow.models[tier] != nil || pricing.prices[tier] != nil
    {
      let price =
        pricing.prices[tier].map {
          "\(PriceText.perMillion($0.input)) in, \(PriceText.perMillion($0.output)) out a million"
        } ?? "unknown"
      let model = workflow.models[tier].map { "\($0.onOneLine), " } ?? ""
      lines.append("  \(tier.rawValue): \(model)\(price)")
    }
    return lines.joined(separator: "\n")
  }

  private var measureTable: String {
    var table = TextTable([
      .text("\(NumberFormat.grouped(trials)) runs, seed \(seed)"), .number("mean"),
      .number("95 % interval"), .number("exact"), .number("z"),
    ])
    for measure in measures {
      table.append([measure.name] + cells(measure))
    }
    table.append(["95 of 100 runs end within", Self.time(slowMakespan), "", "", ""])
    if workflow.failureRate > 0 {
      let interval = BinomialInterval.fixedTrials(
        successes: successes, trials: trials, level: Self.level)
      table.append([
        "every task succeeds", Self.share(Double(successes) / Double(trials)),
        "\(Self.share(interval.low)) to \(Self.share(interval.high))",
        Self.share(workflow.successProbability), "",
      ])
    }
    return table.text.trimmedEnd
  }

  private func cells(_ measure: Measure) -> [String] {
    func amount(_ value: Double) -> String {
      measure.isMoney ? Self.dollars(value) : Self.time(value)
    }
    guard let sample = measure.sample else { return ["unknown", "", "unknown", ""] }
    let interval = sample.interval(level: Self.level)
    return [
      amount(sample.mean), "\(amount(interval.low)) to \(amount(interval.high))",
      measure.exact.map(amount) ?? "not known",
      measure.z.map { NumberFormat.fixed($0, decimals: 1) } ?? "",
    ]
  }

  private var kindTable: String {
    var table = TextTable([
      .text("agent"), .text("tier"), .number("calls a task"), .number("tokens in"),
      .number("tokens out"), .number("claimed a call"), .number("computed"), .text("tools"),
    ])
    for kind in workflow.kinds {
      let mark = kind.areTokensImplied ? "~" : ""
      func count(_ spread: Spread?) -> String {
        spread.map { mark + NumberFormat.grouped(Int($0.mean.rounded())) } ?? "unknown"
      }
      table.append([
        kind.name, kind.tier.rawValue, "\(kind.callsPerTask)", count(kind.tokens?.input),
        count(kind.tokens?.output), kind.claimedCost?.description ?? "-",
        pricing.meanCost(of: kind).map { mark + Self.dollars($0) } ?? "unknown",
        kind.tools.joined(separator: " "),
      ])
    }
    return table.text.trimmedEnd
  }

  private var alternativeTable: String {
    var table = TextTable([
      .text("who works"), .number("exact cost"), .number("simulated, 95 % interval"),
      .number("saved as written"),
    ])
    for row in alternatives {
      let interval = row.cost.sample?.interval(level: Self.level)
      table.append([
        row.name, row.cost.exact.map(Self.dollars) ?? "unknown",
        interval.map { "\(Self.dollars($0.low)) to \(Self.dollars($0.high))" } ?? "unknown",
        row.saving.map(Self.share) ?? (row.tier == nil ? "" : "unknown"),
      ])
    }
    return table.text.trimmedEnd
  }

  private var notes: String {
    var notes: [String] = []
    if workflow.kinds.contains(where: \.areTokensImplied) {
      notes.append(
        "~ Nobody states these tokens: they are those that the claimed cost pays for at the stated "
          + "prices, mixed as those of \(workflow.kinds[0].name.onOneLine).")
    }
    if workflow.kinds.contains(where: { $0.tools.contains("Bash") }) {
      notes.append("An agent with Bash can run any program, whatever else its list leaves out.")
    }
    notes.append(
      "One agent alone does the same tasks one after another; exact values are theory, without a "
        + "simulation.")
    return notes.flatMap { WrappedText.lines($0, width: 100) }.joined(separator: "\n")
  }

  /// An amount for people; dollars.
  static func dollars(_ amount: Double) -> String { "$" + NumberFormat.significant(amount, 4) }

  /// A share in per cent.
  static func share(_ share: Double) -> String {
    NumberFormat.fixed(100 * share, decimals: 1) + " %"
  }

  /// A time for people, as `6.67 s` or `4:52:10`; seconds.
  static func time(_ seconds: Double) -> String {
    seconds < 100
      ? NumberFormat.fixed(seconds, decimals: 2) + " s" : NumberFormat.duration(seconds)
  }
}
