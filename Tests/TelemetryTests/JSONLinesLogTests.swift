import Foundation
import MAKERCore
import Telemetry
import Testing

@Suite struct JSONLinesLogTests {
  private let folder: TestFolder
  private let draw = DrawCoordinates(trial: 2, step: 5, draw: 3)

  init() throws { folder = try TestFolder() }

  /// Writes events at times one microsecond apart and returns the lines between first and last.
  private func lines(_ events: [Event], level: EventLevel = .debug) throws -> [String] {
    var log = try JSONLinesLog(folder.file("log"), level: level)
    let start = 1_769_903_999_999_998_000
    log.take(
      EventBatch(
        events: events.enumerated().map {
          ObservedEvent(time: start + $0.offset * 1_000, event: $0.element)
        }, time: start))
    try log.finish(EventBatch(events: [], time: start))
    return Array(try folder.lines("log").dropFirst().dropLast())
  }

  @Test func linesHaveAStableForm() throws {
    let failure = ChannelFailure(.rateLimited, "line\nend \"quoted\" \\ \u{1B}[31m \u{9B} é 😀")
    let text = #"line\nend \"quoted\" \\ \u001b[31m \u009b é 😀"#
      .replacing("\\n", with: "\\u000a")
    let usage = Usage(inputTokens: 3, outputTokens: nil, cost: 1e-7)
    let at = #""trial":2,"step":5,"draw":3"#
    let cases: [(Event, String)] = [
      (
        .runStarted(task: "toy-3", steps: 3, margin: 2, trial: 1, decided: 0),
        #""info","event":"runStarted","task":"toy-3","steps":3,"margin":2,"trial":1,"decided":0}"#
      ),
      (
        .drawRequested(draw, temperature: 0.1),
        #""debug","event":"drawRequested",\#(at),"temperature":0.1}"#
      ),
      (
        .replyReceived(draw, usage: usage, finish: .length, latency: 7),
        #""debug","event":"replyReceived",\#(at),"usage":{"inputTokens":3,"outputTokens":null,"#
          + #""cost":1e-07},"finish":"length","latency":7}"#
      ),
      (.flagged(draw, .tooLong), #""debug","event":"flagged",\#(at),"flag":"too long"}"#),
      (
        .voteCast(draw, candidate: 1, lead: 2),
        #""debug","event":"voteCast",\#(at),"candidate":1,"lead":2}"#
      ),
      (
        .raceDecided(trial: 2, step: 5, candidate: 0, votes: 4, draws: 6),
        #""debug","event":"raceDecided","trial":2,"step":5,"candidate":0,"votes":4,"draws":6}"#
      ),
      (
        .undecided(trial: 2, step: 5, votes: 4, draws: 6, reason: .drawLimit),
        #""warning","event":"undecided","trial":2,"step":5,"votes":4,"draws":6,"#
          + #""reason":"draw limit"}"#
      ),
      (
        .escalated(trial: 2, step: 5, channel: 1),
        #""warning","event":"escalated","trial":2,"step":5,"channel":1}"#
      ),
      (
        .retried(draw, attempt: 2, failure: failure),
        #""warning","event":"retried",\#(at),"attempt":2,"failure":{"kind":"rate limited","#
          + #""message":"\#(text)"}}"#
      ),
      (.cancelled(draw), #""warning","event":"cancelled",\#(at)}"#),
      (
        .failed(draw, failure: failure),
        #""error","event":"failed",\#(at),"failure":{"kind":"rate limited","message":"\#(text)"}}"#
      ),
    ]
    let lines = try lines(cases.map(\.0))
    #expect(lines.count == cases.count)
    let times = ["59.999998", "59.999999", "00.000000", "00.000001"]
    for (index, (line, expected)) in zip(lines, cases.map(\.1)).enumerated() {
      #expect(line.hasSuffix(#"Z","level":"# + expected))
      let minute = index < 2 ? "2026-01-31T23:59" : "2026-02-01T00:00"
      if index < times.count { #expect(line.hasPrefix(#"{"time":"\#(minute):\#(times[index])Z""#)) }
      #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(line.utf8)) }
    }
  }

  @Test func recordsAndReportsAreWhole() throws {
    var record = StepRecord(trial: 1, step: 2)
    record.isDecided = true
    record.undecided = .cap
    record.votes = 3
    record.candidates = 4
    record.issued = 5
    record.used = 6
    record.cancelled = 7
    record.failed = 8
    record.retries = 9
    for (index, flag) in RedFlag.allCases.enumerated() { record.flags[flag] = 10 + index }
    record.escalations = 18
    record.usage = Usage(inputTokens: 19, outputTokens: 20, cost: 0.1 + 0.2)
    record.elapsed = 21
    record.latencies = 22
    var report = SolveReport(task: "toy", steps: 30, margin: 31)
    report.add(record)
    report.decided = 32
    report.undecided = 33
    report.undecidedReason = .drawLimit
    report.contested = 34
    report.ending = .undecided
    // Every value differs from where it starts, so that none can be forgotten.
    let fresh = Mirror(reflecting: StepRecord(trial: 0, step: 0)).children.map { "\($0.value)" }
    let set = Mirror(reflecting: record).children.map { "\($0.value)" }
    #expect(zip(fresh, set).allSatisfy { $0 != $1 })
    let freshReport = SolveReport(task: "", steps: 0, margin: 0)
    let before = Mirror(reflecting: freshReport).children.map { "\($0.value)" }
    let after = Mirror(reflecting: report).children.map { "\($0.value)" }
    #expect(zip(before, after).allSatisfy { $0 != $1 })

    let action = "move {\"a\":[1,2]}\n"
    let lines = try lines([.stepCompleted(record, action: action), .runEnded(report)])
    struct Line: Decodable {
      let trial: Int?
      let step: Int?
      let action: String?
      let record: StepRecord?
      let report: SolveReport?
    }
    let read = try lines.map { try JSONDecoder().decode(Line.self, from: Data($0.utf8)) }
    #expect(read.map(\.record) == [record, nil])
    #expect(read.map(\.report) == [nil, report])
    #expect(read[0].trial == 1 && read[0].step == 2 && read[0].action == action)
    #expect(lines[0].contains(#""flags":{"empty":10,"not text":11,"too long":12,"#))
  }

  @Test func aLevelIsKeptAndLossesAreTold() throws {
    let events: [Event] = [
      .flagged(draw, .empty), .cancelled(draw), .failed(draw, failure: ChannelFailure(.fatal, "x")),
    ]
    #expect(try lines(events, level: .warning).count == 2)
    var lost = LostEvents()
    for (index, level) in EventLevel.allCases.enumerated() {
      lost[level] = [1, 10, 100, 1000][index]
    }
    for (level, count) in zip(EventLevel.allCases, [1111, 1110, 1100, 1000]) {
      let name = level.rawValue
      var log = try JSONLinesLog(folder.file(name), level: level)
      try log.finish(EventBatch(events: [], time: 0, lost: lost))
      let lines = try folder.lines(name)
      #expect(lines[0].hasSuffix(#""event":"logStarted","logLevel":"\#(name)"}"#))
      #expect(lines[1].hasSuffix(#""event":"logEnded","lost":\#(count)}"#))
      #expect(lines[1].hasPrefix(#"{"time":"1970-01-01T00:00:00.000000Z","#))
    }
  }

  @Test func aFileOnlyGrowsAndAnUnfinishedLineIsEnded() throws {
    let path = try folder.write(Data("old\n{\"torn".utf8), to: "log")
    #expect(try lines([.cancelled(draw)]).isEmpty == false)
    _ = try JSONLinesLog(path)
    let text = String(decoding: try folder.read("log"), as: UTF8.self)
    #expect(text.hasPrefix("old\n{\"torn\n{\"time\":"))
    #expect(text.hasSuffix("}\n") && !text.contains("\n\n"))
  }

  @Test func whatCannotBeWrittenIsTold() throws {
    #expect(throws: AppendError.self) { try JSONLinesLog(folder.file("no/log")) }
    #expect(throws: AppendError.self) { try JSONLinesLog(folder.path) }
    guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
    var log = try JSONLinesLog("/dev/full", level: .debug)
    let events = Array(repeating: ObservedEvent(time: 0, event: .cancelled(draw)), count: 5_000)
    log.take(EventBatch(events: events, time: 0))
    log.take(EventBatch(events: events, time: 0))
    var text = ""
    do { try log.finish(EventBatch(events: [], time: 0)) } catch { text = "\(error)" }
    #expect(text.hasPrefix("10000 events not written: "), "\(text)")
    #expect(!text.contains("\n") && text.count < 200, "\(text)")
  }
}
