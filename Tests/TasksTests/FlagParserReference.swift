import Foundation
import Testing

/// The paper's parsers in Python, `flag_parser.py`, which know nothing of ours.
enum FlagParserReference {
  /// What a parser makes of a reply.
  struct Reading {
    /// Move and state as text; nil where the parser refuses the reply.
    let answer: String?
    /// Why ours may refuse it.
    let reasons: [String]

    fileprivate init(_ fields: ArraySlice<Substring>) {
      let fields = fields.map(String.init)
      answer = fields[0] == "-" ? nil : "\(fields[0]) \(fields[1])"
      reasons = answer == nil ? [] : fields[2].split(separator: ",").map(String.init)
    }
  }

  /// A reply and how many disks it is about.
  struct Question {
    let disks: Int
    let reply: [UInt8]
  }

  /// Asks both parsers about many replies in one run.
  ///
  /// - Parameter questions: The replies.
  /// - Returns: What each parser makes of each.
  /// - Throws: What keeps Python from running to its end.
  static func read(
    _ questions: [Question]
  ) throws -> [(flagging: Reading, repairing: Reading)] {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("flag-parser-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    // Files rather than pipes: nobody empties a pipe while the other is filled.
    let (input, output) = (
      folder.appendingPathComponent("in"), folder.appendingPathComponent("out")
    )
    let lines = questions.map { "\($0.disks) \(Data($0.reply).base64EncodedString())\n" }
    try Data(lines.joined().utf8).write(to: input)
    try Data().write(to: output)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", ReferenceFile.url("flag_parser.py").path]
    process.standardInput = try FileHandle(forReadingFrom: input)
    process.standardOutput = try FileHandle(forWritingTo: output)
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "python3 ended with an error")
    let answers = try String(contentsOf: output, encoding: .utf8).split(separator: "\n")
    try #require(answers.count == questions.count)
    return try answers.map { line in
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
      try #require(fields.count == 6, "\(line)")
      return (Reading(fields[..<3]), Reading(fields[3...]))
    }
  }
}
