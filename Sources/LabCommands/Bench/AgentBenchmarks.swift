import ExperimentDesign
import Foundation
import MAKERCore
import NoisyChannels
import RaceTheory
import RandomStreams
import Simulation
import Tasks

/// The orchestrator over replies as text.
enum AgentBenchmarks {
  static var all: [Benchmark] { [memory, twentyDisks, againstPython, parallelDraws] }

  /// The paper's run: calibrated error .0022, valid rate .968, k = 3, a million steps.
  static var twentyDisks: Benchmark {
    // What is aimed at is 3 s.
    Benchmark(
      name: "20 disks as text, one core", unit: "s", goal: .atMost(5)
    ) {
      let solve = try TextSolve()
      var seconds: [Double] = []
      var draws = 0
      for trial in 0..<3 {
        let run = try solve.run(trial: trial)
        seconds.append(run.seconds)
        draws = run.draws
      }
      let median = Benchmark.median(seconds)
      return Benchmark.Measurement(
        value: median,
        detail: "\(NumberFormat.prefixed(Double(draws))) draws, "
          + "\(NumberFormat.significant(median / Double(draws) * 1e9, 3)) ns a draw")
    }
  }

  /// The same solve as a process of its own, its journal included.
  static var memory: Benchmark {
    Benchmark(
      name: "resident memory of a 20-disk solve", unit: "MB", goal: .atMost(100)
    ) {
      let folder = FileManager.default.temporaryDirectory
        .appendingPathComponent("makerlab-bench-\(UUID().uuidString)")
      defer { try? FileManager.default.removeItem(at: folder) }
      let bytes = try SystemBenchmarks.peakMemory([
        "solve", "--task", "hanoi", "--disks", "20", "--channel", "simulated:p=0.9978,v=0.968",
        "--k", "3", "--out", folder.path,
      ])
      return Benchmark.Measurement(
        value: Double(bytes) / 1e6, detail: "makerlab solve, k = 3, with its journal")
    }
  }

  /// Prompts, replies, reading and voting of ours against reading and voting alone in Python.
  static var againstPython: Benchmark {
    Benchmark(
      name: "a draw as text, against Python", unit: "times faster", goal: .atLeast(20)
    ) {
      let solve = try TextSolve()
      let steps = 6000
      let peer = try PythonReader(solve.replies(steps: steps))
      var ratios: [Double] = []
      var ours: [Double] = []
      var theirs: [Double] = []
      for _ in 0..<5 {
        let run = try solve.run(steps: steps)
        let found = try peer.run()
        guard found.races == steps, found.draws == run.draws, found.votes == run.votes else {
          throw LabError(
            "Python read \(found.draws) replies as \(found.votes) votes of \(found.races) races, "
              + "the orchestrator \(run.draws) as \(run.votes) of \(steps)")
        }
        ours.append(run.seconds / Double(run.draws))
        theirs.append(found.seconds / Double(found.draws))
        ratios.append(theirs[theirs.count - 1] / ours[ours.count - 1])
      }
      return Benchmark.Measurement(
        value: Benchmark.median(ratios),
        detail: "\(NumberFormat.significant(Benchmark.median(ours) * 1e6, 3)) us with prompt and "
          + "rendering, \(NumberFormat.significant(Benchmark.median(theirs) * 1e6, 3)) us by regex "
          + "and literal_eval")
    }
  }

  /// k draws side by side on the virtual clock against the exact expected maximum of their times.
  static var parallelDraws: Benchmark {
    Benchmark(
      name: "time of 1 to 10 parallel draws", unit: "off the expected maximum", goal: .atMost(0.05)
    ) {
      let races = 20_000
      let times = try (1...10).map { margin in
        let planned = PlannedPoint.forBenchmark(
          shares: [1, 0], steps: 1, disks: 6, margin: margin, fidelity: .agent, latency: 500,
          trials: races)
        let tally = try Samplers.make(for: planned, seed: 1).sample(0..<races)
        let exact = DrawTimes.sideBySide(draws: margin, mean: 0.5e9).mean
        return (
          error: abs(Double(tally.elapsed) / Double(races) / exact - 1),
          speedup: Double(tally.latencies) / Double(tally.elapsed)
        )
      }
      let ends = [times[2], times[9]].map { NumberFormat.significant($0.speedup, 3) }
      return Benchmark.Measurement(
        value: times.map(\.error).max() ?? .infinity,
        detail: "\(races) races each; \(ends[0]) times one after another at k = 3, \(ends[1]) at 10"
      )
    }
  }
}
