import Analysis
import MAKERCore
import TextFormats

extension FitReport {
  /// The fits as one object; each population as experiment definitions write it.
  ///
  /// - Throws: `PopulationError` where rounding leaves none.
  func json() throws -> JSONValue {
    .object([
      ("steps", .int(counts.steps)), ("margin", .int(counts.margin)),
      ("draws", .int(counts.total(.sampling, .firstToAheadBy))),
      ("votes", .int(counts.total(.voting, .firstToAheadBy))),
      (
        "outlier",
        outlier.map { outlier in
          let rightness = outlierRightness
          return .object([
            ("step", .int(outlier.step)), ("shares", .array(outlier.shares.map(number))),
            (
              "right_share",
              .array([
                number(outlier.rightShares.lowerBound), number(outlier.rightShares.upperBound),
              ])
            ),
            (
              "right",
              rightness.map { .array([number($0.lowerBound), number($0.upperBound)]) } ?? .null
            ),
          ])
        } ?? .null
      ),
      ("models", .array(try entries.map(model))),
      (
        "tests",
        .array(
          tests.map { law, test in
            .object([
              ("law", .string(law)), ("count", .string(test.name)),
              ("observed", .int(test.observed)), ("expected", number(test.expected)),
              ("deviation", number(test.deviation)), ("p_value", number(test.pValue)),
            ])
          })
      ),
      (
        "bootstrap",
        bootstrap.map { bootstrap in
          func range(_ values: [Double]) -> JSONValue {
            let range = FitBootstrap.range(values)
            return .array([number(range.lowerBound), number(range.upperBound)])
          }
          return .object([
            ("model", .string(bootstrap.model.rawValue)), ("runs", .int(bootstrap.deviances.count)),
            ("p_value", number(bootstrap.pValue)), ("deviance", range(bootstrap.deviances)),
            ("success", range(bootstrap.successes)),
            ("success_without_outlier", range(bootstrap.successesWithoutOutlier)),
          ])
        } ?? .null
      ),
      (
        "curves",
        .array(
          points.map { point in
            .object([
              ("panel", .string(point.panel.rawValue)), ("rule", .string(point.rule.name)),
              ("round", .int(point.round)), ("undecided", .int(point.undecided)),
              ("expected", .array(point.expected.map(number))),
              ("z", .array(point.residuals.map(number))),
            ])
          })
      ),
    ])
  }

  private func model(_ entry: Entry) throws -> JSONValue {
    .object([
      ("model", .string(entry.fit.model.rawValue)),
      ("population", try entry.fit.population.rounded(to: 6).json),
      ("parameters", .int(entry.fit.parameters)),
      ("log_likelihood", number(entry.fit.logLikelihood)),
      ("deviance", number(entry.fit.deviance)), ("terms", .int(entry.fit.terms.count)),
      ("success", number(entry.success)),
      ("success_without_outlier", number(entry.successWithoutOutlier)),
      ("expected_draws", number(entry.draws)), ("expected_votes", number(entry.votes)),
    ])
  }

  private func number(_ value: Double) -> JSONValue {
    .number(Double(NumberFormat.significant(value, 9)) ?? value)
  }
}
