import Foundation
import Testing
import TextFormats

@testable import MCPServer

/// A client that sends and does not read is not read from, and does not fill the memory.
@Suite(.timeLimit(.minutes(5))) struct SlowClientTests {
  @Test func whatWaitsForAClientIsBounded() async throws {
    var limits = MCPLimits()
    limits.outgoingBytes = 10_000
    let (input, output) = (Pipe(), Pipe())
    let session = StdioSession(
      try TestOffer().offer(), limits: limits, from: input.reading, to: output.writing
    ) { _ in }
    let ending = Task { try await onThread { session.run(grace: .seconds(60)) } }
    let requests = 1_000
    let request = Requests.modern("1", "tools/list") + "\n"
    let reply = EngineClient(try TestOffer().offer())
    reply.send(String(request.dropLast()))
    let replyBytes = try #require(reply.received.first).utf8.count + 1
    #expect(replyBytes * requests > 100 * limits.outgoingBytes)
    let writing = Task {
      try await onThread {
        for _ in 0..<requests { input.write(request) }
        input.closeWriting()
      }
    }
    // Reads nothing until as much waits as may.
    let room = limits.outgoingBytes
    try await onThread { while session.mostOutgoingBytes < room { usleep(1_000) } }
    let received = try await onThread {
      var count = 0
      while count < requests * replyBytes {
        let more = output.read().count
        if more == 0 { break }
        count += more
      }
      return count
    }
    try await writing.ended()
    #expect(received == requests * replyBytes)
    #expect(try await ending.ended() == .init(cause: .inputEnded, unfinished: 0))
    // Room, one more reply, and not a second one.
    #expect(session.mostOutgoingBytes < limits.outgoingBytes + 2 * replyBytes)
    for pipe in [input, output] { pipe.closeReading() }
    output.closeWriting()
  }

  /// A resource that is long beside the room for replies.
  private struct LongResource: MCPResources {
    let bytes: Int
    var templates: [MCPResourceTemplate] { [] }

    func list() throws(ToolError) -> [MCPResource] { [] }

    func read(_ uri: String) throws(ToolError) -> MCPContent? {
      MCPContent(mimeType: "text/plain", body: .text(String(repeating: "x", count: bytes)))
    }
  }

  /// Requests that were taken, and are far shorter than their replies, wait for the client too.
  @Test func repliesThatAreFarLongerThanTheirRequestsAreBounded() async throws {
    var limits = MCPLimits()
    limits.outgoingBytes = 100_000
    let resource = LongResource(bytes: 50_000)
    let (input, output) = (Pipe(), Pipe())
    let session = StdioSession(
      try TestOffer().offer(resources: resource), limits: limits, from: input.reading,
      to: output.writing
    ) { _ in }
    let ending = Task { try await onThread { session.run(grace: .seconds(60)) } }
    let requests = 1...250
    for id in requests {
      input.write(Requests.modern("\(id)", "resources/read", #""uri":"x""#) + "\n")
    }
    let room = limits.outgoingBytes
    try await onThread {
      while session.mostOutgoingBytes < room { usleep(1_000) }
      // Time for those that must not start.
      usleep(100_000)
    }
    // As many as there are threads may have begun before the room was full.
    let threads = ProcessInfo.processInfo.activeProcessorCount
    let replyBytes = resource.bytes + 1_000
    #expect(session.mostOutgoingBytes < room + threads * replyBytes)
    let replies = try await onThread {
      var bytes: [UInt8] = []
      var lines = 0
      while lines < requests.count {
        let more = output.read()
        lines += more.count { $0 == UInt8(ascii: "\n") }
        bytes += more
      }
      return String(decoding: bytes, as: UTF8.self)
    }
    let ids = try replies.split(separator: "\n").compactMap {
      try TestOffer.json(String($0))["id"]?.integer
    }
    #expect(ids.sorted() == Array(requests))
    #expect(session.mostOutgoingBytes < room + threads * replyBytes)
    input.closeWriting()
    #expect(try await ending.ended() == .init(cause: .inputEnded, unfinished: 0))
    for pipe in [input, output] { pipe.closeReading() }
    output.closeWriting()
  }

  /// A client that asks for more than the server gets done is not read from either.
  @Test func whatWaitsForItsTurnIsBounded() async throws {
    var limits = MCPLimits()
    limits.requestsInFlight = 1
    limits.waitingBytes = 2_000
    let test = TestOffer()
    let (input, output) = (Pipe(), Pipe())
    let session = StdioSession(
      try test.offer(), limits: limits, from: input.reading, to: output.writing
    ) { _ in }
    let ending = Task { try await onThread { session.run(grace: .seconds(60)) } }
    input.write(Requests.call("0", "hold") + "\n")
    await test.begun.wait()
    let requests = 100...999
    let lines = requests.map { Requests.call("\($0)", "echo", #"{"text":"x"}"#) + "\n" }
    let writing = Task {
      try await onThread { for line in lines { input.write(line) } }
    }
    let most = limits.waitingBytes
    try await onThread { while session.waitingBytes < most { usleep(1_000) } }
    // Nothing starts while the gate is shut, so this is all that was read.
    #expect(session.waitingBytes < most + lines[0].utf8.count)
    test.gate.open()
    let replies = try await onThread {
      var bytes: [UInt8] = []
      while bytes.count(where: { $0 == UInt8(ascii: "\n") }) <= requests.count {
        bytes += output.read()
      }
      return String(decoding: bytes, as: UTF8.self)
    }
    try await writing.ended()
    let ids = try replies.split(separator: "\n").compactMap {
      try TestOffer.json(String($0))["id"]?.integer
    }
    // One at a time, and so in their order.
    #expect(ids == [0] + Array(requests))
    input.closeWriting()
    #expect(try await ending.ended() == .init(cause: .inputEnded, unfinished: 0))
    for pipe in [input, output] { pipe.closeReading() }
    output.closeWriting()
  }
}
