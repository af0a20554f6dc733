import Economics
import Testing

@Suite struct WorkPlanTests {
  @Test func plansClimbToTheHighestTier() {
    let plan = WorkPlan.climbing(from: .medium, attempts: 4)
    #expect(plan.attempts.map { $0.map(\.tier) } == [[.medium], [.large], [.large], [.large]])
    #expect(plan.firstTier == .medium && plan.lowestTier == .medium)
  }

  @Test func aLadderLosesItsLowestRung() throws {
    let pattern = try VotingPattern("ladder:k=2+1+1,attempts=6+1+1,count=votes")
    let plan = WorkPlan.rising(pattern, attempts: 4)
    #expect(plan.attempts.map(\.count) == [3, 2, 1, 1])
    #expect(plan.attempts[0] == pattern.rungs && plan.firstTier == .small)
    #expect(WorkPlan.problem(of: pattern) == nil)
  }

  @Test func aSingleCallIsTheSinglePattern() {
    let plan = WorkPlan.repeating(.single(.large), attempts: 2)
    #expect(plan.attempts == WorkPlan.climbing(from: .large, attempts: 2).attempts)
  }

  @Test(arguments: [
    ("simple", "takes the rule first-to-ahead-by-k alone"),
    ("simple:rule=first-to-ahead-by-k", "takes issue=needed alone"),
    ("ladder:rule=first-to-k+first-to-ahead-by-k,tiers=small+large", "takes the rule"),
    ("plan-execute-review", "takes a pattern without plan and review"),
  ])
  func aPatternThatPlansCannotFollowIsNamed(text: String, problem: String) throws {
    let found = WorkPlan.problem(of: try VotingPattern(text))
    #expect(found?.hasPrefix(problem) == true, "\(found ?? "nil")")
  }
}
