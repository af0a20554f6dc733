import CBenchmarkBaseline
import ExperimentDesign
import Foundation
import Simulation
import SweepRunner

/// Scaling of the aggregate sampler and of workers, and the start of the command.
enum SystemBenchmarks {
  static var all: [Benchmark] {
    [aggregate, aggregateSuccess, twoWorkers, startHelp, startExplain]
  }

  static var aggregate: Benchmark {
    Benchmark(
      name: "aggregate task of 10^12 steps", unit: "times one of 10^3", goal: .atMost(6)
    ) {
      try againstThousandSteps(countsVotes: true)
    }
  }

  static var aggregateSuccess: Benchmark {
    Benchmark(
      name: "the same, success alone", unit: "times one of 10^3", goal: .atMost(2)
    ) {
      try againstThousandSteps(countsVotes: false)
    }
  }

  static var twoWorkers: Benchmark {
    Benchmark(
      name: "two workers", unit: "times one", goal: .atLeast(1.8)
    ) {
      let points = (0..<4).map { index in
        (
          planned: PlannedPoint.forBenchmark(
            shares: [0.85 + 0.01 * Double(index), 0.15 - 0.01 * Double(index)], steps: 1000,
            margin: 6, trials: 25_000),
          seed: 1
        )
      }
      var ratios: [Double] = []
      var rate = 0.0
      for _ in 0..<5 {
        let one = try await time(points, workers: 1)
        let two = try await time(points, workers: 2)
        ratios.append(one.seconds / two.seconds)
        rate = Double(two.votes) / two.seconds
      }
      return Benchmark.Measurement(
        value: Benchmark.median(ratios), detail: "\(NumberFormat.prefixed(rate)) votes/s with two")
    }
  }

  static var startHelp: Benchmark { start("--help", ["--help"]) }
  static var startExplain: Benchmark {
    start("explain", ["explain", "--p", "0.9978", "--steps", "1048575"])
  }

  private static func againstThousandSteps(countsVotes: Bool) throws -> Benchmark.Measurement {
    func sampler(_ steps: Int) throws -> AggregateSampler {
      try AggregateSampler(
        .forBenchmark(shares: [0.9, 0.1], steps: steps, margin: 6, fidelity: .aggregate), seed: 1,
        countsVotes: countsVotes)
    }
    let (long, short) = (try sampler(1_000_000_000_000), try sampler(1000))
    let trials = 0..<20_000
    let times = Benchmark.sideBySide(rounds: 11) {
      _ = long.sample(trials)
    } _: {
      _ = short.sample(trials)
    }
    let each = Double(trials.count)
    return Benchmark.Measurement(
      value: times.ratio,
      detail: "\(NumberFormat.significant(times.first / each * 1e9, 3)) against "
        + "\(NumberFormat.significant(times.second / each * 1e9, 3)) ns a task")
  }

  private static func time(
    _ points: [(planned: PlannedPoint, seed: Int)], workers: Int
  ) async throws -> (seconds: Double, votes: Int) {
    let clock = ContinuousClock()
    let start = clock.now
    var votes = 0
    _ = try await Sweep(points: points, workers: workers).run(ledger: ForgetfulLedger()) {
      votes = $0.votes
    }
    return ((clock.now - start) / .seconds(1), votes)
  }

  /// Runs this very program with some words, its output thrown away.
  ///
  /// - Parameter words: The words.
  /// - Returns: Its exit code, and the seconds until its output ended: Foundation looks for the end of a
  ///   process only every so often.
  /// - Throws: What keeps it from being started.
  static func runSelf(_ words: [String]) throws -> (code: Int32, seconds: Double) {
    let process = Process()
    process.executableURL = Bundle.main.executableURL
    process.arguments = words
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    let clock = ContinuousClock()
    let start = clock.now
    try process.run()
    try output.fileHandleForWriting.close()
    _ = try output.fileHandleForReading.readToEnd()
    let seconds = (clock.now - start) / .seconds(1)
    process.waitUntilExit()
    return (process.terminationStatus, seconds)
  }

  /// Runs this very program with some words and returns its greatest resident memory; bytes.
  static func peakMemory(_ words: [String]) throws -> Int {
    guard let program = Bundle.main.executablePath else {
      throw LabError("this program does not know where it is")
    }
    var arguments: [UnsafeMutablePointer<CChar>?] = unsafe ([program] + words).map {
      unsafe strdup($0)
    }
    unsafe arguments.append(nil)
    defer { unsafe arguments.forEach { unsafe free($0) } }
    var code: Int32 = 0
    let bytes = unsafe makerlab_peak_memory_of(arguments, &code)
    guard bytes >= 0, code == 0 else {
      throw LabError("makerlab \(words.joined(separator: " ")) ended with code \(code)")
    }
    return Int(bytes)
  }

  /// Wall time from start to end of this very program with some words.
  private static func start(_ name: String, _ words: [String]) -> Benchmark {
    Benchmark(name: "start to end of \(name)", unit: "ms", goal: .atMost(50)) {
      let times = try (0..<21).map { _ in try runSelf(words).seconds * 1000 }
      return Benchmark.Measurement(value: Benchmark.median(times), detail: "median of 21")
    }
  }
}

/// A ledger that keeps nothing, so that only the simulation is measured.
private final class ForgetfulLedger: TallyLedger {
  func finished(point: StrongID, seed: Int) -> [(trials: Range<Int>, tally: Tally)] { [] }

  func record(_ key: TallyKey, _ tally: Tally) {}
}
