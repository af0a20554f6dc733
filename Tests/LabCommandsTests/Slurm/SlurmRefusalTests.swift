import LabCommands
import Testing

@Suite("Runs as an array that are refused")
struct SlurmRefusalTests {
  @Test(
    "One line says what is wrong",
    arguments: [
      (["--slurm", "0"], "--slurm"), (["--slurm", "x"], "--slurm"),
      (["--slurm", "2", "--shard", "0/2"], "--shard"),
      (["--slurm-limit", "2"], "--slurm-limit"),
      (["--slurm", "2", "--slurm-limit", "0"], "--slurm-limit"),
      (["--slurm", "2", "--slurm-attempts", "0"], "--slurm-attempts"),
      (["--slurm", "2", "--slurm-options", "-p debug"], "partition=debug"),
      (["--slurm", "2", "--slurm-options", "array=0-9"], "--slurm-limit"),
    ])
  func options(words: [String], part: String) async throws {
    let folder = try ScratchFolder()
    let experiment = try folder.experiment(Definitions.tiny(trials: 10))
    let run = await makerlab(["run", experiment, "--out", folder.path("out")] + words)
    #expect(run.isRefusal && run.notes[0].contains(part), "\(run.notes)")
    #expect(!folder.exists("out"))
  }

  @Test("Without Slurm, and for names that cannot stand in a script, nothing is begun")
  func surroundings() async throws {
    let folder = try ScratchFolder()
    let experiment = try folder.experiment(Definitions.tiny(trials: 10))
    let missing = try await MakerlabProcess.onOwnThread {
      try MakerlabProcess(
        ["run", experiment, "--out", folder.path("out"), "--slurm", "2"],
        environment: ["PATH": folder.path("nothing")]
      ).ending()
    }
    #expect(missing.code == 2 && missing.noteLines.count == 1)
    #expect(missing.noteLines.first?.contains("sbatch is not on PATH") == true)
    #expect(!folder.exists("out"))
    let lines = await makerlab(
      "run", experiment, "--out", folder.path("a\nb"), "--slurm", "2")
    #expect(lines.isRefusal && lines.notes[0].contains("control character"), "\(lines.notes)")
  }

  @Test("A shard does not go on from a range that a shorter run has cut short")
  func shorterRun() async throws {
    let folder = try ScratchFolder()
    func run(_ trials: Int, shard: String, out: String) async throws -> CommandRun {
      let experiment = try folder.experiment(
        """
        {
          "title": "T", "seed": 1, "unit": "task", "fidelity": ["aggregate"],
          "factors": {"p": [0.9], "steps": [3], "k": [3]}, "stop": {"trials": \(trials)}
        }
        """)
      return await makerlab(
        "run", experiment, "--shard", shard, "--no-figures", "--out", folder.path(out))
    }
    for shard in 0..<2 {
      #expect(try await run(1500, shard: "\(shard)/2", out: "\(shard)").code == .done)
    }
    let held = try StoredRanges(folder.path("1"))
    let longer = try await run(2500, shard: "1/2", out: "1")
    #expect(longer.isRefusal && longer.notes[0].contains("trials 1000 to 1499"), "\(longer.notes)")
    #expect(longer.notes[0].contains("--out"))
    let kept = try StoredRanges(folder.path("1"))
    #expect(held == kept)
    #expect(try await run(2500, shard: "0/2", out: "0").code == .done, "its range is whole")
    #expect(try await run(2500, shard: "1/2", out: "new").code == .done)
  }

  @Test("A dry run says how even the elements are")
  func dryRun() async throws {
    let folder = try ScratchFolder()
    let experiment = try folder.experiment(Definitions.races)
    let run = await makerlab(
      "run", experiment, "--dry-run", "--slurm", "100", "--out", folder.path("out"))
    #expect(run.code == .done && run.output.contains("30 parts on 30 elements"), "\(run.output)")
    #expect(!folder.exists("out"))
  }
}
