import Foundation
import TestSupport
import Testing

/// A folder in which the real command has run experiments, routed tasks, asked a model and written a report
/// of it all; it goes away with its owner.
final class ReportLab: Sendable {
  private let folder: String

  /// What others wrote.
  let texts: ReportTexts

  /// The page.
  var page: String { folder + "/report.html" }

  /// Makes all of it.
  ///
  /// - Parameter texts: What others wrote.
  /// - Throws: What keeps the command from running.
  init(_ texts: ReportTexts) throws {
    self.texts = texts
    folder = NSTemporaryDirectory() + "makerlab-report-tests-" + UUID().uuidString
    try experiment(texts, in: "suite/races", expect: "supported", hasFigure: true)
    try experiment(texts, in: "suite/other", expect: "contradicted", hasFigure: false)
    try write(Self.tokens(texts), to: "results/tokens.jsonl")
    try write(
      (1...6).map {
        Self.json([
          "text": texts.task, "id": "T-\($0)",
          "labels": [$0 % 2 == 0 ? "model:small" : "model:large"],
        ])
      }.joined(separator: "\n"), to: "tasks.jsonl")
    // The second experiment does not come out as it says.
    try makerlab("run", "suite", "--out", "results", allowed: [0, 1])
    try makerlab("route", "--file", "tasks.jsonl", "--log", "routes.jsonl")
    try append(Self.outcomes + texts.brokenLine + "\n", to: "routes.jsonl")
    let server = try FaultServerProcess(["--p", "0.9", "--models", texts.model])
    try makerlab(
      "solve", "--task", "hanoi", "--disks", "2", "--k", "1", "--channel",
      "openai:\(texts.model)", "--max-tokens-total", "1000000", "--out", "results/solves",
      environment: server.environment, allowed: [0, 1])
    try makerlab(
      "report", "suite", "--out", "results", "--html", "report.html", "--routing-log",
      "routes.jsonl", "--now", "2026-11-19T18:00:00Z")
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  private func experiment(
    _ texts: ReportTexts, in place: String, expect: String, hasFigure: Bool
  ) throws {
    let definition: [String: Any] = [
      "title": texts.title, "seed": 1, "unit": "race",
      "factors": ["p": [0.6, 0.7, 0.8, 0.9], "k": [1, 2, 3]], "stop": ["trials": 2000],
      "claims": [
        [
          "name": "law", "statement": texts.statement, "kind": "matches_exact",
          "expect": expect, "false_alarm": 1e-6,
        ]
      ],
    ]
    try write(Self.json(definition), to: place + "/experiment.json")
    try write(texts.page, to: place + "/claim.md")
    guard hasFigure else { return }
    try write(
      """
      set xlabel "step success"
      set ylabel "votes a race"
      plot data using "p":"votes" with points linestyle 1 title "votes"
      """, to: place + "/figure.gp")
  }

  /// Two weeks of entries, and a line that is none.
  private static func tokens(_ texts: ReportTexts) -> String {
    let entries = (9...19).flatMap { day in
      ["haiku", texts.name].enumerated().map { index, model in
        json([
          "time": String(format: "2026-11-%02dT1%d:00:00Z", day, index), "item": texts.name,
          "phase": texts.name, "model": model, "tokens": 60_000 / (1 + 9 * index),
        ])
      }
    }
    return (entries + [texts.brokenLine]).joined(separator: "\n") + "\n"
  }

  /// What became of the tasks, one of which was handed up.
  private static let outcomes = (1...6).map {
    json([
      "event": "outcome", "id": "T-\($0)", "time": "2026-11-19T12:00:0\($0).000Z",
      "succeeded": $0 != 3, "rework": 0, "picodollars": 10_000_000 * $0,
      "medium_picodollars": 40_000_000,
    ]) + "\n"
  }.joined()

  private static func json(_ object: [String: Any]) -> String {
    let options: JSONSerialization.WritingOptions = [.sortedKeys, .withoutEscapingSlashes]
    let data = try? JSONSerialization.data(withJSONObject: object, options: options)
    return String(decoding: data ?? Data(), as: UTF8.self)
  }

  private func write(_ text: String, to name: String) throws {
    let file = URL(filePath: folder + "/" + name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  private func append(_ text: String, to name: String) throws {
    let path = folder + "/" + name
    try write(
      String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self) + text, to: name)
  }

  /// Runs the command in the folder.
  private func makerlab(
    _ words: String..., environment: [String: String] = [:], allowed: Set<Int32> = [0]
  ) throws {
    let process = Process()
    process.executableURL = try BuiltProgram.url("makerlab")
    process.arguments = words
    process.currentDirectoryURL = URL(filePath: folder)
    process.environment = ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"]
      .merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    // A file rather than a pipe: nobody empties a pipe while the test waits.
    let notes = folder + "/notes.txt"
    try write("", to: "notes.txt")
    process.standardOutput = FileHandle.nullDevice
    process.standardError = try FileHandle(forWritingTo: URL(filePath: notes))
    try process.run()
    try process.waitForEnd()
    let said = String(decoding: try Data(contentsOf: URL(filePath: notes)), as: UTF8.self)
    try #require(
      process.terminationReason == .exit && allowed.contains(process.terminationStatus),
      "\(words.joined(separator: " ")): \(process.terminationStatus) \(said)")
  }
}
