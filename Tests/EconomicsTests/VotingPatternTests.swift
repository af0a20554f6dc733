import Economics
import Foundation
import MAKERCore
import Testing

@Suite struct VotingPatternTests {
  static let texts = [
    "single", "single:tier=large", "simple", "simple:tier=medium,draws=5,k=3,rule=first-to-k",
    "adaptive", "adaptive:k=2,cap=7,issue=batch-3", "ladder",
    "ladder:tiers=small+large,k=2+1,attempts=7+1,count=draws+votes,flags=2+any",
    "plan-execute-review",
    "plan-execute-review:planner=medium,reviewer=large,rounds=3,execute=simple:draws=5,k=3",
  ]

  @Test(arguments: texts)
  func isReadAsItIsWritten(text: String) throws {
    let pattern = try VotingPattern(text)
    #expect(try VotingPattern(pattern.description) == pattern)
    let json = try JSONEncoder().encode(pattern)
    #expect(try JSONDecoder().decode(VotingPattern.self, from: json) == pattern)
    let quoted = try JSONEncoder().encode(text)
    #expect(try JSONDecoder().decode(VotingPattern.self, from: quoted) == pattern)
  }

  @Test func saysItsDefaults() throws {
    #expect(
      try VotingPattern("simple").description == "simple:tier=small,draws=3,k=2,rule=first-to-k")
    #expect(
      try VotingPattern("ladder").description
        == "ladder:tiers=small+medium+large,k=2,rule=first-to-ahead-by-k,attempts=5,count=draws,"
        + "flags=3,issue=needed")
    #expect(try VotingPattern("plan-execute-review").tiers == [.small, .medium, .large])
    let object = #"{"pattern": "ladder", "tiers": ["small", "large"], "k": [2, 1]}"#
    #expect(
      try JSONDecoder().decode(VotingPattern.self, from: Data(object.utf8))
        == VotingPattern("ladder:tiers=small+large,k=2+1"))
  }

  @Test(arguments: [
    (
      "twice",
      "'twice' is no pattern: there are single, simple, adaptive, ladder, plan-execute-review"
    ),
    ("simple:k=4", "simple: k is 4; allowed are 1 to 3, for draws is 3"),
    ("simple:draws=0", "simple: draws is 0; allowed are 1 to 200"),
    ("simple:k=0", "simple: k is 0; allowed are 1 to 200"),
    ("simple:draws=1", "simple: k is 2; allowed is 1, for draws is 1"),
    ("simple:draws=201", "simple: draws is 201; allowed are 1 to 200"),
    ("adaptive:k=9,cap=5", "adaptive: k is 9; allowed are 1 to 5, for cap is 5"),
    ("ladder:attempts=0", "ladder: attempts is 0; allowed are 1 to 200"),
    ("simple:cap=3", "simple: 'cap' is no key of it"), ("simple:k", "simple: 'k' is not key=value"),
    ("simple:k=two", "simple: k is 'two', not a whole number"),
    ("simple:k=2,k=2", "simple: k is there twice"),
    ("simple:rule=most", "simple: rule is 'most'; allowed are first-to-ahead-by-k, first-to-k"),
    (
      "adaptive:issue=batch-0",
      "adaptive: issue is 'batch-0'; allowed are needed and batch-1 to batch-200"
    ),
    ("ladder:tiers=large+small", "ladder: tiers go up: large cannot hand over to small"),
    ("ladder:k=2+2", "ladder: k has 2 values for 3 tiers: give one for each, or one for all"),
    ("ladder:tiers=tiny", "ladder: tiers is 'tiny'; allowed are small, medium, large"),
    ("ladder:flags=0", "ladder: flags is 0; allowed are 1 to 200"),
    ("plan-execute-review:rounds=9", "plan-execute-review: rounds is 9; allowed are 1 to 5"),
    (
      "plan-execute-review:execute=simple:draws=0",
      "plan-execute-review: simple: draws is 0; allowed are 1 to 200"
    ),
    (
      "plan-execute-review:execute=plan-execute-review",
      "plan-execute-review: execute takes a pattern without a review of its own"
    ),
  ])
  func refusesInOneLine(text: String, problem: String) {
    #expect(throws: PatternError(problem)) { try VotingPattern(text) }
  }

  @Test(arguments: [
    #"{"pattern": "simple", "cap": 3}"#, #"{"tiers": "small"}"#,
    #"{"pattern": "simple", "k": 2.5}"#,
    #"{"pattern": "simple", "k": "2,draws=9"}"#, #"7"#,
  ])
  func refusesOtherJSON(json: String) {
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(VotingPattern.self, from: Data(json.utf8))
    }
  }

  @Test func setsTheOrchestratorsPolicy() throws {
    let base = VotingPolicy(rule: RaceRule(margin: 9), drawLimit: 400, attempts: 5)
    let simple = try VotingPattern("simple").rungs[0].race.policy(like: base)
    #expect(simple.rule == RaceRule(margin: 2, kind: .firstTo))
    #expect(simple.cap == nil && simple.drawLimit == 3 && simple.issue == .batches(3))
    #expect(simple.attempts == 5)
    let adaptive = try VotingPattern("adaptive").rungs[0].race.policy(like: base)
    #expect(adaptive.cap == 15 && adaptive.drawLimit == 400 && adaptive.flagRun == nil)
    let ladder = try VotingPattern("ladder:flags=2").rungs[2].race.policy(like: base)
    #expect(ladder.drawLimit == 5 && ladder.flagRun == 2 && ladder.rule == RaceRule(margin: 2))
  }
}
