import Foundation
import LabCommands
import Testing

/// Results on standard output, notes on standard error, and nothing of a terminal in either.
@Suite struct StreamTests {
  private func expectPlain(_ bytes: Data) {
    for mark in [UInt8(0x0d), 0x1b, 0x08] {
      #expect(!bytes.contains(mark), "a control byte \(mark) in a pipe")
    }
  }

  @Test func resultsAndNotesGoTheirOwnWays() async throws {
    let folder = try ScratchFolder()
    let experiment = try folder.experiment(Definitions.cutTasks)
    let out = folder.path("out")
    let run = try await MakerlabProcess.run("run", experiment, "--out", out)
    #expect(run.code == 0)
    #expect(run.outputText.contains("supported"))
    #expect(run.noteLines.count == 2)
    #expect(run.noteLines.first?.contains("16 of 16 points done") == true, "\(run.noteLines)")
    let check = try await MakerlabProcess.run(
      "check", experiment, "--out", out, "--format", "json")
    #expect(check.code == 0)
    #expect((try JSONSerialization.jsonObject(with: check.output) as? [Any])?.count == 1)
    #expect(check.noteLines.last?.contains("1 claim, 0 with") == true)
    let status = try await MakerlabProcess.run("status", out, "--format", "json")
    #expect((try JSONSerialization.jsonObject(with: status.output) as? [Any])?.count == 1)
    #expect(status.notes.isEmpty)
    for ending in [run, check, status] {
      expectPlain(ending.output)
      expectPlain(ending.notes)
      #expect(ending.output.last == UInt8(ascii: "\n"))
    }
  }

  @Test func theProgramAndTheCommandsSayTheSame() async throws {
    let folder = try ScratchFolder()
    for words in [
      ["explain", "--p", ".85", "--steps", "1023"], ["--help"], ["--version"], ["run", "--help"],
      ["explain", "--p", "2", "--steps", "9"], ["nonsense"], [], ["status", folder.path],
    ] {
      let inside = await makerlab(words)
      let outside = try await MakerlabProcess.run(words)
      #expect(outside.code == inside.code.rawValue)
      #expect(outside.outputText == inside.written.map { $0 + "\n" }.joined())
      #expect(outside.noteLines == inside.notes)
    }
  }

  @Test func aReaderThatLeavesEarlyIsNoError() async throws {
    let ending = try await MakerlabProcess.run(
      "explain", "--help", shell: "\"$@\" | head -n 1; exit 0")
    #expect(ending.code == 0)
    #expect(ending.outputText.split(separator: "\n").count == 1)
    #expect(ending.notes.isEmpty)
  }

  @Test func anUnwritablePlaceIsOneLineAndTwo() async throws {
    let folder = try ScratchFolder()
    let experiment = try folder.experiment(Definitions.tiny())
    let file = try folder.write("text", to: "file")
    for words in [
      ["run", experiment, "--out", file + "/below"], ["check", experiment, "--out", file],
      ["export", file + "/below"], ["merge", file, "--out", folder.path("x")],
    ] {
      let ending = try await MakerlabProcess.run(words)
      #expect(ending.code == 2)
      #expect(ending.output.isEmpty)
      #expect(ending.noteLines.count == 1, "\(words[0]): \(ending.noteLines)")
    }
    #expect(try folder.text("file") == "text")
  }
}
