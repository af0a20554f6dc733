import Testing

@testable import MCPServer

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

@Suite(.timeLimit(.minutes(5))) struct IncomingBytesTests {
  @Test func aClosedPipeIsSeenBehindBytesThatAreNotRead() {
    let pipe = Pipe()
    let incoming = IncomingBytes(pipe.reading)
    #expect(!incoming.hasHungUp)
    pipe.write("x")
    #expect(!incoming.hasHungUp)
    pipe.closeWriting()
    #expect(incoming.hasHungUp)
    var buffer: [UInt8] = [0, 0]
    #expect(incoming.read(into: &buffer) == 1 && buffer == [UInt8(ascii: "x"), 0])
    pipe.closeReading()
  }

  #if !canImport(Darwin)
    @Test func aHalfClosedSocketIsSeenBehindBytesThatAreNotRead() {
      var ends: [Int32] = [0, 0]
      let result = unsafe socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends)
      #expect(result == 0)
      let incoming = IncomingBytes(ends[0])
      Pipe(reading: ends[0], writing: ends[1]).write("x")
      #expect(!incoming.hasHungUp)
      #expect(shutdown(ends[1], Int32(SHUT_WR)) == 0)
      #expect(incoming.hasHungUp)
      for end in ends { close(end) }
    }
  #endif
}
