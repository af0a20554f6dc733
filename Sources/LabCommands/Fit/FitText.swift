import Analysis
import MAKERCore
import Storage

extension FitReport {
  /// The fits for people.
  var text: String {
    [heading, populations, comparison, curves, judgements, trust].map(\.trimmedEnd)
      .filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  private var heading: String {
    var lines = [
      "\(NumberFormat.grouped(counts.steps)) steps, k = \(counts.margin); "
        + "A first-to-ahead-by-\(counts.margin), B first-to-\(counts.margin)"
    ]
    if let draws = counts.total(.sampling, .firstToAheadBy),
      let votes = counts.total(.voting, .firstToAheadBy)
    {
      lines.append(
        "under A \(NumberFormat.grouped(draws)) draws, \(NumberFormat.grouped(votes)) votes, "
          + "v = \(short(Double(votes) / Double(draws)))")
    }
    if let outlier {
      let tallies = outlier.tallies.prefix(3).map { tally in
        "\(tally.votes.map(String.init).joined(separator: ":")) (\(short(tally.probability)))"
      }
      lines.append(
        "step \(outlier.step) ends with vote \(outlier.lastVote), by \(outlier.firstToBy) under B, "
          + "unflagged: likeliest tallies \(tallies.joined(separator: ", "))")
      if let rightness = outlierRightness {
        lines.append(
          "its share of right votes is \(short(outlier.rightShares.lowerBound)) to "
            + "\(short(outlier.rightShares.upperBound)) at 95 %, so it is decided rightly with "
            + "\(short(rightness.lowerBound)) to \(short(rightness.upperBound))")
      }
    }
    return lines.joined(separator: "\n")
  }

  private var populations: String {
    var table = TextTable([
      .text("model"), .text("steps"), .number("share"), .number("flags"), .number("alpha"),
      .number("beta"), .number("mean error"), .text("wrong votes"),
    ])
    for entry in entries {
      let population = entry.fit.population
      let split = population.wrongShares.map(short).joined(separator: " : ")
      for step in population.classes {
        var shapes = ["", ""]
        if case .beta(let alpha, let beta) = step.error { shapes = [short(alpha), short(beta)] }
        table.append(
          [entry.fit.model.rawValue, "class", short(step.share), short(step.flagRate)] + shapes
            + [short(step.error.mean), split])
      }
      for outlier in population.outliers {
        table.append(
          [
            entry.fit.model.rawValue, "step \(outlier.step)", "", short(outlier.flagRate), "", "",
            short(1 - outlier.shares[0]),
            outlier.shares.dropFirst().map { short($0 / (1 - outlier.shares[0])) }
              .joined(separator: " : "),
          ])
      }
    }
    return table.text
  }

  private var comparison: String {
    var table = TextTable([
      .text("model"), .number("numbers"), .number("log likelihood"), .number("AIC"),
      .number("deviance"), .number("terms"), .number("P(no error)"), .number("without outlier"),
      .number("draws"), .number("votes"), .number("v"),
    ])
    for entry in entries {
      let fit = entry.fit
      table.append([
        fit.model.rawValue, "\(fit.parameters)", NumberFormat.fixed(fit.logLikelihood, decimals: 2),
        NumberFormat.fixed(fit.akaike, decimals: 2), short(fit.deviance), "\(fit.terms.count)",
        short(entry.success), short(entry.successWithoutOutlier),
        NumberFormat.fixed(entry.draws, decimals: 0), NumberFormat.fixed(entry.votes, decimals: 0),
        short(entry.votes / entry.draws),
      ])
    }
    return table.text
  }

  private var curves: String {
    var table = TextTable(
      [.text("panel"), .text("rule"), .number("round"), .number("undecided")]
        + entries.flatMap { [.number($0.fit.model.rawValue), .number("z")] })
    for point in points {
      table.append(
        [point.panel.rawValue, point.rule.name, "\(point.round)", "\(point.undecided)"]
          + zip(point.expected, point.residuals).flatMap {
            [short($0), NumberFormat.fixed($1, decimals: 1)]
          })
    }
    return table.text
  }

  private var judgements: String {
    var table = TextTable([
      .text("law"), .text("count"), .number("observed"), .number("expected"), .number("sd"),
      .number("p-value"),
    ])
    for (law, test) in tests {
      table.append([
        law, test.name, "\(test.observed)", short(test.expected), short(test.deviation),
        NumberFormat.significant(test.pValue, 3),
      ])
    }
    return table.text
  }

  private var trust: String {
    guard let bootstrap, let entry = best else { return "" }
    func range(_ values: [Double]) -> String {
      let range = FitBootstrap.range(values)
      return "\(short(range.lowerBound)) to \(short(range.upperBound))"
    }
    return """
      \(bootstrap.deviances.count) runs of \(bootstrap.model.rawValue), each fitted anew:
      deviance \(range(bootstrap.deviances)) in 95 % of them, published \(short(entry.fit.deviance)), \
      p-value \(NumberFormat.significant(bootstrap.pValue, 3))
      P(no error) \(range(bootstrap.successes)), without outlier \
      \(range(bootstrap.successesWithoutOutlier))
      """
  }

  /// The points of the curves with what each family expects, a row a point.
  var csv: String {
    CSVTable(
      columns: ["panel", "rule", "round", "undecided"]
        + entries.flatMap { ["\($0.fit.model.rawValue)_expected", "\($0.fit.model.rawValue)_z"] },
      rows: points.map { point in
        [point.panel.rawValue, point.rule.name, "\(point.round)", "\(point.undecided)"]
          + zip(point.expected, point.residuals).flatMap { [short($0), short($1)] }
      }
    ).text.trimmedEnd
  }

  private func short(_ number: Double) -> String { NumberFormat.significant(number, 6) }
}
