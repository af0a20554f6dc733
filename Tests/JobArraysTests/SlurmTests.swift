import Foundation
import JobArrays
import TestSupport
import Testing

/// The commands of Slurm as they are called, told by programs that stand in for them.
@Suite("Commands of Slurm")
struct SlurmTests {
  /// A folder of programs that write down their words and then do what a line of shell says.
  private final class Programs {
    let path = FileManager.default.temporaryDirectory.path + "/slurm-\(UUID())"

    init(_ programs: [String: String]) throws {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      for (name, line) in programs {
        let text = "#!/bin/sh\nprintf '<%s>' \"$@\" > '\(path)/\(name).words'\n\(line)\n"
        try StandIn.write(text, to: "\(path)/\(name)")
      }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func slurm(_ more: [String: String] = [:]) throws -> Slurm {
      let own = ["PATH": "/nowhere:\(path):/usr/bin:/bin", "TOLD": "3|4"]
      return try Slurm(environment: own.merging(more) { $1 })
    }

    func words(_ name: String) -> String {
      let bytes = FileManager.default.contents(atPath: "\(path)/\(name).words") ?? Data()
      return String(decoding: bytes, as: UTF8.self)
    }
  }

  @Test("A job is submitted by its script, and its number read", arguments: ["12", "12;cluster"])
  func submitted(answer: String) throws {
    let programs = try Programs([
      "sbatch": "echo '\(answer)'", "squeue": "exit 0", "scancel": "exit 0",
    ])
    #expect(try programs.slurm().submit("/a b/$(x).sh", indices: "0-3%2") == 12)
    let words = programs.words("sbatch")
    #expect(words.hasPrefix("<--parsable><--array=0-3%2>") && words.hasSuffix("</a b/$(x).sh>"))
  }

  @Test("The queue is that of this user and this name, in the caller's environment")
  func queue() throws {
    let programs = try Programs([
      "sbatch": "exit 0", "squeue": "echo \"12|$TOLD|None\" | sed 's/4/RUNNING/'",
      "scancel": "exit 1",
    ])
    let slurm = try programs.slurm()
    let queue = try slurm.queue(name: "makerlab-1")
    #expect(queue == QueuedElement.parse("12|3|RUNNING|None") && queue.count == 1)
    let words = programs.words("squeue")
    #expect(words.contains("<-u><\(getuid())>") && words.contains("<--name=makerlab-1>"))
    // One that has gone in the meantime cannot be cancelled, and need not be.
    try slurm.cancel(queue[0])
    #expect(programs.words("scancel") == "<12_3>")
  }

  @Test("Variables that are options of the commands are not handed on; the configuration is")
  func variables() throws {
    let line = "env > \"$0.env\"; echo 12"
    let programs = try Programs(["sbatch": line, "squeue": line, "scancel": line])
    let slurm = try programs.slurm([
      "SBATCH_JOB_NAME": "other", "SBATCH_WAIT": "1", "SQUEUE_STATES": "FAILED",
      "SQUEUE_USERS": "nobody", "SCANCEL_INTERACTIVE": "1", "SLURM_CLUSTERS": "elsewhere",
      "SLURM_CONF": "/the/file", "SBATCHES": "kept",
    ])
    _ = try slurm.submit("x", indices: "0")
    _ = try slurm.queue(name: "x")
    try slurm.cancel(try #require(QueuedElement.parse("1|2|RUNNING|None").first))
    for program in ["sbatch", "squeue", "scancel"] {
      let text = try String(contentsOfFile: "\(programs.path)/\(program).env", encoding: .utf8)
      let names = Set(text.split(separator: "\n").map { String($0.prefix { $0 != "=" }) })
      let option = names.filter {
        $0.hasPrefix("SBATCH_") || $0.hasPrefix("SQUEUE_") || $0.hasPrefix("SCANCEL_")
      }
      #expect(option.isEmpty && !names.contains("SLURM_CLUSTERS"), "\(program): \(names)")
      #expect(names.isSuperset(of: ["SLURM_CONF", "TOLD", "SBATCHES"]), "\(program): \(names)")
    }
  }

  @Test("A queue longer than a pipe holds is read whole")
  func longQueue() throws {
    let programs = try Programs([
      "sbatch": "exit 0", "scancel": "exit 0",
      "squeue": "i=0; while [ $i -lt 5000 ]; do echo \"12|$i|PENDING|Resources\"; i=$((i+1)); done",
    ])
    #expect(try programs.slurm().queue(name: "x").map(\.element) == Array(0..<5000))
  }

  @Test(
    "What is refused is said in the program's last line",
    arguments: [
      ("echo one >&2; echo 'error: no such partition' >&2; exit 1", "error: no such partition"),
      ("exit 3", "it failed and gave no reason"), ("kill -9 $$", "it failed and gave no reason"),
      ("echo none", "it gave no number of a job"), ("echo 0", "it gave no number of a job"),
    ])
  func refused(line: String, reason: String) throws {
    let programs = try Programs(["sbatch": line, "squeue": "exit 0", "scancel": "exit 0"])
    let slurm = try programs.slurm()
    #expect(throws: Slurm.Failure.refused("sbatch", reason: reason)) {
      try slurm.submit("x", indices: "0")
    }
    #expect("\(Slurm.Failure.refused("sbatch", reason: reason))" == "sbatch: \(reason)")
  }

  @Test("The first missing program is named", arguments: ["sbatch", "squeue", "scancel"])
  func missing(name: String) throws {
    var lines = ["sbatch": "exit 0", "squeue": "exit 0", "scancel": "exit 0"]
    lines[name] = nil
    let programs = try Programs(lines)
    #expect(throws: Slurm.Failure.missing(name)) {
      try Slurm(environment: ["PATH": programs.path])
    }
    #expect("\(Slurm.Failure.missing(name))".hasPrefix("\(name) is not on PATH"))
    #expect(throws: Slurm.Failure.missing("sbatch")) { try Slurm(environment: [:]) }
  }

  @Test("A program that has gone since is missing, also for cancelling")
  func gone() throws {
    let programs = try Programs(["sbatch": "exit 0", "squeue": "exit 0", "scancel": "exit 0"])
    let slurm = try programs.slurm()
    try FileManager.default.removeItem(atPath: programs.path + "/scancel")
    let element = try #require(QueuedElement.parse("1|2|RUNNING|None").first)
    #expect(throws: Slurm.Failure.missing("scancel")) { try slurm.cancel(element) }
  }

  @Test("A program that is there but cannot be started is not called missing")
  func broken() throws {
    let programs = try Programs(["sbatch": "exit 0", "squeue": "exit 0", "scancel": "exit 0"])
    let slurm = try programs.slurm()
    try StandIn.write("#!/nowhere/sh\n", to: programs.path + "/scancel")
    let element = try #require(QueuedElement.parse("1|2|RUNNING|None").first)
    let failure = #expect(throws: Slurm.Failure.self) { try slurm.cancel(element) }
    let line = failure.map { "\($0)" } ?? ""
    #expect(line.hasPrefix("scancel cannot be started: "), "\(line)")
  }
}
