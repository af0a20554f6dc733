import Foundation
import MCPServer
import Telemetry
import TestSupport
import Testing
import TextFormats

@testable import LabCommands

/// The events of calibrations in a log, with the trace of the client.
@Suite(.timeLimit(.minutes(10))) struct CalibrateEventsTests {
  private static let trace = "4bf92f3577b34da6a3ce929d0e0e4736"
  private static let client = "00f067aa0ba902b7"
  private static let call = MCPCall(traceparent: "00-\(trace)-\(client)-01")

  private static let prompts = (0..<4).map {
    #"{"prompt": "\#($0)?\nanswer p=0.5: right|wrong", "expected": "right"}"#
  }.joined(separator: ", ")

  /// Calls of a server that logs.
  ///
  /// - Parameters:
  ///   - environment: Variables that lead providers somewhere.
  ///   - body: Calls tools.
  /// - Returns: The events in order, without those of the log itself.
  /// - Throws: What the calls throw, and what keeps the log from being read.
  private func events(
    _ environment: [String: String] = [:], _ body: (ToolCalls) async throws -> Void
  ) async throws -> [JSONValue] {
    var fixture = try ToolCalls(environment)
    let queue = EventQueue([try JSONLinesLog(fixture.folder.path("events.jsonl"), level: .info)])
    fixture.lab.observer = queue
    try await body(fixture)
    #expect(queue.close().lines.isEmpty)
    return try fixture.folder.text("events.jsonl").split(separator: "\n")
      .map { try JSONReader.value(Array($0.utf8)) }
      .filter { $0["event"]?.string?.hasPrefix("log") == false }
  }

  /// Expects that all events are of one span within that of the client.
  private func expectOneSpan(_ events: [JSONValue]) {
    #expect(events.allSatisfy { $0["traceID"]?.string == Self.trace })
    #expect(events.allSatisfy { $0["parentSpanID"]?.string == Self.client })
    #expect(Set(events.compactMap { $0["spanID"]?.string }).count == 1)
  }

  /// A calibration that pays is a run: its beginning, what was asked again, and what it came to.
  @Test func aCalibrationThatPaysIsARunOfItsTrace() async throws {
    let server = try FaultServerProcess(["--model", "script", "--faults", "500=0.3"])
    var result: JSONValue?
    let events = try await events(server.environment) { calls in
      result = try await calls.call(
        CalibrateTool.self,
        #"{"prompts": [\#(Self.prompts)], "channel": "openai:gpt-4.1-mini", "repeats": 5, "seed": 1, "#
          + #""token_limit": 500, "max_tokens": 900000}"#, Self.call)
    }
    expectOneSpan(events)
    let names = events.compactMap { $0["event"]?.string }
    #expect(names.first == "runStarted" && names.last == "runEnded")
    let again = names.dropFirst().dropLast()
    #expect(!again.isEmpty && again.allSatisfy { $0 == "retried" }, "\(names)")
    let task = try #require(result?["task"]?.string)
    let begin = try #require(events.first)
    #expect(begin["task"]?.string == "calibrate \(task)")
    #expect(begin["steps"]?.integer == 4 && begin["margin"]?.integer == 0)
    let report = try #require(events.last?["report"])
    #expect(report["ending"]?.string == "finished")
    #expect(report["used"]?.integer == 20 && report["issued"]?.integer == 20)
    #expect(report["votes"]?.integer == result?["valid"]?.integer)
    #expect(report["retries"]?.integer == again.count)
    #expect(report["usage"]?["outputTokens"]?.integer == result?["tokens_out"]?.integer)
    #expect((report["usage"]?["cost"]?.double ?? 0) > 0)
  }

  /// A run that comes to nothing ends all the same, and says how.
  @Test func whatFailsOrIsCancelledEndsInTheLog() async throws {
    let server = try FaultServerProcess(["--model", "script", "--faults", "401=1"])
    let failed = try await events(server.environment) { calls in
      _ = try await calls.call(
        CalibrateTool.self,
        #"{"prompts": [\#(Self.prompts)], "channel": "openai:gpt-4.1-mini", "token_limit": 500}"#,
        Self.call)
    }
    expectOneSpan(failed)
    #expect(failed.compactMap { $0["event"]?.string } == ["runStarted", "runEnded"])
    #expect(failed.last?["report"]?["ending"]?.string == "failed")
    #expect((failed.last?["report"]?["failed"]?.integer ?? 0) > 0)
    let stopped = try await events { calls in
      let call = Task {
        try await calls.call(
          CalibrateTool.self,
          #"{"prompts": [\#(Self.prompts)], "channel": "simulated:p=.7,latency=3600s,clock=real"}"#,
          Self.call)
      }
      call.cancel()
      await #expect(throws: ToolError.self) { _ = try await call.value }
    }
    expectOneSpan(stopped)
    #expect(stopped.last?["report"]?["ending"]?.string == "stopped")
    #expect(stopped.last?["report"]?["used"]?.integer == 0)
  }
}
