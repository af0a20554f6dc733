import MAKERCore
import Tasks

/// Voting over a model that takes 200 ms a reply: as many rounds as the theory expects, each as long.
package enum VotingTimeBenchmark {
  static var all: [Benchmark] { [1.0, 0.9, 0.75].map(benchmark) }

  private static let margin = 4
  private static let latency = 0.2

  private static func benchmark(_ right: Double) -> Benchmark {
    Benchmark(
      name: "time of a vote at 200 ms a reply, p = \(NumberFormat.shortest(right))",
      unit: "off the expected rounds", goal: .atMost(0.1)
    ) {
      let model = try LoopbackModel([
        "--model", "hanoi", "--p", "\(right)", "--latency-ms", "\(latency * 1000)",
      ])
      let calls = try ProviderCalls(to: model, concurrency: 256)
      // One round is certain at p = 1; elsewhere the mean of many races is compared.
      let races = right == 1 ? 50 : 400
      let times = try await calls.vote(races, margin: margin, limit: 10)
      let mean = times.map { Double($0.nanoseconds) / 1e9 }.reduce(0, +) / Double(races)
      let draws = Double(times.map(\.draws).reduce(0, +)) / Double(races)
      let rounds = expectedRounds(right: right, margin: margin)
      return Benchmark.Measurement(
        value: abs(mean / (rounds * latency) - 1),
        detail: "\(NumberFormat.significant(mean, 4)) s a vote of "
          + "\(NumberFormat.significant(rounds, 4)) expected rounds; one draw after another takes "
          + "\(NumberFormat.significant(draws * latency, 4)) s")
    }
  }

  /// Rounds until one of two candidates leads by the margin, when each round asks for as many draws as
  /// the leader lacks; expected count.
  ///
  /// - Parameters:
  ///   - right: Step success p; unit 1, range [0, 1].
  ///   - margin: Margin k; at least 1.
  /// - Returns: The expectation, as the fixed point of what it is after each round.
  package static func expectedRounds(right: Double, margin: Int) -> Double {
    var rounds = [Double](repeating: 1, count: 2 * margin - 1)
    for _ in 0..<10_000 {
      let before = rounds
      for lead in (1 - margin)..<margin {
        let draws = margin - abs(lead)
        var expected = 1.0
        for rights in 0...draws {
          let after = lead + 2 * rights - draws
          guard abs(after) < margin else { continue }
          expected += binomial(rights, of: draws, right) * before[after + margin - 1]
        }
        rounds[lead + margin - 1] = expected
      }
      if zip(rounds, before).allSatisfy({ abs($0 - $1) < 1e-12 }) { break }
    }
    return rounds[margin - 1]
  }

  private static func binomial(_ count: Int, of draws: Int, _ probability: Double) -> Double {
    var value = 1.0
    for index in 0..<count { value *= Double(draws - index) / Double(index + 1) * probability }
    for _ in count..<draws { value *= 1 - probability }
    return value
  }
}
