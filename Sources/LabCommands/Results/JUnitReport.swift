import Analysis
import ExperimentDesign

/// Claims as a JUnit XML file: a suite an experiment, a test case a claim.
enum JUnitReport {
  static func xml(_ claims: [ClaimResult]) -> String {
    let failures = claims.count { !$0.isAsExpected }
    var lines = [
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
      "<testsuites name=\"makerlab check\" tests=\"\(claims.count)\" failures=\"\(failures)\">",
    ]
    var experiments: [String] = []
    for claim in claims where !experiments.contains(claim.experiment) {
      experiments.append(claim.experiment)
    }
    for experiment in experiments {
      let own = claims.filter { $0.experiment == experiment }
      lines.append(
        "  <testsuite name=\"\(escaped(experiment))\" tests=\"\(own.count)\" "
          + "failures=\"\(own.count { !$0.isAsExpected })\">")
      lines += own.flatMap { testCase($0).map { "    " + $0 } }
      lines.append("  </testsuite>")
    }
    lines.append("</testsuites>")
    return lines.joined(separator: "\n") + "\n"
  }

  private static func testCase(_ claim: ClaimResult) -> [String] {
    let open =
      "<testcase classname=\"\(escaped(claim.experiment))\" name=\"\(escaped(claim.claim.name))\""
    guard !claim.isAsExpected else { return [open + "/>"] }
    let message = "\(claim.verdict.rawValue), expected \(claim.claim.expect.rawValue)"
    let against = claim.cells.filter { $0.verdict == claim.verdict }.prefix(20).map { cell in
      "\(cell.setting) \(cell.quantity): \(cell.estimate.isNaN ? "-" : "\(cell.estimate)") against "
        + "\(cell.exact.map { "\($0)" } ?? "-") \(cell.note)"
    }
    return [
      open + ">",
      "  <failure message=\"\(escaped(message))\">\(escaped(claim.claim.statement))",
    ] + against.map(escaped) + ["  </failure>", "</testcase>"]
  }

  /// Text as XML: the five marks escaped, control characters dropped.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&apos;"
      case "\n", "\t": result.unicodeScalars.append(scalar)
      case "\u{0}"..<" ", "\u{FFFE}", "\u{FFFF}": result += " "
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
