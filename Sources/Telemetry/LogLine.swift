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
  var step: Int?
  var flag: RedFlag?
  var record: StepRecord?
  var report: SolveReport?
}
