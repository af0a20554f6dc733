import Analysis
import Foundation
import TextFormats

/// A channel as a simulation of it: a JSON file that `--channel` takes in place of a spec.
struct ChannelProfile {
  /// The members of the file.
  let fields: [(String, JSONValue)]

  /// Makes the profile of a calibrated channel.
  ///
  /// - Parameters:
  ///   - calibration: What was found; estimates, not their pessimistic ends.
  ///   - date: The day, as 2026-01-31.
  /// - Throws: `LabError` where nothing is known that a simulation needs.
  init(_ calibration: ChannelCalibration, date: String) throws(LabError) {
    let estimate = calibration.report.estimate
    let totals = calibration.totals
    guard let p = estimate.success.estimate, p > 0, let v = estimate.validRate.estimate, v > 0
    else { throw LabError("--save: no draw was right, so there is no profile to save") }
    func digits(_ value: Double) -> JSONValue {
      .number(Double(NumberFormat.significant(value, 6)) ?? value)
    }
    var fields: [(String, JSONValue)] = [("p", digits(p))]
    if let rho = estimate.correlation.estimate, rho > 0 {
      fields.append(("rho", digits(min(rho, 0.999))))
    }
    fields.append(("v", digits(v)))
    if let law = Self.latency(totals) { fields.append(("latency", .string(law))) }
    if let tokens = totals.medianRightTokens { fields.append(("tokens", .int(max(1, tokens)))) }
    if let spread = totals.logSpread { fields.append(("spread", digits(min(3, spread)))) }
    if let input = totals.meanInput { fields.append(("tokens-in", .int(Int(input.rounded())))) }
    fields += [
      ("model", .string(calibration.question.choice.canonical)),
      ("task", .string(calibration.task)), ("date", .string(date)),
      ("temperature", .number(calibration.question.temperature)),
      ("steps", .int(calibration.drawn.count)), ("draws", .int(totals.draws)),
    ]
    self.fields = fields
  }

  /// The profile as text.
  var text: String { JSONText.pretty(.object(fields)) }

  /// An exponential law where the tail is long, else the median for every reply.
  private static func latency(_ totals: DrawTotals) -> String? {
    guard let median = totals.latency(0.5), let late = totals.latency(0.9),
      let mean = totals.meanLatency, late > 0
    else { return nil }
    let isLong = late > 2 * median
    let time = min(isLong ? mean : median, 3600)
    return (isLong ? "exp:" : "") + NumberFormat.significant(time * 1e3, 6) + "ms"
  }

  /// Today, as 2026-01-31.
  static func today() -> String {
    let parts = Calendar(identifier: .gregorian).dateComponents(
      in: .gmt, from: Date())
    return String(
      format: "%04d-%02d-%02d", parts.year ?? 0, parts.month ?? 0, parts.day ?? 0)
  }
}
