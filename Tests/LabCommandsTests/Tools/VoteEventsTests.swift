import Foundation
import MCPServer
import Telemetry
import TestSupport
import Testing
import TextFormats

@testable import LabCommands

/// The events of votes in a log, with the trace of the client.
@Suite(.timeLimit(.minutes(10))) struct VoteEventsTests {
  private let trace = "4bf92f3577b34da6a3ce929d0e0e4736"
  private let client = "00f067aa0ba902b7"

  /// Votes that run at once can be told apart, and belong to the span of their client where it has one.
  @Test func eventsCarryTheTraceOfTheClient() async throws {
    var fixture = try ToolCalls()
    let path = fixture.folder.path("events.jsonl")
    let queue = EventQueue([try JSONLinesLog(path, level: .debug)])
    fixture.lab.observer = queue
    let (trace, client, shared) = (trace, client, fixture)
    await withTaskGroup(of: Void.self) { group in
      for number in 0..<6 {
        group.addTask {
          let call =
            number < 4
            ? MCPCall(traceparent: "00-\(trace)-\(client)-01")
            : MCPCall(traceparent: number == 4 ? "no traceparent\n\"}" : nil)
          _ = try? await shared.vote(
            #"{"prompt": "?", "k": 3, "channel": "simulated:p=0.7", "seed": \#(number)}"#, call)
        }
      }
    }
    #expect(queue.close().lines.isEmpty)
    let lines = try fixture.folder.text("events.jsonl").split(separator: "\n").map {
      try JSONReader.value(Array($0.utf8))
    }
    let events = lines.filter { $0["event"]?.string?.hasPrefix("log") == false }
    let spans = Dictionary(grouping: events) { $0["spanID"]?.string ?? "none" }
    #expect(spans.count == 6 && spans["none"] == nil)
    for (span, events) in spans {
      #expect(span != client && span.count == 16)
      #expect(events.first?["event"]?.string == "runStarted")
      #expect(events.last?["event"]?.string == "runEnded")
      #expect(events.last?["report"]?["ending"]?.string == "finished")
      #expect(Set(events.compactMap { $0["traceID"]?.string }).count == 1)
      let votes = events.count { $0["event"]?.string == "voteCast" }
      #expect(events.last?["report"]?["votes"]?.integer == votes && votes >= 3)
    }
    let firsts = spans.values.compactMap(\.first)
    let ofClient = firsts.filter { $0["parentSpanID"]?.string == client }
    #expect(ofClient.count == 4 && ofClient.allSatisfy { $0["traceID"]?.string == trace })
    let own = firsts.filter { $0["parentSpanID"]?.isNull == true }
    #expect(own.count == 2 && own.allSatisfy { $0["traceID"]?.string != trace })
  }
}
