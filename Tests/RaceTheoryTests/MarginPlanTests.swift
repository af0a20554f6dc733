import Foundation
import MAKERCore
import RaceTheory
import RandomStreams
import Testing

@Suite struct MarginPlanTests {
  typealias StepClass = StepPopulation.StepClass

  static func beta(_ mean: Double, _ correlation: Double, share: Double = 1) -> StepClass {
    let sum = 1 / correlation - 1
    return StepClass(
      share: share, flagRate: 0, error: .beta(alpha: (1 - mean) * sum, beta: mean * sum))
  }

  static func fixed(_ error: Double, share: Double = 1) -> StepClass {
    StepClass(share: share, flagRate: 0, error: .constant(error))
  }

  private func task(_ plan: MarginPlan, _ margin: Int) throws -> TaskReliability {
    let race = try plan.race(margin: margin)
    return TaskReliability(
      subtaskWrong: race.wrong, subtaskUndecided: race.undecided, subtasks: Double(plan.steps))
  }

  /// Mean .95 over 1,023 steps at the k = 4 that alike steps would need: .992, .697 and .099.
  @Test func theKeyExample() throws {
    let target = try Probability(0.95)
    for (correlation, success) in [(0.0, 0.99218), (0.05, 0.69683), (0.1, 0.098766)] {
      let step = correlation == 0 ? Self.fixed(0.05) : Self.beta(0.95, correlation)
      let plan = try MarginPlan(classes: [step], steps: 1023, target: target)
      #expect(abs(try task(plan, 4).correct / success - 1) < 1e-4, "rho \(correlation)")
    }
    let mild = try MarginPlan(classes: [Self.beta(0.95, 0.05)], steps: 1023, target: target)
    #expect(mild.search == .bisection && mild.best == nil)
    let least = try #require(mild.least)
    #expect(try task(mild, least).correct >= 0.95 && task(mild, least - 1).correct < 0.95)
    // P(p_i < 1/2)^s: no margin passes it.
    let strong = try MarginPlan(classes: [Self.beta(0.95, 0.1)], steps: 1023, target: target)
    #expect(strong.least == nil)
    let below = BetaStepLaw(right: 8.55, wrong: 0.45).shareBelowHalf
    #expect(abs(strong.ceiling.correct / pow(1 - below, 1023) - 1) < 1e-9)
    #expect(abs(strong.shareBelowHalf / below - 1) < 1e-12)
    #expect(try task(strong, 1_000_000).correct < strong.ceiling.correct)
    #expect(try task(strong, strong.enough).correct >= strong.ceiling.correct - strong.gain)
    #expect(try task(strong, strong.enough - 1).correct < strong.ceiling.correct - strong.gain)
  }

  /// Alike steps need the k_min of equation 14, also over the longest tasks.
  @Test func alikeStepsNeedEquationFourteen() throws {
    for p in [0.51, 0.6, 0.85, 0.9999] {
      for steps in [1, 1023, 1 << 30, 1 << 60] {
        for t in [0.2, 0.95, 0.999] {
          let (p, target) = (try Probability(p), try Probability(t))
          let minimum = try MinimumMargin(stepSuccess: p, steps: steps, target: target)
          let plan = try MarginPlan(
            classes: [Self.fixed(p.complement)], steps: steps, target: target)
          #expect(plan.least == minimum.margin, "p \(p.value), s \(steps), t \(t)")
          #expect(plan.ceiling.correct == 1)
        }
      }
    }
  }

  /// The longest tasks and the mildest correlation: what is found reaches, and one less does not.
  @Test func longTasksNeedMore() throws {
    let target = try Probability(0.9)
    var last = 0
    for exponent in [10, 20, 30, 40, 50, 60] {
      let plan = try MarginPlan(
        classes: [Self.beta(0.99, 1e-4)], steps: 1 << exponent, target: target)
      let least = try #require(plan.least)
      #expect(try task(plan, least).reaches(target) && !task(plan, least - 1).reaches(target))
      #expect(least > last)
      last = least
    }
  }

  /// Random mixtures, also of steps that votes make worse: every margin up to 80 looked at.
  @Test func findsWhatLookingAtEveryMarginFinds() throws {
    var words = WordStream(StreamKey(seed: 52026))
    func uniform(_ low: Double, _ high: Double) -> Double { low + (high - low) * words.uniform() }
    var searches: [MarginPlan.Search] = []
    var found = (reached: 0, peaks: 0)
    for _ in 0..<60 {
      let hard = uniform(0, 0.02)
      let error = uniform(0.3, 1)
      let easy = Self.beta(
        uniform(0.7, 0.99),
        pow(10, uniform(-4, -2)), share: 1 - hard)
      let classes = hard > 0 ? [easy, Self.fixed(error, share: hard)] : [easy]
      let steps = 1 + Int(uniform(0, 60))
      let target = try Probability(uniform(0.3, 0.95))
      let plan = try MarginPlan(classes: classes, steps: steps, target: target)
      let tasks = try (1...80).map { try task(plan, $0) }
      let place = "\(classes), s \(steps), t \(target.value)"
      if let least = tasks.firstIndex(where: { $0.reaches(target) }) {
        found.reached += 1
        #expect(plan.least == least + 1, "\(place)")
      } else {
        #expect(plan.least.map { $0 > 80 } ?? true, "\(place)")
      }
      let greatest = tasks.map(\.correct).max() ?? 0
      #expect(plan.ceiling.correct >= greatest * (1 - 1e-7), "\(place)")
      if let best = plan.best, best <= 80 {
        found.peaks += 1
        #expect(tasks[best - 1].correct >= greatest * (1 - 1e-7), "\(place)")
      }
      searches.append(plan.search)
    }
    #expect(searches.contains(.bounds) && searches.contains(.bisection))
    #expect(found.reached > 10 && found.peaks > 5, "\(found)")
  }

  /// Steps that are a little worse than a coin: P(task) rises and falls again.
  @Test func moreVotesCanBeWorse() throws {
    let classes = [Self.fixed(0.1, share: 0.99), Self.fixed(0.52, share: 0.01)]
    let plan = try MarginPlan(classes: classes, steps: 100, target: Probability(0.9))
    let best = try #require(plan.best)
    #expect(plan.search == .bounds && plan.least == nil)
    let (lower, peak, upper) = try (task(plan, best - 1), task(plan, best), task(plan, best + 1))
    #expect(peak.correct > lower.correct && peak.correct > upper.correct)
    #expect(plan.ceiling == peak)
    #expect(plan.shareBelowHalf == 0.01)
  }

  /// A cap ends races undecided, the more of them the greater the margin.
  @Test func capsAreScanned() throws {
    for (correlation, cap, steps) in [(0.02, 9, 20), (0.05, 15, 200), (0.2, 6, 5), (0.02, 1, 3)] {
      let target = try Probability(0.9)
      let plan = try MarginPlan(
        classes: [Self.beta(0.95, correlation)], steps: steps, target: target, cap: cap)
      let tasks = try (1...cap + 2).map { try task(plan, $0) }
      let place = "rho \(correlation), cap \(cap)"
      #expect(plan.search == .scan)
      let least = tasks.firstIndex { $0.reaches(target) }
      #expect(plan.least == least.map { $0 + 1 }, "\(place)")
      let best = try #require(plan.best)
      #expect(tasks.allSatisfy { $0.failure >= tasks[best - 1].failure }, "\(place)")
      #expect(plan.ceiling == tasks[best - 1], "\(place)")
      #expect(tasks[cap].undecided == 1, "\(place)")
    }
  }

  @Test func hopelessStepsAreBestLeftAlone() throws {
    let plan = try MarginPlan(
      classes: [Self.beta(0.3, 0.1)], steps: 2, target: Probability(0.5))
    #expect(plan.least == nil && plan.best == 1 && plan.margin == 1)
    #expect(abs(plan.ceiling.correct - 0.09) < 1e-12)
  }
}
