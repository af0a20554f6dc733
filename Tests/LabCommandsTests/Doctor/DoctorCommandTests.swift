import Foundation
import LabCommands
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(5))) struct DoctorCommandTests {
  private static let formats = ["table", "json", "csv"]

  /// A machine on which programs are what the test says, and the servers of models do not answer.
  private struct Machine {
    let folder: ScratchFolder
    var environment: [String: String]

    init(_ programs: [String: String] = [:]) throws {
      folder = try ScratchFolder()
      for (name, script) in programs {
        try StandIn.write("#!/bin/sh\n\(script)\n", to: folder.path("bin/\(name)"))
      }
      environment = [
        "PATH": folder.path("bin"), "OLLAMA_HOST": "127.0.0.1:1",
        "LMSTUDIO_BASE_URL": "http://127.0.0.1:1/v1",
      ]
    }

    /// The answer as rows by what was looked for.
    func findings(_ words: String...) async throws -> (code: ExitCode, [String: [String: String]]) {
      let run = await makerlab(
        ["doctor", "--format", "json", "--out", folder.path("Results")] + words,
        environment: environment)
      let rows = try JSONDecoder().decode([[String: String?]].self, from: Data(run.output.utf8))
      let pairs = rows.map { ($0["subject"].flatMap(\.self) ?? "?", $0.compactMapValues(\.self)) }
      return (run.code, Dictionary(uniqueKeysWithValues: pairs))
    }
  }

  @Test func whatIsThereIsNamedWithItsVersion() async throws {
    let machine = try Machine([
      "swift": "echo 'Swift version 6.3.1 (swift-6.3.1-RELEASE)'",
      "gnuplot": "case $1 in --version) echo 'gnuplot 5.4 patchlevel 4' ;; esac",
      "git": "echo 'git version 2.39.5'", "sbatch": "echo 'slurm-wlm 22.05.8'",
      "chromium": "echo 'Chromium 140.0.1 built on Debian'",
    ])
    let (code, found) = try await machine.findings()
    #expect(code == .done)
    for (subject, text) in [
      ("Swift", "6.3.1"), ("gnuplot", "5.4 patchlevel 4, svg, pngcairo"), ("git", "2.39.5"),
      ("Slurm", "22.05.8"), ("Chromium", "140.0.1"), ("RE2", "linked"),
    ] {
      #expect(found[subject]?["found"] == text)
      #expect(found[subject]?["state"] == "ok")
      #expect(found[subject]?["how_to_get"] == nil)
    }
    for subject in ["SQLite", "libcurl", "libcrypto", "Boost.Math", "NLopt", "cmark-gfm"] {
      #expect(found[subject]?["state"] == "ok")
      #expect(found[subject]?["found"]?.contains(/[0-9]+\.[0-9]+/) == true, "\(subject)")
    }
    #expect(found["SQLite"]?["found"]?.contains("STRICT tables, write-ahead log") == true)
    #expect(found["results"]?["found"]?.contains("B free") == true)
    #expect(!machine.folder.exists("Results"))
  }

  @Test func whatIsAbsentSaysWhatForAndHowToGetIt() async throws {
    let machine = try Machine([
      "sbatch": "exit 1", "git": "exit 3",
      "gnuplot": "case \"$*\" in --version) echo gnuplot 6 ;; *pngcairo*) exit 1 ;; esac",
    ])
    let (code, found) = try await machine.findings()
    #expect(code == .done)
    for (subject, text) in [
      ("Swift", "not found"), ("git", "not found"), ("Chromium", "not found"),
      ("Slurm", "installed, but it knows no cluster"), ("gnuplot", "6, without pngcairo"),
      ("openai", "OPENAI_API_KEY is not set"), ("ollama", "no answer at http://127.0.0.1:1"),
      ("lmstudio", "no answer at http://127.0.0.1:1/v1"),
    ] {
      #expect(found[subject]?["found"] == text)
      #expect(found[subject]?["state"] == "optional")
      #expect(found[subject]?["needed_for"]?.isEmpty == false)
      #expect(found[subject]?["how_to_get"]?.isEmpty == false)
    }
  }

  @Test func aPlaceThatCannotBeWrittenIsMissing() async throws {
    let machine = try Machine()
    let file = try machine.folder.write("", to: "file")
    for format in Self.formats {
      let run = await makerlab(
        ["doctor", "--out", file + "/below", "--format", format], environment: machine.environment)
      #expect(run.code == .verdict)
      #expect(run.output.contains("missing") && run.output.contains("cannot be"), "\(run.output)")
    }
  }

  @Test func aServerOnThisMachineIsAskedAndOneElsewhereIsNot() async throws {
    let server = try FaultServerProcess([])
    var machine = try Machine()
    machine.environment.merge(server.environment) { $1 }
    let (_, found) = try await machine.findings()
    for name in ["ollama", "lmstudio"] {
      #expect(found[name]?["state"] == "ok")
      #expect(found[name]?["found"]?.contains("model") == true, "\(found[name] ?? [:])")
    }
    machine.environment["OLLAMA_HOST"] = "http://192.0.2.1:11434"
    let (_, elsewhere) = try await machine.findings()
    #expect(elsewhere["ollama"]?["found"]?.contains("not asked") == true)
  }

  /// Neither a key nor how long it is; programs that are run do not see it either.
  @Test(arguments: formats) func aKeyIsNeverShown(format: String) async throws {
    let spy = "env; set; echo $OPENAI_API_KEY $ANTHROPIC_API_KEY >&2"
    var outputs: [String] = []
    for length in [21, 34, 55] {
      let key = "sk-" + String((0..<length).map { "Zq8vN3xW5t"[$0 % 10] })
      var machine = try Machine([
        "swift": "\(spy)", "git": "\(spy)", "gnuplot": "\(spy)", "sbatch": "\(spy)",
        "chromium": "\(spy)", "python3": "\(spy)",
      ])
      machine.environment["OPENAI_API_KEY"] = key
      machine.environment["ANTHROPIC_API_KEY"] = key
      let run = await makerlab(
        ["doctor", "--format", format, "--out", machine.folder.path("Results")],
        environment: machine.environment)
      #expect(run.code == .done)
      for text in run.written + run.notes {
        #expect(!text.contains(String(key.prefix(9))) && !text.contains(String(key.suffix(9))))
      }
      #expect(run.output.contains("OPENAI_API_KEY is set"))
      let place = machine.folder.path
      outputs.append(
        run.output.replacing(place, with: "").split(separator: "\n")
          .filter { $0.contains("openai") || $0.contains("anthropic") }.joined())
    }
    #expect(Set(outputs).count == 1, "the output tells keys of several lengths apart")
  }
}

extension String {
  fileprivate subscript(index: Int) -> Character { self[self.index(startIndex, offsetBy: index)] }
}
