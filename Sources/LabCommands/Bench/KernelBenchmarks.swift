import CBenchmarkBaseline
import ExperimentDesign
import MAKERCore
import RandomStreams
import Simulation

/// Votes per second of the kernels, against a plain C loop in the same run.
enum KernelBenchmarks {
  static var all: [Benchmark] {
    [
      twoCandidates, eightCandidates, betaSteps(margin: 10, goal: 50),
      betaSteps(margin: 3, goal: 20), allocations, twentyDisks,
    ]
  }

  private static let races = 1_000_000

  static var twoCandidates: Benchmark {
    Benchmark(
      name: "two candidates, p = .9, k = 4", unit: "of C's votes/s", goal: .atLeast(0.5)
    ) {
      try againstC(sampler([0.9, 0.1], margin: 4))
    }
  }

  static var eightCandidates: Benchmark {
    Benchmark(
      name: "eight candidates with flags, v = .9", unit: "of C's votes/s", goal: .atLeast(0.2)
    ) {
      try againstC(
        sampler([0.9] + [Double](repeating: 0.1 / 7, count: 7), validRate: 0.9, margin: 4))
    }
  }

  /// Steps whose error rate is drawn anew for each: mean p = .95, correlation of two votes .05.
  static func betaSteps(margin: Int, goal: Double) -> Benchmark {
    Benchmark(
      name: "Beta steps, p = .95, rho = .05, k = \(margin), one core", unit: "M votes/s",
      goal: .atLeast(goal)
    ) {
      let sampler = try Samplers.make(for: try .betaSteps(margin: margin), seed: 1)
      var votes = 0
      let times = (0..<7).map { round in
        Benchmark.coreSeconds {
          votes = sampler.sample(round * races..<(round + 1) * races).votes
        }
      }
      let time = Benchmark.median(times)
      return Benchmark.Measurement(
        value: Double(votes) / time / 1e6,
        detail: "\(races) steps in \(NumberFormat.significant(time, 3)) s")
    }
  }

  static var allocations: Benchmark {
    Benchmark(
      name: "allocations inside races", unit: "per million races", goal: .atMost(0)
    ) {
      let samplers = [
        try sampler([0.9, 0.1], margin: 4), try sampler([0.9, 0.1], validRate: 0.9, margin: 4),
        try sampler([0.9] + [Double](repeating: 0.1 / 7, count: 7), validRate: 0.9, margin: 4),
        try Samplers.make(for: try .betaSteps(margin: 4), seed: 1),
      ]
      var counted = 0.0
      for sampler in samplers {
        // What setting a range up allocates is the same for one race and for a million.
        let few = allocations { _ = sampler.sample(0..<1) }
        let many = allocations { _ = sampler.sample(0..<races) }
        guard let few, let many else {
          throw LabError("allocations cannot be counted on this platform")
        }
        counted += Double(many - few)
      }
      return Benchmark.Measurement(
        value: counted, detail: "two candidates, with flags, eight candidates, Beta steps")
    }
  }

  static var twentyDisks: Benchmark {
    Benchmark(
      name: "20 disks, p = .85, k = 10, one core", unit: "s", goal: .atMost(0.1)
    ) {
      let point = Self.point([0.85, 0.15], margin: 10, steps: (1 << 20) - 1)
      let sampler = try Samplers.make(for: point, seed: 1)
      var votes = 0
      let times = (0..<7).map { trial in
        Benchmark.seconds { votes = sampler.sample(trial..<trial + 1).votes }
      }
      let time = Benchmark.median(times)
      return Benchmark.Measurement(
        value: time,
        detail: "\(votes) votes, \(NumberFormat.prefixed(Double(votes) / time)) votes/s")
    }
  }

  /// Our votes per second over the C loop's, turn by turn.
  private static func againstC(_ sampler: any TrialSampler) throws -> Benchmark.Measurement {
    var ours = 0
    var plain = 0
    let limit = Bernoulli.limit(0.9)
    let times = Benchmark.sideBySide(rounds: 11) {
      ours = sampler.sample(0..<races).votes
    } _: {
      var wrong: UInt64 = 0
      plain = Int(unsafe makerlab_baseline_races(1, UInt64(races), limit, 4, &wrong))
    }
    let value = Double(ours) / Double(plain) / times.ratio
    return Benchmark.Measurement(
      value: value,
      detail: "\(NumberFormat.prefixed(Double(ours) / times.first)) against C's "
        + "\(NumberFormat.prefixed(Double(plain) / times.second)) votes/s")
  }

  private static func allocations(_ work: () -> Void) -> Int64? {
    makerlab_count_allocations(1)
    work()
    makerlab_count_allocations(0)
    let count = makerlab_allocations()
    return count < 0 ? nil : count
  }

  private static func sampler(
    _ shares: [Double], validRate: Double = 1, margin: Int
  ) throws -> any TrialSampler {
    try Samplers.make(
      for: point(shares, validRate: validRate, margin: margin, steps: 1), seed: 1)
  }

  private static func point(
    _ shares: [Double], validRate: Double = 1, margin: Int, steps: Int
  ) -> PlannedPoint {
    .forBenchmark(shares: shares, validRate: validRate, steps: steps, margin: margin)
  }
}

extension PlannedPoint {
  /// A point that only a benchmark runs.
  static func forBenchmark(
    shares: [Double], validRate: Double = 1, steps: Int, disks: Int? = nil, margin: Int,
    fidelity: Fidelity = .vote, latency: Double? = nil, trials: Int = 1
  ) -> PlannedPoint {
    PlannedPoint(
      point: DesignPoint(
        experiment: "bench/kernels", fidelity: fidelity, unit: steps == 1 ? .race : .task,
        shares: shares, validRate: validRate, steps: steps, disks: disks, target: nil,
        margin: margin, marginChoice: .fixed(margin), minimumMargin: nil, cap: nil,
        listedVotes: nil, latency: latency),
      stop: .trials(trials))
  }

  /// Single steps whose error rate is Beta with mean .05 and a correlation of .05 between votes.
  fileprivate static func betaSteps(margin: Int) throws -> PlannedPoint {
    let planned = forBenchmark(shares: [0.95, 0.05], steps: 1, margin: margin)
    var point = planned.point
    point.model = SimulatedModel(
      name: "Beta steps",
      population: try StepPopulation(classes: [
        StepPopulation.StepClass(share: 1, flagRate: 0, error: .beta(alpha: 0.95, beta: 18.05))
      ]))
    return PlannedPoint(point: point, stop: planned.stop)
  }
}
