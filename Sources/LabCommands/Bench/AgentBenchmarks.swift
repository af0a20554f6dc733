import MAKERCore
import NoisyChannels
import RandomStreams
import Tasks

/// The orchestrator over replies as text.
enum AgentBenchmarks {
  static var all: [Benchmark] { [twentyDisks] }

  /// The paper's run: calibrated error .0022, valid rate .968, k = 3, a million steps.
  static var twentyDisks: Benchmark {
    Benchmark(
      name: "20 disks as text, one core", unit: "s", goal: .atMost(5)
    ) {
      let task = TowersOfHanoi(disks: 20)
      let channel = try channel(task, stepSuccess: 0.9978, validRate: 0.968)
      let orchestrator = Orchestrator(
        task,
        policy: VotingPolicy(
          rule: RaceRule(margin: 3), redFlags: RedFlagPolicy(tokenLimit: 750)))
      var seconds: [Double] = []
      var draws = 0
      for trial in 0..<3 {
        let clock = ContinuousClock()
        let start = clock.now
        let end = try orchestrator.solveAtOnce(
          from: SolveState(startOf: task, margin: 3), trial: trial, over: [channel])
        seconds.append((clock.now - start) / .seconds(1))
        draws = end.report.issued
        guard end.report.ending == .finished else {
          throw LabError("the benchmark's task was not finished")
        }
      }
      let median = Benchmark.median(seconds)
      return Benchmark.Measurement(
        value: median,
        detail: "\(NumberFormat.prefixed(Double(draws))) draws, "
          + "\(NumberFormat.significant(median / Double(draws) * 1e9, 3)) ns a draw")
    }
  }

  private static func channel(
    _ task: TowersOfHanoi, stepSuccess: Double, validRate: Double
  ) throws -> SimulatedChannel<IndependentErrors, HanoiRenderer> {
    SimulatedChannel(
      noise: IndependentErrors(
        shares: CandidateShares(stepSuccess: try Probability(stepSuccess)), validRate: validRate),
      renderer: HanoiRenderer(task), root: StreamKey(seed: 1), manner: ReplyManner())
  }
}
