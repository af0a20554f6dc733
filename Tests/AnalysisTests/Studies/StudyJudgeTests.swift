import Analysis
import ExperimentDesign
import Foundation
import Statistics
import Testing

@Suite("Claims of studies")
struct StudyJudgeTests {
  private static func claim(
    low: Double, high: Double, finding: String = "It is {a}."
  ) throws -> StudyClaim {
    let json = """
      {"name": "c", "statement": "s", "method": "m", "finding": "\(finding)",
       "judged": [{"quantity": "a", "at_least": \(low), "at_most": \(high)}]}
      """
    return try JSONDecoder().decode(StudyClaim.self, from: Data(json.utf8))
  }

  @Test(
    "An exact number supports the range that it is in and contradicts any other",
    arguments: [(2.999, false), (3, true), (3.5, true), (4, true), (4.001, false)])
  func exact(value: Double, isSupported: Bool) throws {
    let judge = StudyJudge([StudyQuantity("a", value)])
    let result = try judge.judge(Self.claim(low: 3, high: 4), experiment: "x/y")
    #expect(result.verdict == (isSupported ? .supported : .contradicted))
    #expect(result.claim.falseAlarm == 0)
  }

  @Test(
    "An estimate is judged by its whole interval",
    arguments: [
      (3.1, 3.9, .supported), (2.9, 3.1, .undecided), (3.9, 4.1, .undecided), (1, 9, .undecided),
      (2, 2.99, .contradicted), (4.01, 5, .contradicted), (2, 3, .undecided),
    ] as [(Double, Double, ClaimDefinition.Verdict)])
  func estimates(low: Double, high: Double, verdict: ClaimDefinition.Verdict) throws {
    let interval = Interval(low: low, high: high, level: 0.99)
    let judge = StudyJudge([StudyQuantity("a", (low + high) / 2, interval: interval, n: 7)])
    let result = try judge.judge(Self.claim(low: 3, high: 4), experiment: "x/y")
    #expect(result.verdict == verdict)
    #expect(abs(result.claim.falseAlarm - 0.01) < 1e-12)
    #expect(result.cells[0].n == 7)
  }

  @Test("An interval that leaves out one unit in the last place has no chance to be wrong")
  func certainty() throws {
    let interval = Interval(low: 3, high: 4, level: (1.0).nextDown)
    let judge = StudyJudge([StudyQuantity("a", 3.5, interval: interval, n: 7)])
    let result = try judge.judge(Self.claim(low: 3, high: 4), experiment: "x/y")
    #expect(result.claim.falseAlarm == 0)
  }

  @Test("The sentence has its numbers from the quantities")
  func sentences() throws {
    let interval = Interval(low: 0.25, high: 0.75, level: 0.95)
    let judge = StudyJudge([
      StudyQuantity("a", 714.2345), StudyQuantity("b_2", 0.5, interval: interval),
      StudyQuantity("long", 1234567.8), StudyQuantity("tiny", 1.26e-9),
    ])
    let claim = try Self.claim(
      low: 0, high: 1,
      finding: "{a} or {a:2} of {long}, {b_2} in {b_2.low} to {b_2.high}, {tiny:2}")
    let result = try judge.judge(claim, experiment: "x/y")
    let judged = try #require(result.claim as? JudgedStudyClaim)
    #expect(judged.finding == "714.2 or 714 of 1234568, 0.5 in 0.25 to 0.75, 1.3e-9")
  }

  @Test(
    "What is not quite all or nothing is not rounded to it",
    arguments: [
      (1, 4, "1"), (0, 4, "0"), (0.99996, 4, "0.99996"), (0.96, 1, "0.96"),
      (-0.9999996, 2, "-0.9999996"),
      (0.5, 2, "0.5"), (1e-12, 2, "1e-12"), (1.00001, 3, "1"), (999.7, 3, "1000"), (99.4, 2, "99"),
      ((1.0).nextDown, 4, "0.9999999999999999"),
    ] as [(Double, Int, String)])
  func roundings(number: Double, digits: Int, words: String) {
    #expect(StudyNumber.spoken(number, digits: digits) == words)
  }

  @Test("Shares are said in per cent")
  func perCent() throws {
    let interval = Interval(low: 0, high: 0.012345, level: 0.95)
    let judge = StudyJudge([
      StudyQuantity("a", 0.96815), StudyQuantity("none", 0, interval: interval),
      StudyQuantity("sure", 0.99999), StudyQuantity("all", 1), StudyQuantity("twice", 2.348),
    ])
    let claim = try Self.claim(
      low: 0, high: 1,
      finding: "{a:%} or {a:2%}; {none:%}, at most {none.high:%}; {sure:2%}, {all:%}, {twice:2%}")
    let judged = try #require(
      try judge.judge(claim, experiment: "x/y").claim as? JudgedStudyClaim)
    #expect(judged.finding == "96.8 % or 97 %; 0 %, at most 1.23 %; 99.999 %, 100 %, 235 %")
  }

  @Test("A quantity that the study lacks, or that is no number, cannot be judged")
  func refusals() throws {
    let other = StudyJudge([StudyQuantity("b", 1)])
    let claim = try Self.claim(low: 0, high: 1)
    #expect(throws: StudyJudgeError.unknownQuantity(claim: "c", quantity: "a", known: ["b"])) {
      try other.judge(claim, experiment: "x/y")
    }
    let noNumber = StudyJudge([StudyQuantity("a", .nan)])
    #expect(throws: StudyJudgeError.notANumber(claim: "c", quantity: "a")) {
      try noNumber.judge(claim, experiment: "x/y")
    }
    let sentence = try Self.claim(low: 0, high: 1, finding: "{nothing}")
    #expect(throws: StudyJudgeError.self) {
      try StudyJudge([StudyQuantity("a", 1)]).judge(sentence, experiment: "x/y")
    }
  }
}
