import Testing
import TextFormats

@Suite(.timeLimit(.minutes(5))) struct FuzzTests {
  @Test(arguments: [UInt64(1), 2]) func linesOfAnyKindAreAnsweredAsTheyMustBe(seed: UInt64)
    async throws
  {
    try await FuzzCheck.run(1_000, seed: seed)
  }

  /// Whoever overtakes whom, each request has its reply, also one whose id is still in flight.
  @Test(arguments: (1...20).map { UInt64($0) })
  func linesSentAtOnceHaveAsManyReplies(seed: UInt64) async throws {
    let answered = try await FuzzCheck.answered(60, seed: seed)
    #expect(answered.oneByOne == answered.atOnce, "seed \(seed)")
    #expect(answered.oneByOne.values.reduce(0, +) > 30, "seed \(seed)")
  }

  /// The check is no rubber stamp.
  @Test func theCheckFindsWhatIsWrong() throws {
    func problem(_ line: String, _ replies: String...) throws -> String? {
      FuzzCheck.problem(with: Array(line.utf8), try replies.map(TestOffer.json))
    }
    let request = #"{"jsonrpc":"2.0","id":1,"method":"ping"}"#
    let note = #"{"jsonrpc":"2.0","method":"ping"}"#
    let reply = #"{"jsonrpc":"2.0","id":1,"result":{}}"#
    #expect(try problem(request, reply) == nil)
    #expect(try problem(note) == nil)
    #expect(try problem(request) != nil)
    #expect(try problem(request, reply, reply) != nil)
    #expect(try problem(note, reply) != nil)
    #expect(try problem("", reply) != nil)
    #expect(try problem("{") != nil)
    #expect(try problem(request, #"{"jsonrpc":"2.0","id":2,"result":{}}"#) != nil)
    #expect(try problem(request, #"{"id":1,"result":{}}"#) != nil)
    #expect(try problem(request, #"{"jsonrpc":"2.0","id":1}"#) != nil)
    #expect(try problem(request, #"{"jsonrpc":"2.0","id":1,"error":{"code":"x"}}"#) != nil)
  }
}
