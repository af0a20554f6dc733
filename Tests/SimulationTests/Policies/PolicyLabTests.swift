import Economics
import RandomStreams
import Simulation
import Testing

@Suite struct PolicyLabTests {
  /// Tasks are done, wait or failed; costs and times add up over tiers.
  @Test func nothingIsLost() {
    for seed in 0..<25 {
      let lab = PolicySamples.lab(
        seed: seed, weeks: 1 + seed % 3,
        limits: WeeklyLimits(money: Money(picodollars: 400_000_000_000)))
      for policy in PolicySamples.fixed + [PolicySamples.Careful()] {
        let tally = lab.run(policy, replicate: seed)
        let name = "\(policy.name), seed \(seed): \(tally)"
        #expect(tally.tasks == tally.done + tally.deferred, "\(name)")
        #expect(tally.attempts >= tally.done && tally.weeks == lab.weeks, "\(name)")
        #expect(tally.reworkPicodollars <= tally.picodollars, "\(name)")
        #expect(tally.downgrades <= tally.security, "\(name)")
        let times = zip(tally.calls, lab.models).map { $0 * $1.millisecondsPerCall }
        #expect(tally.milliseconds == times, "\(name)")
        #expect(tally.latency <= times.reduce(0, +), "\(name)")
        if !policy.heedsBudget { #expect(tally.deferrals == 0 && tally.deferred == 0, "\(name)") }
        if policy.keepsSecurity { #expect(tally.downgrades == 0, "\(name)") }
      }
    }
  }

  /// Money is the sum of all calls at their prices, to the last picodollar.
  @Test func costsAddUp() {
    for kind in PolicySamples.classes {
      let lab = PolicyLab(
        stream: TaskStream(
          classes: [kind], tasksPerWeek: 40, weekdays: [1, 1, 1, 1, 1, 0, 0], mislabelled: 0,
          unlabelled: 0.5), models: PolicySamples.models, weeks: 2, limits: WeeklyLimits(), seed: 8)
      for policy in PolicySamples.fixed {
        let tally = lab.run(policy, replicate: 1)
        let sum = zip(tally.calls, lab.callCosts[0]).reduce(0) { $0 + $1.0 * $1.1 }
        #expect(tally.picodollars == sum && sum > 0, "\(kind.name), \(policy.name): \(tally)")
        #expect(tally.cost == Money(picodollars: sum))
      }
    }
  }

  /// A tally is a function of seed, policy and replicate: no run before it changes it.
  @Test func noPolicyTouchesAnother() {
    let policies = PolicySamples.fixed
    let lab = PolicySamples.lab(seed: 5)
    let alone = policies.map { lab.run($0, replicate: 3) }
    for replicate in [2, 0, 3] {
      for (index, policy) in policies.enumerated().reversed() {
        let tally = PolicySamples.lab(seed: 5).run(policy, replicate: replicate)
        if replicate == 3 { #expect(tally == alone[index], "\(policy.name)") }
      }
    }
    #expect(lab.run(policies[0], replicate: 4) != alone[0])
  }

  /// Every policy meets the same tasks, in order of time and of the same hidden difficulty.
  @Test func tasksAreFunctionsOfTheirCoordinates() {
    let lab = PolicySamples.lab(seed: 1, tasksPerWeek: 200)
    let key = StreamKey(seed: 1).child(0)
    for week in 0..<4 {
      let tasks = lab.stream.tasks(week: week, key: key)
      #expect(tasks == lab.stream.tasks(week: week, key: key))
      #expect(Set(tasks.map(\.key)).count == tasks.count)
      for task in tasks {
        #expect(Int(task.arrival / 7) == week && Int(task.arrival) % 7 != 6, "\(task)")
      }
      #expect(zip(tasks, tasks.dropFirst()).allSatisfy { $0.arrival <= $1.arrival })
    }
  }

  /// A second vote agrees with the first call wherever both policies ask the same.
  @Test func aRaceOfOneVoteIsTheCall() {
    let lab = PolicySamples.lab(seed: 9)
    let small = VotingPattern.single(.small).rungs[0]
    let call = FixedPolicy("call", .repeating(.single(.small), attempts: 2))
    let ladder = FixedPolicy(
      "ladder", WorkPlan([[small], [small, VotingPattern.single(.large).rungs[0]]]))
    for replicate in 0..<5 {
      #expect(lab.run(call, replicate: replicate) == lab.run(ladder, replicate: replicate))
    }
  }

  /// What policies do agrees with exact theory.
  ///
  /// Null: each task is an independent draw of the exact law; 5 sigma a check.
  @Test func simulationAgreesWithTheory() throws {
    let seed = 2026
    let lab = PolicySamples.lab(seed: seed, weeks: 4, tasksPerWeek: 150)
    for policy in PolicySamples.fixed {
      let exact = try #require(try lab.expectation(policy))
      var tally = PolicyTally()
      for replicate in 0..<20 { tally += lab.run(policy, replicate: replicate) }
      let n = Double(tally.tasks)
      for (name, count, p) in [
        ("right", tally.right, exact.right), ("wrong", tally.wrong, exact.wrong),
        ("failed", tally.failed, exact.failed), ("escalated", tally.escalated, exact.escalated),
      ] {
        let deviation = (p * (1 - p) / n).squareRoot()
        let z = deviation > 0 ? (Double(count) / n - p) / deviation : 0
        #expect(
          abs(z) < 5 && (p > 0 || count == 0),
          "\(policy.name) \(name), seed \(seed): expected \(p * n), observed \(count), z \(z)")
      }
      let mean = Double(tally.picodollars) * 1e-12 / n
      let variance = tally.squaredMicrodollars * 1e-12 / n - mean * mean
      let z = (mean - exact.cost) / (variance / n).squareRoot()
      #expect(
        abs(z) < 5,
        "\(policy.name) cost, seed \(seed): expected \(exact.cost), observed \(mean), z \(z)")
      #expect(abs(exact.right + exact.wrong + exact.failed - 1) < 1e-12, "\(policy.name)")
    }
  }

  /// A policy that heeds the budget has no expectation of one task alone.
  @Test func budgetsHaveNoExpectation() throws {
    #expect(try PolicySamples.lab(seed: 1).expectation(PolicySamples.Careful()) == nil)
  }

  /// The tightest limit sets the zone, and a deferred task is done in a later week.
  @Test func weeksWithoutMoneyPutWorkOff() {
    let poor = PolicySamples.lab(
      seed: 3, weeks: 3, limits: WeeklyLimits(money: Money(picodollars: 200_000_000_000)))
    let rich = PolicySamples.lab(seed: 3, weeks: 3)
    let put = poor.run(PolicySamples.Careful(), replicate: 0)
    let free = rich.run(PolicySamples.Careful(), replicate: 0)
    #expect(put.tasks == free.tasks && put.deferrals > 0 && free.deferrals == 0)
    #expect(put.deferred > 0 && put.done + put.deferred == put.tasks && put.waited > 0)
    #expect(put.picodollars < free.picodollars)
  }
}
