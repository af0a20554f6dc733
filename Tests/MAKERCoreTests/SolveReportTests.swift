import Foundation
import MAKERCore
import Testing

@Suite struct SolveReportTests {
  @Test func sumsItsSteps() {
    var report = SolveReport(task: "counter-9", steps: 9, margin: 2)
    var first = StepRecord(trial: 0, step: 0)
    first.isDecided = true
    (first.votes, first.candidates, first.issued, first.used, first.retries) = (4, 2, 5, 5, 3)
    first.flags[.empty] = 1
    first.escalations = 1
    first.usage = Usage(inputTokens: 50, outputTokens: 9, cost: 0.5)
    (first.elapsed, first.latencies) = (100, 300)
    var second = StepRecord(trial: 0, step: 1)
    second.undecided = .cap
    (second.votes, second.candidates, second.issued, second.used) = (3, 3, 3, 3)
    second.usage = Usage(inputTokens: 30, outputTokens: nil, cost: 0.25)
    (second.elapsed, second.latencies) = (10, 30)
    var third = StepRecord(trial: 0, step: 1)
    (third.issued, third.cancelled, third.failed) = (3, 2, 1)
    for record in [first, second, third] { report.add(record) }

    var expected = SolveReport(task: "counter-9", steps: 9, margin: 2)
    (expected.decided, expected.undecided, expected.contested) = (1, 1, 1)
    expected.undecidedReason = .cap
    (expected.votes, expected.issued, expected.used) = (7, 11, 8)
    (expected.cancelled, expected.failed, expected.retries) = (2, 1, 3)
    expected.flags[.empty] = 1
    expected.escalations = 1
    expected.usage = Usage(inputTokens: 80, outputTokens: nil, cost: 0.75)
    (expected.elapsed, expected.latencies) = (110, 330)
    #expect(report == expected)
  }

  @Test func survivesEncoding() throws {
    for number in 0..<50 {
      let test = RaceCase(number, failing: 0.2)
      let task = CounterTask(steps: 5)
      var report = try ImmediateRun.solve(
        Orchestrator(task, policy: test.policy),
        SolveState(startOf: task, margin: test.policy.rule.margin), [ToyChannel(test.model)]
      ).report
      if number % 2 == 0 { report.usage.cost = nil }
      if number % 3 == 0 { report.ending = nil }
      let data = try JSONEncoder().encode(report)
      #expect(try JSONDecoder().decode(SolveReport.self, from: data) == report, "\(test)")
    }
  }

  @Test func recordsSurviveEncoding() throws {
    for number in 0..<50 {
      let test = RaceCase(number, failing: 0.2)
      let record = test.orchestrator().decideAtOnce(
        test.position, trial: test.place.trial, over: [ToyChannel(test.model)]
      ).record
      let data = try JSONEncoder().encode(record)
      #expect(try JSONDecoder().decode(StepRecord.self, from: data) == record, "\(test)")
    }
  }

  /// Times past the greatest number stay there; nothing traps.
  @Test func timesThatDoNotFitStayAtTheGreatest() {
    var report = SolveReport(task: "counter-9", steps: 9, margin: 2)
    var record = StepRecord(trial: 0, step: 0)
    (record.elapsed, record.latencies) = (.max - 5, .max)
    report.add(record)
    report.add(record)
    #expect(report.elapsed == .max && report.latencies == .max)
  }
}
