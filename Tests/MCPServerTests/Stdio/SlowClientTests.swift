import Foundation
import Testing
import TextFormats

@testable import MCPServer

/// A client that sends and does not read is not read from, and does not fill the memory.
@Suite struct SlowClientTests {
  @Test func whatWaitsForAClientIsBounded() async throws {
    var limits = MCPLimits()
    limits.outgoingBytes = 10_000
    let (input, output) = (Pipe(), Pipe())
    let session = StdioSession(
      try TestOffer().offer(), limits: limits, from: input.reading, to: output.writing
    ) { _ in }
    let ending = Task { await onThread { session.run(grace: .seconds(60)) } }
    let requests = 1_000
    let request = Requests.modern("1", "tools/list") + "\n"
    let reply = EngineClient(try TestOffer().offer())
    reply.send(String(request.dropLast()))
    let replyBytes = try #require(reply.received.first).utf8.count + 1
    #expect(replyBytes * requests > 100 * limits.outgoingBytes)
    let writing = Task {
      await onThread {
        for _ in 0..<requests { input.write(request) }
        input.closeWriting()
      }
    }
    // Reads nothing until as much waits as may.
    let room = limits.outgoingBytes
    await onThread { while session.mostOutgoingBytes < room { usleep(1_000) } }
    let received = await onThread {
      var count = 0
      while count < requests * replyBytes {
        let more = output.read().count
        if more == 0 { break }
        count += more
      }
      return count
    }
    await writing.value
    #expect(received == requests * replyBytes)
    #expect(await ending.value == .init(cause: .inputEnded, unfinished: 0))
    // Room, one more reply, and not a second one.
    #expect(session.mostOutgoingBytes < limits.outgoingBytes + 2 * replyBytes)
    for pipe in [input, output] { pipe.closeReading() }
    output.closeWriting()
  }
}
