import Foundation
import TestSupport
import Testing

@testable import LabCommands

@Suite(.timeLimit(.minutes(5))) struct NotebookCommandTests {
  private static let page = """
    # A page
    ```console
    $ echo one; echo two
    0
    ...
    $ echo three
    three
    ```
    """

  @Test func promotedPagesAgreeAndOthersStayAsTheyAre() async throws {
    let scratch = try ScratchFolder()
    let path = try scratch.write(Self.page, to: "p.md")
    let differing = await makerlab("notebook", "check", path)
    #expect(differing.code == .verdict)
    #expect(differing.written.contains("\(path):4: not what came of $ echo one; echo two"))
    #expect(try scratch.text("p.md") == Self.page)
    let promoted = await makerlab("notebook", "run", path, "--promote")
    #expect(promoted.code == .done, "\(promoted.notes)")
    #expect(promoted.written == ["$ echo one; echo two", "one", "two", "$ echo three", "three"])
    #expect(try scratch.text("p.md") == Self.page.replacing("\n0\n", with: "\none\n"))
    let agreeing = await makerlab("notebook", "check", path, "--workers", "1")
    #expect(agreeing.code == .done, "\(agreeing.written)")
    #expect(
      agreeing.written.last
        == "1 page with blocks, 0 without; 1 block run, 0 slow ones passed over; all agree")
  }

  @Test func pagesThatFailAreNotPromoted() async throws {
    let scratch = try ScratchFolder()
    let text = "```console\n$ echo a\n$ false\n```\n"
    let path = try scratch.write(text, to: "p.md")
    let run = await makerlab("notebook", "run", path, "--promote")
    #expect(run.code == .verdict)
    #expect(run.notes == ["\(path):3: $ false: ended with exit code 1, not 0"])
    #expect(try scratch.text("p.md") == text)
    let fence = try scratch.write("```console\n$ echo '```'\n```\n", to: "f.md")
    let refused = await makerlab("notebook", "run", fence, "--promote")
    #expect(refused.code == .verdict)
    #expect(refused.notes.first?.contains("begins with a fence") == true, "\(refused.notes)")
    #expect(try scratch.text("f.md").hasSuffix("'```'\n```\n"))
  }

  @Test func wrongPagesAreNamedBeforeAnythingRuns() async throws {
    let scratch = try ScratchFolder()
    let good = try scratch.write("```sh\ntouch '\(scratch.path("ran"))'\n```\n", to: "good.md")
    let bad = try scratch.write("```\nls\n```\n\n```console\n```\n", to: "bad.md")
    let run = await makerlab("notebook", "check", good, bad)
    #expect(run.code == .usage)
    #expect(run.notes.count == 2 && run.notes[0].hasPrefix("\(bad):1: a block without a language"))
    #expect(!scratch.exists("ran"))
    let pairs = try scratch.write("```sh\r\ntrue\r\n```\r\n", to: "pairs.md")
    let lone = try scratch.write("```sh\ntrue\n```\nodd\rline\n", to: "lone.md")
    try Data([0xFF]).write(to: URL(filePath: scratch.path("latin.md")))
    for (words, part) in [
      (["check", scratch.path("none.md")], "no page that can be read"),
      (["check", scratch.path("latin.md")], "not UTF-8"),
      (["check", pairs], "pairs.md: lines end with CR LF; use LF"),
      (["check", lone], "lone.md: a carriage return (CR) within a line; lines end with LF"),
      (["run"], "takes one page"),
      (["run", good, good], "takes one page"),
      (["check", good, "--promote"], "goes with notebook run"),
      (["check", good, "--seed", "1"], "goes with notebook run"),
      (["run", good, "--workers", "1"], "goes with notebook check"),
      (["run", good, "--promote", "--seed", "1"], "leave --seed out"),
      (["walk"], "one of check, run"),
    ] {
      let run = await makerlab(["notebook"] + words)
      #expect(run.code == .usage, "\(words)")
      #expect(run.notes.first?.contains(part) == true, "\(words): \(run.notes)")
    }
  }

  /// The commands of a page find this very program, and an interrupt leaves nothing behind.
  @Test func interruptsEndTheProgram() async throws {
    let scratch = try ScratchFolder()
    let started = scratch.path("started")
    let path = try scratch.write(
      "```console\n$ makerlab --version\nmakerlab [..]\n```\n```sh\ntouch '\(started)'\nsleep 1000\n```\n",
      to: "p.md")
    try FileManager.default.createDirectory(
      atPath: scratch.path("tmp"), withIntermediateDirectories: true)
    let ending = try await MakerlabProcess.onOwnThread {
      let process = try MakerlabProcess(
        ["notebook", "check", path], environment: ["TMPDIR": scratch.path("tmp")])
      while process.isRunning, !scratch.exists("started") { usleep(1000) }
      process.send(SIGINT)
      return try process.ending()
    }
    #expect(ending.code == 130, "\(ending.outputText) \(ending.noteLines)")
    #expect(
      ending.noteLines == [
        "interrupted; what was run is gone, give the same command to begin again"
      ])
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path("tmp")) == [])
  }

  /// What runs in a session of its own outlives a page, and does not keep an interrupt from being heeded.
  @Test func interruptsNeedNotWaitForOtherSessions() async throws {
    let scratch = try ScratchFolder()
    let other = scratch.path("other")
    let path = try scratch.write(
      "```sh\nsetsid bash -c 'echo $$ > \(other).new; mv \(other).new \(other); exec sleep 300' &\n"
        + "sleep 300\n```\n", to: "p.md")
    try FileManager.default.createDirectory(
      atPath: scratch.path("tmp"), withIntermediateDirectories: true)
    let ending = try await MakerlabProcess.onOwnThread {
      let process = try MakerlabProcess(
        ["notebook", "check", path], environment: ["TMPDIR": scratch.path("tmp")])
      while process.isRunning, !scratch.exists("other") { usleep(1000) }
      process.send(SIGTERM)
      let ending = try process.ending()
      if let id = pid_t(try scratch.text("other").trimmingCharacters(in: .whitespacesAndNewlines)) {
        kill(id, SIGKILL)
      }
      return ending
    }
    #expect(ending.code == 130, "\(ending.outputText) \(ending.noteLines)")
    #expect(
      ending.noteLines == [
        "interrupted; what was run is gone, give the same command to begin again"
      ])
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path("tmp")) == [])
  }

  /// A program that gives up ends what runs and takes the folders away.
  @Test func whatIsLeftIsClearedAway() async throws {
    let scratch = try ScratchFolder()
    try scratch.write("x", to: "page/deep/file.txt")
    let folder = URL(fileURLWithPath: scratch.path("page"))
    let leftovers = NotebookLeftovers()
    leftovers.made(folder)
    let processes = try (0..<2).map { _ in
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/bin/sleep")
      process.arguments = ["300"]
      try process.run()
      return process
    }
    leftovers.began(-processes[0].processIdentifier)
    #expect(leftovers.clear() == [])
    // What starts in that moment ends at once.
    leftovers.began(-processes[1].processIdentifier)
    try await MakerlabProcess.onOwnThread { for process in processes { try process.waitForEnd() } }
    #expect(processes.allSatisfy { $0.terminationStatus == SIGKILL })
    #expect(!scratch.exists("page"))
  }
}
