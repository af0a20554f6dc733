import MAKERCore
import RaceTheory
import Tasks

/// Votes of a sure model whose replies take exponential times: every call at once, the slowest decides.
///
/// It is the latency model of `Experiments/claims/parallel-draws` on a real clock.
enum ParallelCallsBenchmark {
  static var all: [Benchmark] { [3, 4].map(benchmark) }

  private static let milliseconds = 100.0
  /// The mean of so many races is within a tenth of its expectation but for 5 standard errors.
  private static let races = 1000

  private static func benchmark(_ calls: Int) -> Benchmark {
    Benchmark(
      name: "time of \(calls) calls at once, exponential 100 ms",
      unit: "off the expected slowest", goal: .atMost(0.1)
    ) {
      let model = try LoopbackModel([
        "--model", "hanoi", "--p", "1", "--latency-ms", "exponential:\(milliseconds)",
      ])
      let channel = try ProviderCalls(to: model, concurrency: 256)
      let times = try await channel.vote(races, margin: calls, limit: 25)
      let mean = times.map { Double($0.nanoseconds) / 1e6 }.reduce(0, +) / Double(races)
      let ratio = mean / milliseconds
      let expected = CallTimeLaw.exponential.slowest(of: calls)
      return Benchmark.Measurement(
        value: abs(ratio / expected - 1),
        detail: "\(NumberFormat.significant(ratio, 4)) times one call, expected "
          + "\(NumberFormat.significant(expected, 4)); "
          + "\(NumberFormat.significant(Double(calls) / ratio, 4)) times faster than one after another"
      )
    }
  }
}
