import Analysis
import ExperimentDesign
import Foundation
import MAKERCore
import Statistics
import Storage

/// What came of a solve, for people and programs.
struct SolveResult {
  /// How a solve ended, judged by someone who knows the answers.
  enum Verdict: String {
    case solved, wrong, undecided, failed, stopped

    var exitCode: ExitCode {
      switch self {
      case .solved: .done
      case .wrong, .undecided: .verdict
      case .failed: .provider
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
  let question: SolveQuestion
  /// Time of this run; seconds.
  let seconds: Double

  var verdict: Verdict {
    switch report.ending {
    case .finished: isSolved ? .solved : .wrong
    case .undecided: .undecided
    case .failed: .failed
    case .stopped, nil: .stopped
    }
  }

  /// Name of the files of the solve.
  private var name: String { "\(report.task)-\(id.description.prefix(8))" }

  /// Members that differ between runs of one command, and so are not in the file.
  private var unrepeatable: Set<String> {
    question.channels.contains(where: \.isRealTime)
      ? ["seconds", "resumed", "elapsed_s", "cancelled", "retries"] : ["seconds", "resumed"]
  }

  /// Writes report and steps beside the store.
  func write(to folder: LabFolder, store: LabStore) throws {
    let json = JSONText.pretty(.object(fields.filter { !unrepeatable.contains($0.0) }))
    _ = try writeAtomically(
      Array(json.utf8), to: folder.url.appendingPathComponent("\(name).json").path)
    guard verdict != .stopped else { return }
    try writeSteps(to: folder.url.appendingPathComponent("\(name).steps.csv").path, store)
  }

  /// Writes one row a step, group by group: a million steps need no more memory than a thousand.
  private func writeSteps(to path: String, _ store: LabStore) throws {
    try writeAtomically(to: path) { (write) throws(StoreError) in
      try write(
        Array(("# \(report.task)\n# solve \(id)\n" + "step,verdict,action,votes,draws\n").utf8))
      try store.forEachGroup(of: id) { (group) throws(StoreError) in
        var bytes: [UInt8] = []
        bytes.reserveCapacity(2 * group.steps.utf8.count)
        var step = group.range.lowerBound
        for line in group.steps.utf8.split(separator: UInt8(ascii: "\n")) {
          let fields = line.split(separator: UInt8(ascii: "\t"))
          bytes.append(contentsOf: "\(step),won,\"".utf8)
          bytes.append(contentsOf: fields[0])
          bytes.append(contentsOf: "\"".utf8)
          for field in fields.dropFirst() {
            bytes.append(UInt8(ascii: ","))
            bytes.append(contentsOf: field)
          }
          bytes.append(UInt8(ascii: "\n"))
          step += 1
        }
        try write(bytes)
      }
      if report.ending == .undecided {
        try write(Array("\(report.decided),undecided,,,\n".utf8))
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
      ("elapsed_s", .number(Double(report.elapsed) / 1e9)),
      ("sequential_s", .number(Double(report.latencies) / 1e9)),
      ("failure", .string(failure?.description)), ("seed", .int(question.seed)),
      ("id", .string(id.description)), ("resumed", .int(resumed)),
      ("seconds", .number(seconds)),
    ]
  }

  private var votesPerStep: Double {
    report.decided > 0 ? Double(report.votes) / Double(report.decided) : .nan
  }

  /// What theory says of a finished solve, and how far what was found is from it.
  struct ExactValues {
    /// Expected votes of a step.
    var votesPerStep: Double
    /// Normal deviate of the votes.
    var votesZ: Double?
    /// Expected flags beside the votes that were cast.
    var flags: Double
    /// Normal deviate of the flags.
    var flagsZ: Double?
  }

  /// Exact values of a finished solve on one channel; nil where none are known.
  var exactValues: ExactValues? {
    guard report.ending == .finished, question.channels.count == 1,
      question.redFlags.reading == .flagging, !question.redFlags.checksLegality
    else { return nil }
    let channel = question.channels[0]
    let point = DesignPoint(
      experiment: "solve", fidelity: .agent, unit: .race, shares: channel.shares,
      validRate: channel.validRate, steps: 1, disks: nil, target: nil, margin: report.margin,
      marginChoice: .fixed(report.margin), minimumMargin: nil, cap: question.cap, listedVotes: nil)
    guard let race = TheoryOracle().race(of: point) else { return nil }
    let steps = Double(report.decided)
    let votes = Double(report.votes)
    let v = channel.validRate
    let flags = votes * (1 - v) / v
    return ExactValues(
      votesPerStep: race.meanVotes,
      votesZ: deviate(votesPerStep, race.meanVotes, (race.varianceVotes / steps).squareRoot()),
      flags: flags,
      flagsZ: deviate(Double(report.flags.total), flags, (votes * (1 - v)).squareRoot() / v))
  }

  private func deviate(_ found: Double, _ exact: Double, _ error: Double) -> Double? {
    error > 0 ? ZScore(estimate: found, exact: exact, standardError: error).value : nil
  }
}
