import Foundation
import MAKERCore

/// A line of a log, read back; what the kind of line does not have is nil.
struct LogLine: Decodable {
  var event: String
  var logLevel: String?
  var lost: Int?
  var task: String?
  var steps: Int?
  var margin: Int?
  var trial: Int?
  var decided: Int?
  var flag: RedFlag?
  var record: StepRecord?
  var report: SolveReport?

  /// Reads a line; nil where it is none, as where its end is missing.
  init?(_ bytes: [UInt8]) {
    guard let line = try? JSONDecoder().decode(Self.self, from: Data(bytes)) else { return nil }
    self = line
  }

  /// Whether a line, not read yet, tells of a kind of event.
  static func isOf(_ event: String, _ bytes: [UInt8]) -> Bool {
    // Time and level stand before the event and are short; text of others stands behind it.
    String(decoding: bytes.prefix(100), as: UTF8.self).contains("\"event\":\"\(event)\"")
  }
}
