import CBenchmarkBaseline
import Foundation

/// The core experiments from a built command, as `make reproduce` runs them.
enum ReproduceBenchmarks {
  /// Empty where the experiments are not below the working folder.
  static var all: [Benchmark] {
    FileManager.default.fileExists(atPath: "Experiments/core") ? [time, memory] : []
  }

  private static var time: Benchmark {
    Benchmark(name: "the core experiments, from built", unit: "s", goal: .atMost(300)) {
      let folder = FileManager.default.temporaryDirectory
        .appendingPathComponent("makerlab-bench-\(UUID().uuidString)")
      defer { try? FileManager.default.removeItem(at: folder) }
      let clock = ContinuousClock()
      let start = clock.now
      let status = try SystemBenchmarks.runSelf([
        "run", "Experiments/core", "--out", folder.path,
      ])
      guard status == 0 else { throw LabError("the core experiments ended with code \(status)") }
      return Benchmark.Measurement(
        value: (clock.now - start) / .seconds(1), detail: "tables and figures included")
    }
  }

  private static var memory: Benchmark {
    Benchmark(name: "their greatest resident memory", unit: "MB", goal: .atMost(500)) {
      let bytes = makerlab_children_peak_memory()
      guard bytes >= 0 else { throw LabError("the system does not say how much memory was used") }
      return Benchmark.Measurement(
        value: Double(bytes) / 1e6, detail: "of the largest process, gnuplot's among them")
    }
  }
}
