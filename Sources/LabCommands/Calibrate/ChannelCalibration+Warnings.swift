import Analysis

extension ChannelCalibration {
  /// Steps that intervals are known to be honest from; count.
  static let fewestTrusted = CalibrationCoverage.settings.map(\.steps).min() ?? 1

  /// What to keep in mind before relying on the estimates, a sentence each.
  var warnings: [String] {
    var warnings: [String] = []
    let estimate = report.estimate
    let steps = estimate.draws.steps
    if steps < Self.fewestTrusted {
      warnings.append(
        "only \(steps) \(steps == 1 ? "step was" : "steps were") drawn: how often such intervals hold the "
          + "truth is measured from \(Self.fewestTrusted) steps on, so what is recommended is provisional; "
          + "more steps say more than more draws of each")
    }
    if estimate.draws.pairedSteps == 0 {
      warnings.append(
        "no step has two valid draws, so nothing tells whether votes of one step go wrong together: "
          + "draw each twice or more")
    }
    guard let advice else {
      warnings.append("not all draws came, so no margin is recommended")
      return warnings
    }
    if advice.recommended == nil {
      if let estimated = advice.estimated {
        warnings.append(
          "k = \(estimated.margin) would reach the target if all were as estimated; the intervals are too "
            + "wide to promise it, and more steps narrow them")
      } else if let independent = advice.independent {
        warnings.append(
          "k = \(independent.margin), which independent errors call for, is not to be relied on: nothing "
            + "shows that any margin reaches the target")
      }
    }
    return warnings
  }
}
