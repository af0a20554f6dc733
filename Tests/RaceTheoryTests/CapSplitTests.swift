import MAKERCore
import RaceTheory
import Testing

@Suite struct CapSplitTests {
  static func law(_ p: Double, _ k: Int, cap: Int? = nil) throws -> RaceLaw {
    try RaceLaw(of: TwoCandidateRace(stepSuccess: Probability(p), margin: k), cap: cap)
  }

  /// The race with a cap, solved by itself, for every cap.
  @Test(arguments: [(0.6, 2), (0.7, 5), (0.95, 4), (0.3, 3), (0.5, 4)])
  func oneLawServesAllCaps(p: Double, k: Int) throws {
    let split = CapSplit(try Self.law(p, k))
    for cap in 1...40 {
      let law = try Self.law(p, k, cap: cap)
      let race = split.race(cap: cap)
      #expect(abs(race.correct - law.correct) < 1e-14, "cap \(cap)")
      #expect(abs(race.wrong - law.wrong) < 1e-14, "cap \(cap)")
      #expect(abs(race.undecided - law.undecided) < 1e-14, "cap \(cap)")
      #expect(abs(race.meanVotes - law.meanVotes) < 1e-12, "cap \(cap)")
    }
  }

  /// Probabilities of no decision that public implementations run into, to more digits than published:
  /// 35, 12, 6.1 and .16 %.
  @Test(arguments: [
    (0.6, 5, 20, 0.3494891225), (0.7, 5, 20, 0.1275339539), (0.85, 10, 20, 0.0613937820),
    (0.7, 3, 30, 0.0015515568),
  ])
  func someRacesEndAtTheirCap(p: Double, k: Int, cap: Int, undecided: Double) throws {
    let found = CapSplit(try Self.law(p, k)).race(cap: cap).undecided
    #expect(abs(found - undecided) < 1e-10, "\(found)")
  }

  /// Against trying every cap with races solved one by one.
  @Test func theLeastCapIsTheLeast() throws {
    var found: [Bool] = []
    for (p, k, steps) in [(0.85, 6, 1023), (0.7, 12, 1000), (0.9, 4, 127), (0.85, 5, 1023)] {
      for share in [0.01, 0.5, 0.99] {
        let budget = RiskBudget(target: try Probability(0.95), undecidedShare: share)
        #expect(abs(budget.wrong + budget.undecided - 0.05) < 1e-15)
        let least = try CapSplit(try Self.law(p, k)).leastCap(budget, steps: steps)
        let tried = try (1...400).first { cap in
          let law = try Self.law(p, k, cap: cap)
          let task = TaskReliability(
            subtaskWrong: law.wrong, subtaskUndecided: law.undecided, subtasks: Double(steps))
          return task.wrong <= budget.wrong && task.undecided <= budget.undecided
        }
        #expect(least?.cap == tried, "p \(p) k \(k) s \(steps) share \(share)")
        if let least {
          #expect(budget.allows(least.task.reliability))
          #expect(least.task.reliability.correct >= 0.95 - 1e-12)
        }
        found.append(least != nil)
      }
    }
    #expect(found.contains(true) && found.contains(false))
  }

  /// A greater margin leaves less wrong; margins that leave too much, whatever the cap, are not listed: 6, which is
  /// k_min without a cap, leaves 3.1 %.
  @Test func marginsKeepTheBudgetFromTheLeastOn() throws {
    let budget = RiskBudget(target: try Probability(0.95), undecidedShare: 0.5)
    let kept = try CappedMargin.keeping(
      budget, margins: 1...12, steps: 1023, validRate: 0.9
    ) { try Self.law(0.85, $0) }
    #expect(kept.map(\.margin) == Array(7...12))
    for (one, next) in zip(kept, kept.dropFirst()) {
      #expect(next.task.reliability.wrong < one.task.reliability.wrong)
      #expect(next.cap > one.cap && next.task.expectedCalls > one.task.expectedCalls)
    }
    #expect(kept.allSatisfy { budget.allows($0.task.reliability) })
    #expect(kept.allSatisfy { $0.task.expectedCalls > 1023 * Double($0.margin) / 0.9 })
  }
}
