import Foundation
import Testing
import TextFormats

@testable import MCPServer

/// A client that closes the input behind requests that nobody reads yet.
@Suite(.timeLimit(.minutes(5))) struct HungUpTests {
  /// A session on a thread; the client reads nothing and leaves the output open.
  private struct Running {
    let input = Pipe()
    let output = Pipe()
    let session: StdioSession

    init(_ offer: MCPOffer, limits: MCPLimits) {
      session = StdioSession(
        offer, limits: limits, from: input.reading, to: output.writing
      ) { _ in }
    }

    func close() {
      for pipe in [input, output] { pipe.closeReading() }
      output.closeWriting()
    }
  }

  @Test func theEndIsSeenThoughThereIsNoRoomForReplies() async throws {
    var limits = MCPLimits()
    limits.outgoingBytes = 10_000
    let running = Running(try TestOffer().offer(), limits: limits)
    // As much as the pipe holds: nobody has to read for it to be written.
    let request = Requests.modern("1", "tools/list") + "\n"
    let requests = (1 << 16) / request.utf8.count
    let (session, input) = (running.session, running.input)
    let ending = Task {
      try await onThread { session.run(grace: .milliseconds(10), writing: .milliseconds(10)) }
    }
    try await onThread {
      for _ in 0..<requests { input.write(request) }
      input.closeWriting()
    }
    #expect(try await ending.ended() == .init(cause: .inputEnded, unfinished: 0))
    // Room and one reply more, and no other.
    #expect(session.mostOutgoingBytes < 20_000 && !session.isAllWritten)
    running.close()
  }

  @Test func theEndIsSeenThoughThereIsNoRoomForRequests() async throws {
    var limits = MCPLimits()
    limits.requestsInFlight = 1
    limits.waitingBytes = 2_000
    let test = TestOffer()
    let running = Running(try test.offer(), limits: limits)
    running.input.write(Requests.call("0", "hold") + "\n")
    for id in 1...100 {
      running.input.write(Requests.call("\(id)", "echo", #"{"text":"x"}"#) + "\n")
    }
    running.input.closeWriting()
    let session = running.session
    // The gate stays shut, so that nothing makes room.
    let ending = try await onThread { session.run(grace: .milliseconds(10)) }
    #expect(ending.cause == .inputEnded && session.waitingBytes == 0)
    running.close()
  }

  /// What handlers take of the time is not taken from those who read.
  @Test func repliesAreWrittenThoughAHandlerUsesUpTheGrace() async throws {
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
    let running = Running(try test.offer(tools: [deaf]), limits: MCPLimits())
    let (session, input, output) = (running.session, running.input, running.output)
    let ending = Task {
      try await onThread {
        let ending = session.run(grace: .milliseconds(1), writing: .seconds(60))
        return (ending, session.isAllWritten)
      }
    }
    input.write(Requests.call("0", "deaf") + "\n")
    // Replies to more than a pipe holds.
    let requests = 200
    for _ in 0..<requests { input.write(Requests.modern("1", "tools/list") + "\n") }
    await test.begun.wait()
    input.closeWriting()
    let lines = try await onThread {
      // The grace is over by then; what is written in time does not hang on it.
      usleep(100_000)
      var lines = 0
      while lines < requests { lines += output.read().count { $0 == UInt8(ascii: "\n") } }
      return lines
    }
    let (told, isAllWritten) = try await ending.ended()
    #expect(lines == requests && isAllWritten)
    #expect(told == .init(cause: .inputEnded, unfinished: 1))
    test.gate.open()
    running.close()
  }
}
