import Foundation
import Testing
import TextFormats

@testable import MCPServer

/// The server over pipes, as a client starts it.
@Suite(.timeLimit(.minutes(5))) struct MCPServerTests {
  /// A server in a task, and the client's ends of its pipes.
  private struct Served {
    let input = Pipe()
    let output = Pipe()
    let task: Task<MCPServer.Ending, Never>

    init(_ offer: MCPOffer, limits: MCPLimits = MCPLimits(), grace: Duration = .seconds(60)) {
      let server = MCPServer(offer, limits: limits)
      let (from, to) = (input.reading, output.writing)
      task = Task { await server.serve(from: from, to: to, grace: grace) { _ in } }
    }

    /// Waits for the end and closes what the server has left open.
    func end() async throws -> MCPServer.Ending {
      let ending = try await task.ended()
      input.closeReading()
      output.closeWriting()
      return ending
    }

    func line() async throws -> JSONValue {
      let output = output
      let text = try await onThread { String(decoding: output.read(), as: UTF8.self) }
      #expect(text.hasSuffix("\n"))
      return try TestOffer.json(text)
    }
  }

  private let echo = Requests.call("1", "echo", #"{"text":"x"}"#)

  @Test func answersLinesUntilTheInputEnds() async throws {
    let served = Served(try TestOffer().offer())
    served.input.write("\n\r\n" + Requests.initialize() + "\r\n")
    #expect(try await served.line()["result"]?["protocolVersion"]?.string == "2025-11-25")
    served.input.write(echo.prefix(20).description)
    served.input.write(echo.dropFirst(20) + "\n")
    #expect(try await served.line()["id"]?.integer == 1)
    // A line without an end is none.
    served.input.write(Requests.modern("2", "tools/list"))
    served.input.closeWriting()
    #expect(try await served.end() == .init(cause: .inputEnded, unfinished: 0))
    let output = served.output
    #expect(try await onThread { output.readAll() } == "")
    output.closeReading()
  }

  @Test func aLineThatIsTooLongIsAnsweredAndTheNextIsRead() async throws {
    var limits = MCPLimits()
    limits.lineBytes = 1_000
    let served = Served(try TestOffer().offer(), limits: limits)
    served.input.write(String(repeating: "x", count: 100_000) + "\n")
    let refusal = try await served.line()
    #expect(refusal["error"]?["code"]?.integer == -32700)
    #expect(refusal["error"]?["message"]?.string == "a line is longer than 1000 bytes")
    #expect(refusal["id"]?.isNull == true)
    served.input.write(echo + "\n")
    #expect(try await served.line()["result"] != nil)
    served.input.closeWriting()
    _ = try await served.end()
    served.output.closeReading()
  }

  @Test func theEndOfTheInputCancelsWhatIsInFlight() async throws {
    let test = TestOffer()
    let served = Served(try test.offer())
    served.input.write(Requests.call("1", "hold") + "\n")
    await test.begun.wait()
    served.input.closeWriting()
    // The gate stays shut; without cancelling, the test would wait for the whole grace.
    #expect(try await served.end() == .init(cause: .inputEnded, unfinished: 0))
    let reply = try await served.line()
    #expect(reply["result"]?["structuredContent"]?["cancelled"]?.bool == true)
    served.output.closeReading()
  }

  @Test func aHandlerThatNeverEndsHoldsNobodyUpBeyondTheGrace() async throws {
    let test = TestOffer()
    let any = try TestOffer.schema(#"{"type":"object"}"#)
    let deaf = MCPTool(
      "deaf", title: "", description: "", inputSchema: any, outputSchema: any,
      hints: .init(isReadOnly: true, isIdempotent: true, isOpenWorld: false)
    ) { _, _ in
      test.begun.open()
      await Task { await test.gate.wait() }.value
      return .object([])
    }
    let served = Served(try test.offer(tools: [deaf]), grace: .milliseconds(1))
    served.input.write(Requests.call("1", "deaf") + "\n")
    await test.begun.wait()
    served.input.closeWriting()
    #expect(try await served.end() == .init(cause: .inputEnded, unfinished: 1))
    test.gate.open()
    served.output.closeReading()
  }

  @Test func aClientThatIsGoneEndsTheServer() async throws {
    let served = Served(try TestOffer().offer())
    served.output.closeReading()
    served.input.write(echo + "\n")
    // The input stays open.
    #expect(try await served.end() == .init(cause: .outputFailed, unfinished: 0))
    served.input.closeWriting()
  }

  @Test func cancellingTheTaskEndsTheServer() async throws {
    let test = TestOffer()
    let served = Served(try test.offer())
    served.input.write(Requests.call("1", "hold") + "\n")
    await test.begun.wait()
    served.task.cancel()
    #expect(try await served.end() == .init(cause: .cancelled, unfinished: 0))
    served.input.closeWriting()
    served.output.closeReading()
  }
}
