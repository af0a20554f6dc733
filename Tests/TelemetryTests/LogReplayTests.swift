import Foundation
import MAKERCore
import RandomStreams
import Telemetry
import Testing

@Suite struct LogReplayTests {
  private let folder: TestFolder

  init() throws { folder = try TestFolder() }

  private func replay(_ text: String) throws -> LogReplay {
    try LogReplay(folder.write(Data(text.utf8), to: "text"))
  }

  /// Lines of a log of a run, with their newlines.
  private func logged(_ run: ToyRun, level: EventLevel) throws -> [String] {
    try? FileManager.default.removeItem(atPath: folder.file("source"))
    try run.solve(into: [JSONLinesLog(folder.file("source"), level: level)])
    return try folder.lines("source").map { $0 + "\n" }
  }

  @Test(arguments: [EventLevel.debug, .info])
  func aReplayEqualsTheRunsOwnReport(level: EventLevel) throws {
    for seed in 0..<20 {
      for hasUsage in [true, false] {
        var run = ToyRun()
        run.channels = [
          ToyChannel(seed: seed, hasUsage: hasUsage, failures: ToyChannel.Failures())
        ]
        let path = folder.file("\(seed)-\(hasUsage)")
        let report = try run.solve(into: [JSONLinesLog(path, level: level)])
        let replay = try LogReplay(path)
        #expect(replay.report == report && replay.ownReport == report, "seed \(seed)")
        #expect(replay.tornLines == 0 && replay.hasDraws == (level == .debug))
        #expect(report.ending == .finished && report.flags.listed.count >= 4)
        #expect(report.contested > 0 && report.retries > 0)
        #expect((report.usage.cost == nil) == !hasUsage)
      }
    }
  }

  @Test func runsThatEndOtherwiseReplayToo() throws {
    var failing = ToyRun()
    failing.channels = [ToyChannel(fatalStep: 20)]
    var undecided = ToyRun()
    undecided.channels = [ToyChannel(hopelessStep: 30), ToyChannel(hopelessStep: 30)]
    undecided.policy.cap = 50
    var escalated = undecided
    escalated.channels[1].hopelessStep = nil
    let cases: [(ToyRun, SolveReport.Ending)] = [
      (failing, .failed), (undecided, .undecided), (escalated, .finished),
    ]
    for (index, (run, ending)) in cases.enumerated() {
      let path = folder.file("\(index)")
      let report = try run.solve(into: [JSONLinesLog(path, level: .debug)])
      #expect(report.ending == ending)
      #expect(try LogReplay(path).report == report)
    }
  }

  @Test func aKilledRunThatWentOnReplaysWhole() throws {
    var run = ToyRun()
    run.steps = 20
    let journal = ToyJournal(startingAt: run.start)
    let whole = try run.solve(journal: journal)
    let lines = try logged(run, level: .debug)
    let log = Data(lines.joined().utf8)
    let stream = StreamKey(seed: 7)
    for trial in 0..<60 {
      // Killed anywhere, within a line or not, once or twice; the journal is not ahead of the log.
      let path = folder.file("killed-\(trial)")
      var kept = Data()
      var done = 0
      for kill in 0...(trial % 2) {
        let word = stream.child(trial).word(kill)
        let log = kill == 0 ? log : try Data(contentsOf: URL(filePath: path))
        kept = log.prefix(kept.count + Int(word % UInt64(log.count - kept.count)))
        try kept.write(to: URL(filePath: path))
        // The last whole line of a step or of a beginning says how far the run was.
        struct Line: Decodable {
          let decided: Int?
          let record: StepRecord?
        }
        let reached = kept.split(separator: 10).reduce(0) {
          let line = try? JSONDecoder().decode(Line.self, from: $1)
          return line?.decided ?? line?.record.map { $0.step + 1 } ?? $0
        }
        done = reached - Int(word >> 32) % (min(reached, 9) + 1)
        var later = run
        later.channels = [ToyChannel(seed: 1, failures: nil)]
        try later.solve(
          into: [JSONLinesLog(path, level: .debug)], from: journal.states[done])
      }
      let replay = try LogReplay(path)
      // The channel of the later run does not fail by chance; all else is as it was.
      var expected = whole
      var got = replay.report
      expected.retries = 0
      got.retries = 0
      #expect(got == expected, "trial \(trial), \(kept.count) bytes, \(done) steps")
      #expect(replay.ownReport?.decided == whole.decided)
    }
  }

  @Test func aStoppedRunThatGoesOnReplaysExactly() throws {
    var run = ToyRun()
    run.channels = [ToyChannel(seed: 3)]
    let whole = try run.solve()
    for stop in [1, 17, 59] {
      let path = folder.file("stopped-\(stop)")
      let journal = ToyJournal(startingAt: run.start)
      let queue = EventQueue([try JSONLinesLog(path)])
      let stopped = try run.solve(observer: queue, journal: journal, stopAfter: stop)
      #expect(queue.close(within: 60).lines == [])
      #expect(stopped.ending == .stopped && stopped.decided == stop)
      #expect(try LogReplay(path).report == stopped)
      try run.solve(into: [JSONLinesLog(path)], from: journal.states[stop])
      let replay = try LogReplay(path)
      #expect(replay.report == whole && replay.ownReport == whole)
    }
  }

  @Test func aTornLastLineIsPassedOver() throws {
    let lines = try logged(ToyRun(), level: .info)
    let full = try replay(lines.joined())
    for cut in [2, 20, 60] {
      let text = String((lines.dropLast().joined()).dropLast(cut))
      let torn = try replay(text)
      #expect(torn.tornLines == 1 && torn.ownReport == nil && torn.report.ending == nil)
      #expect(torn.report.votes == full.report.votes)
    }
    // No line reads well before its end, so one that lacks its newline alone is whole.
    let unended = try replay(String(lines.joined().dropLast()))
    #expect(unended.tornLines == 0 && unended.report == full.report)
  }

  @Test func whatIsIncompleteOrWrongIsRefused() throws {
    let lines = try logged(ToyRun(), level: .info)
    func refusal(_ lines: [String]) throws -> LogReplayError? {
      do {
        _ = try replay(lines.joined())
        return nil
      } catch { return error as? LogReplayError }
    }
    func index(_ text: String) throws -> Int {
      try #require(lines.firstIndex { $0.contains(text) })
    }
    #expect(try refusal(lines) == nil)
    let lost = lines.map { $0.replacing(#""lost":0"#, with: #""lost":4"#) }
    #expect(try refusal(lost) == .lost(events: 4))

    let step = try index(#""step":30,"action""#)
    var less = lines
    less.remove(at: step)
    #expect(try refusal(less) == .missingSteps(after: 30, next: 31))
    var bad = lines
    bad[step] = "{\"time\":\n"
    #expect(try refusal(bad) == .badLine(step + 1))
    bad[step] = lines[step].replacing(#""flags":{"#, with: #""flags":{"odd":1,"#)
    #expect(try refusal(bad) == .badLine(step + 1))
    #expect(try refusal([]) == .noRun)
    #expect(try refusal([lines[0]]) == .noRun)

    let start = try index("runStarted")
    let goesOn = lines[start].replacing(#""decided":0"#, with: #""decided":60"#)
    #expect(try refusal(lines + [lines[0], goesOn]) == nil)
    #expect(
      try refusal(lines + [lines[0], goesOn.replacing("toy-60", with: "toy-61")])
        == .otherRun(line: lines.count + 2))
    #expect(try refusal([lines[0], goesOn]) == .missingSteps(after: 0, next: 60))
    #expect(
      try refusal(lines.prefix(step) + [lines[0], goesOn]) == .missingSteps(after: 30, next: 60))
    #expect(throws: LogReplayError.self) { try LogReplay(folder.file("none")) }
  }

  @Test func aRunThatBeginsAgainReplacesTheOneBefore() throws {
    let first = try logged(ToyRun(), level: .info).map {
      $0.replacing(#""lost":0"#, with: #""lost":4"#)
    }
    var other = ToyRun()
    other.channels[0].seed = 2
    let second = try logged(other, level: .info)
    #expect(try replay((first + second).joined()).report == replay(second.joined()).report)
  }

  @Test func drawsThatDifferFromTheRecordAreFound() throws {
    let lines = try logged(ToyRun(), level: .debug)
    for (event, quantity) in [
      ("drawRequested", "draws"), ("replyReceived", "replies"), ("voteCast", "votes"),
      ("flagged", "flags (bad state)"),
    ] {
      let index = try #require(
        lines.firstIndex {
          $0.contains("\"\(event)\"") && (event != "flagged" || $0.contains("bad state"))
        })
      var less = lines
      less.remove(at: index)
      do {
        _ = try replay(less.joined())
        Issue.record("\(event) was not missed")
      } catch let error as LogReplayError {
        guard case .drawsDiffer(_, quantity, let events, let record) = error else {
          Issue.record("\(error)")
          continue
        }
        #expect(events == record - 1)
      }
    }
  }
}
