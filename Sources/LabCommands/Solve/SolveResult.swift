import ExperimentDesign
import Foundation
import MAKERCore
import Storage
import TextFormats

/// What came of a solve, for people and programs.
struct SolveResult {
  /// How a solve ended, judged by someone who knows the answers.
  enum Verdict: String {
    case solved, wrong, undecided, failed, stopped
    case spent = "budget spent"

    var exitCode: ExitCode {
      switch self {
      case .solved: .done
      case .wrong, .undecided: .verdict
      case .failed: .provider
      case .spent: .budget
      case .stopped: .interrupted
      }
    }
  }

  let report: SolveReport
  let failure: ChannelFailure?
  let isSolved: Bool
  /// Steps whose voted answer was not the right one for the state they were shown; count.
  let wrong: Int
  let firstWrong: Int?
  /// Steps that an earlier run had decided; count.
  let resumed: Int
  let id: StrongID
  /// What the task was given, as text.
  let input: String
  /// What has come out so far, as text.
  let output: String
  /// Folder of the files.
  let folder: LabFolder
  let question: SolveQuestion
  /// Time of this run; seconds.
  let seconds: Double
  /// Votes of the steps that were decided, or voted on to a limit; votes.
  let votesOfSteps: Int
  /// What providers charged this run, resumes included; nil where none was asked.
  let charged: Charge?
  /// What theory says of it; nil where it says nothing.
  let exactValues: SolveTheory?

  var verdict: Verdict {
    switch report.ending {
    case .finished: isSolved ? .solved : .wrong
    case .undecided: .undecided
    case .failed: failure?.kind == .exhausted ? .spent : .failed
    case .stopped, nil: .stopped
    }
  }

  /// Path of a file of the solve.
  func path(_ suffix: String) -> String { folder.solveFile(task: report.task, id: id, suffix) }

  /// Members that differ between runs of one id, and so are not in the file.
  private var unrepeatable: Set<String> {
    let always: Set = ["seconds", "resumed", "target", "k_choice"]
    return question.channels[0].isRealTime
      ? always.union(["elapsed_s", "cancelled", "retries", "charged_tokens", "charged"]) : always
  }

  /// Writes report and steps beside the store.
  func write(_ store: LabStore) throws {
    let json = JSONText.pretty(.object(fields.filter { !unrepeatable.contains($0.0) }))
    _ = try writeAtomically(Array(json.utf8), to: path(".json"))
    guard verdict != .stopped, verdict != .spent else {
      // Of an earlier run that had ended, and no longer what the report says.
      try? FileManager.default.removeItem(atPath: path(".steps.csv"))
      return
    }
    try writeSteps(to: path(".steps.csv"), store)
  }

  /// Writes one row a step, group by group: a million steps need no more memory than a thousand.
  private func writeSteps(to path: String, _ store: LabStore) throws {
    try writeAtomically(to: path) { (write) throws(StoreError) in
      try write(
        Array(
          """
          # \(report.task)
          # channel \(question.channels.map(\.canonical).joined(separator: " then "))
          # k \(report.margin), seed \(question.seed)
          # solve \(id)
          step,verdict,right,action,votes,draws,channel

          """.utf8))
      try store.forEachGroup(of: id) { (group) throws(StoreError) in
        var bytes: [UInt8] = []
        bytes.reserveCapacity(2 * group.steps.utf8.count)
        var step = group.range.lowerBound
        for line in group.steps.utf8.split(separator: UInt8(ascii: "\n")) {
          let fields = line.split(separator: UInt8(ascii: "\t"))
          guard fields.count == 5 else {
            throw .torn(path: store.path, finding: "step \(step) of a solve is not readable")
          }
          let isRight = fields[3].first == UInt8(ascii: "y")
          bytes.append(contentsOf: "\(step),won,\(isRight ? "yes" : "no"),\"".utf8)
          bytes.append(contentsOf: fields[0])
          bytes.append(UInt8(ascii: "\""))
          for field in [fields[1], fields[2], fields[4]] {
            bytes.append(UInt8(ascii: ","))
            bytes.append(contentsOf: field)
          }
          bytes.append(UInt8(ascii: "\n"))
          step += 1
        }
        try write(bytes)
      }
      if report.ending == .undecided {
        try write(Array("\(report.decided),undecided,,,,,\(question.channels.count - 1)\n".utf8))
      }
    }
  }

  /// Flags by reason.
  private var flags: JSONValue {
    .object(report.flags.listed.map { ($0.flag.rawValue, .int($0.count)) })
  }

  /// All results as JSON members.
  var fields: [(String, JSONValue)] {
    let exact = exactValues
    return [
      ("solved", .bool(isSolved)), ("verdict", .string(verdict.rawValue)),
      ("task", .string(report.task)), ("steps", .int(report.steps)),
      ("decided", .int(report.decided)), ("undecided", .int(report.undecided)),
      ("undecided_reason", .string(report.undecidedReason?.rawValue)),
      ("wrong", .int(wrong)), ("first_wrong", .int(firstWrong)), ("k", .int(report.margin)),
      ("draws", .int(report.issued)), ("used", .int(report.used)),
      ("cancelled", .int(report.cancelled)), ("failed", .int(report.failed)),
      ("retries", .int(report.retries)), ("votes", .int(report.votes)),
      ("votes_per_step", .number(votesPerStep)),
      ("votes_per_step_exact", .number(exact?.votesPerStep)),
      ("votes_z", .number(exact?.votesZ)), ("flags", flags),
      ("flags_total", .int(report.flags.total)), ("flags_exact", .number(exact?.flags)),
      ("flags_z", .number(exact?.flagsZ)), ("contested", .int(report.contested)),
      ("escalations", .int(report.escalations)),
      ("tokens_in", .int(report.usage.inputTokens)),
      ("tokens_out", .int(report.usage.outputTokens)), ("cost", .number(report.usage.cost)),
    ] + chargedFields + [
      ("elapsed_s", .number(Self.seconds(report.elapsed))),
      ("sequential_s", .number(Self.seconds(report.latencies))),
      ("failure", .string(failure?.description)), ("input", .string(input)),
      ("output", .string(output)),
    ] + question.fields + [
      ("id", .string(id.description)), ("resumed", .int(resumed)), ("seconds", .number(seconds)),
    ]
  }

  /// What providers charged; nothing where none was asked.
  private var chargedFields: [(String, JSONValue)] {
    guard let charged else { return [] }
    return [
      ("charged_tokens", .int(charged.tokens)),
      ("charged", .number(charged.picodollars.map { Double($0) / 1e12 })),
    ]
  }

  /// Votes of a step, over those voted on; nan before the first.
  var votesPerStep: Double {
    let steps = report.decided + report.undecided
    return steps > 0 ? Double(votesOfSteps) / Double(steps) : .nan
  }

  /// A time in seconds; nil where it was too great to be counted.
  static func seconds(_ nanoseconds: Int) -> Double? {
    nanoseconds == .max ? nil : Double(nanoseconds) / 1e9
  }
}
