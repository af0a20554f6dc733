import MAKERCore
import TextFormats

extension StepPopulation {
  /// The population with numbers short enough to be copied by hand.
  ///
  /// Numbers are rounded to significant digits; of shares that sum to 1 the largest takes the rest.
  ///
  /// - Parameter digits: Significant digits; 3 to 12.
  /// - Returns: The population.
  /// - Throws: `PopulationError` where too few digits are left of it.
  func rounded(to digits: Int) throws(PopulationError) -> StepPopulation {
    func short(_ value: Double) -> Double {
      Double(NumberFormat.significant(value, digits)) ?? value
    }
    func shares(_ values: [Double]) -> [Double] {
      guard let largest = values.indices.max(by: { values[$0] < values[$1] }) else { return [] }
      var rounded = values.map(short)
      let others = values.indices.filter { $0 != largest }.reduce(0) { $0 + rounded[$1] }
      rounded[largest] = ((1 - others) * 1e12).rounded() / 1e12
      return rounded
    }
    let classShares = shares(classes.map(\.share))
    return try StepPopulation(
      classes: zip(classes, classShares).map { step, share in
        let law: ErrorLaw =
          switch step.error {
          case .constant(let rate): .constant(short(rate))
          case .beta(let alpha, let beta): .beta(alpha: short(alpha), beta: short(beta))
          case .drift(let first, let last): .drift(first: short(first), last: short(last))
          }
        return StepClass(
          share: share, flagRate: short(step.flagRate), error: law,
          wrongShares: step.wrongShares.map(shares))
      },
      rightShares: shares(rightShares), wrongShares: shares(wrongShares),
      outliers: outliers.map { outlier in
        Outlier(
          step: outlier.step, flagRate: short(outlier.flagRate), shares: shares(outlier.shares))
      })
  }

  /// The population as experiment definitions write it.
  var json: JSONValue {
    .object([
      (
        "classes",
        .array(
          classes.map { step in
            let law: [(String, JSONValue)] =
              switch step.error {
              case .constant(let rate): [("error", .number(rate))]
              case .beta(let alpha, let beta):
                [("alpha", .number(alpha)), ("beta", .number(beta))]
              case .drift(let first, let last):
                [("error", .number(first)), ("error_last", .number(last))]
              }
            return .object(
              [("share", .number(step.share)), ("flags", .number(step.flagRate))] + law)
          })
      ),
      ("wrong_shares", .array(wrongShares.map { .number($0) })),
      (
        "outliers",
        .array(
          outliers.map { outlier in
            .object([
              ("step", .int(outlier.step)), ("flags", .number(outlier.flagRate)),
              ("shares", .array(outlier.shares.map { .number($0) })),
            ])
          })
      ),
    ])
  }
}
