import Foundation
import LabCommands
import TestSupport
import Testing

/// What the program does on a terminal of some width, and in streams that take nothing.
@Suite(.timeLimit(.minutes(5))) struct TerminalOutputTests {
  /// Runs a command on a terminal of its own.
  private func onTerminal(
    columns: Int, _ variables: [String: String] = [:], _ words: String...
  ) throws -> (code: Int32, text: String) {
    let script = """
      import fcntl, os, struct, subprocess, sys, termios
      ours, theirs = os.openpty()
      fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, int(sys.argv[1]), 0, 0))
      process = subprocess.Popen(
          sys.argv[2:], stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True)
      os.close(theirs)
      text = b""
      while True:
          try:
              part = os.read(ours, 65536)
          except OSError:
              break
          if not part:
              break
          text += part
      sys.stdout.buffer.write(text.replace(b"\\r\\n", b"\\n"))
      sys.exit(process.wait())
      """
    var environment = ProcessInfo.processInfo.environment
    for name in ["COLUMNS", "NO_COLOR"] { environment[name] = nil }
    environment["TERM"] = "xterm"
    let run = try PythonScript.run(
      ["-c", script, "\(columns)", BuiltProgram.url("makerlab").path] + words,
      environment: environment.merging(variables) { $1 })
    return (run.code, String(decoding: run.output, as: UTF8.self))
  }

  private func widest(_ text: String) -> Int {
    text.split(separator: "\n").map(\.count).max() ?? 0
  }

  @Test func helpFillsTheTerminal() async throws {
    for (columns, variables, limit) in [
      (80, [:], 80), (120, [:], 120), (60, [:], 60), (40, [:], 60), (100, ["COLUMNS": "70"], 70),
      (100, ["COLUMNS": "x"], 100), (100, ["COLUMNS": "-9"], 100), (100, ["COLUMNS": "0"], 100),
    ] as [(Int, [String: String], Int)] {
      let run = try onTerminal(columns: columns, variables, "doctor", "--help")
      #expect(run.code == 0)
      let prose = run.text.components(separatedBy: "Examples:")[0]
      #expect(widest(prose) <= limit && widest(prose) > limit - 12, "\(columns) \(variables)")
    }
    let pipedHelp = try await MakerlabProcess.run(
      "doctor", "--help", shell: "unset COLUMNS; \"$@\"")
    let inside = await makerlab("doctor", "--help")
    #expect(pipedHelp.outputText == inside.output + "\n")
  }

  @Test func coloursAreForTerminalsAndForThoseWhoWantThem() async throws {
    let escape: Character = "\u{1B}"
    let plain = try await MakerlabProcess.run("allocate", shell: "TERM=xterm \"$@\"")
    #expect(plain.code == 0 && !plain.outputText.contains(escape))
    let coloured = try onTerminal(columns: 80, [:], "allocate")
    #expect(coloured.code == 0 && coloured.text.contains("\u{1B}[3"))
    for variables in [["NO_COLOR": "1"], ["NO_COLOR": "0"], ["NO_COLOR": "x"], ["TERM": "dumb"]] {
      let run = try onTerminal(columns: 80, variables, "allocate")
      #expect(run.code == 0 && run.text == plain.outputText, "\(variables)")
    }
    let empty = try onTerminal(columns: 80, ["NO_COLOR": ""], "allocate")
    #expect(empty.text == coloured.text)
  }

  @Test func aBarIsForTerminals() async throws {
    let folder = try ScratchFolder()
    let experiment = try folder.experiment(Definitions.cutTasks)
    let shown = try onTerminal(
      columns: 80, [:], "run", experiment, "--out", folder.path("shown"), "--no-figures")
    #expect(shown.code == 0 && shown.text.contains("ETA") && shown.text.contains("\u{1B}[K"))
    let piped = try await MakerlabProcess.run(
      ["run", experiment, "--out", folder.path("piped"), "--no-figures"],
      shell: "TERM=xterm \"$@\" 2>&1 | cat")
    #expect(piped.code == 0)
    #expect(!piped.outputText.contains("ETA") && !piped.outputText.contains("\u{1B}"))
  }

  /// As other programs do: ended by SIGPIPE, or with the code that a shell makes of it.
  @Test(arguments: ["", "trap '' PIPE; "]) func aReaderThatLeavesEndsTheProgramQuietly(
    trap: String
  ) async throws {
    let code = try await MakerlabProcess.run(
      ["prices", "--format", "json"],
      shell: "\(trap){ { \"$@\"; echo \"ended $?\" >&3; } | true; } 3>&1")
    #expect(code.notes.isEmpty)
    // `true` may also leave after everything has been written.
    #expect(["ended 141\n", "ended 0\n"].contains(code.outputText), "\(code.outputText)")
  }

  @Test func aStreamThatTakesNothingIsOneLineAndTwo() async throws {
    for stream in [">/dev/full", ">&-"] {
      #if !os(Linux)
        if stream == ">/dev/full" { continue }
      #endif
      let ending = try await MakerlabProcess.run("prices", shell: "\"$@\" \(stream)")
      #expect(ending.code == 2, "\(stream)")
      #expect(ending.noteLines.count == 1, "\(stream): \(ending.noteLines)")
      #expect(
        ending.noteLines[0].hasPrefix("makerlab: standard output cannot be written: "),
        "\(stream): \(ending.noteLines)")
    }
    let silent = try await MakerlabProcess.run("prices", "nonsense", shell: "\"$@\" 2>&-")
    #expect(silent.code == 2)
  }

  /// Where a stream is closed, the next file that is opened would get its number.
  @Test func aClosedStreamLendsItsNumberToNoFile() async throws {
    let folder = try ScratchFolder()
    let experiment = try folder.experiment(Definitions.tiny())
    let words = ["run", experiment, "--no-figures", "--out"]
    _ = try await MakerlabProcess.run(words + [folder.path("a")])
    for (index, closed) in ["<&- >&- 2>&-", "<&-", "2>&-"].enumerated() {
      let out = folder.path("b\(index)")
      let ending = try await MakerlabProcess.run(words + [out], shell: "\"$@\" \(closed)")
      // Nothing is printed where there is no claim.
      #expect(ending.code == 0, "\(closed)")
      #expect(try folder.tables("b\(index)") == folder.tables("a"), "\(closed)")
    }
  }
}
