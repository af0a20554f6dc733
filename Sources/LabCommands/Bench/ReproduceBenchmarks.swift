import CBenchmarkBaseline
import Foundation

/// Committed experiments from a built command, as the make targets run them.
enum ReproduceBenchmarks {
  /// Empty where the experiments are not below the working folder.
  static var all: [Benchmark] {
    guard FileManager.default.fileExists(atPath: "Experiments/core") else { return [] }
    return [
      time("the core experiments, from built", of: "Experiments/core", atMost: 300), memory,
      time("the comparison of stopping rules", of: "Experiments/limits/race-rules", atMost: 180),
    ]
  }

  private static func time(_ name: String, of path: String, atMost goal: Double) -> Benchmark {
    Benchmark(name: name, unit: "s", goal: .atMost(goal)) {
      let folder = FileManager.default.temporaryDirectory
        .appendingPathComponent("makerlab-bench-\(UUID().uuidString)")
      defer { try? FileManager.default.removeItem(at: folder) }
      let clock = ContinuousClock()
      let start = clock.now
      let status = try SystemBenchmarks.runSelf(["run", path, "--out", folder.path]).code
      guard status == 0 else { throw LabError("\(path) ended with code \(status)") }
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
