import Foundation

/// Calls to a provider on loopback, journal and budget included.
enum ProviderBenchmarks {
  static var all: [Benchmark] {
    [callsPerSecond, coreTime, againstPython, memory] + VotingTimeBenchmark.all
      + ParallelCallsBenchmark.all
  }

  /// Half of two cores is the server's.
  static var callsPerSecond: Benchmark {
    Benchmark(
      name: "provider calls, 64 in flight", unit: "calls/s", goal: .atLeast(1500)
    ) {
      let runs = try await runs(5, of: 3000)
      let rates = runs.map { 3000 / $0.seconds }
      return Benchmark.Measurement(
        value: Benchmark.median(rates),
        detail: "median of 5 times 3,000 calls, each kept in the journal before it counts")
    }
  }

  static var coreTime: Benchmark {
    Benchmark(
      name: "core time of a provider call", unit: "ms", goal: .atMost(1)
    ) {
      let runs = try await runs(5, of: 3000)
      return Benchmark.Measurement(
        value: Benchmark.median(runs.map { $0.coreSeconds / 3000 * 1e3 }),
        detail: "all threads of this process, 64 calls in flight")
    }
  }

  static var againstPython: Benchmark {
    Benchmark(
      name: "provider calls, against the async Python client", unit: "times faster",
      goal: .atLeast(3)
    ) {
      let model = try LoopbackModel(["--model", "hanoi"])
      let calls = try ProviderCalls(to: model, concurrency: 64)
      _ = try await calls.make(500)
      var ratios: [Double] = []
      var ours: [Double] = []
      var theirs: [Double] = []
      for _ in 0..<3 {
        ours.append(2000 / (try await calls.make(2000)).seconds)
        theirs.append(try AsyncPythonClient.run(against: model, calls: 600).rate)
        ratios.append(ours[ours.count - 1] / theirs[theirs.count - 1])
      }
      return Benchmark.Measurement(
        value: Benchmark.median(ratios),
        detail: "\(NumberFormat.significant(Benchmark.median(ours), 3)) calls/s with the journal, "
          + "\(NumberFormat.significant(Benchmark.median(theirs), 3)) calls/s without one")
    }
  }

  /// Resident memory after 10,000 calls, less that after 2,000.
  static var memory: Benchmark {
    Benchmark(
      name: "memory of 8,000 further provider calls", unit: "MB", goal: .atMost(4)
    ) {
      let model = try LoopbackModel(["--model", "hanoi"])
      let calls = try ProviderCalls(to: model, concurrency: 64)
      var sizes: [Double] = []
      for _ in 0..<5 {
        _ = try await calls.make(2000)
        sizes.append(try residentMemory())
      }
      return Benchmark.Measurement(
        value: max(0, sizes[4] - sizes[0]),
        detail: "\(NumberFormat.significant(sizes[4], 3)) MB after 10,000 calls")
    }
  }

  /// Some runs after one that fills connections and the window of the limiter.
  private static func runs(_ count: Int, of calls: Int) async throws -> [ProviderCalls.Run] {
    let model = try LoopbackModel(["--model", "hanoi"])
    let channel = try ProviderCalls(to: model, concurrency: 64)
    _ = try await channel.make(500)
    var runs: [ProviderCalls.Run] = []
    for _ in 0..<count { runs.append(try await channel.make(calls)) }
    return runs
  }

  /// Resident memory of this process as `ps` tells it; MB.
  private static func residentMemory() throws -> Double {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["ps", "-o", "rss=", "-p", "\(ProcessInfo.processInfo.processIdentifier)"]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard let kilobytes = Double(text.filter(\.isNumber)) else {
      throw LabError("`ps` does not tell the memory of a process")
    }
    return kilobytes * 1024 / 1e6
  }
}
