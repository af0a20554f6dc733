import Testing
import TextFormats

@testable import MCPServer

/// What is in flight, what waits, and how much of it, by whatever way it goes.
@Suite(.timeLimit(.minutes(5))) struct InFlightTests {
  private func add(_ number: Int, size: Int, to state: inout InFlight) throws {
    let params = try #require(Params(.object([("name", .string("echo"))])))
    let request = try MCPRequest(method: "tools/call", params: params, negotiated: .november2025)
    state.add(
      try id(number), request, { _ throws(RPCError) in MCPResult([]) }, size: size, interval: .zero)
  }

  private func id(_ number: Int) throws -> RequestID { try #require(RequestID(.int(number))) }

  /// The number that the next one to run was added as; nil for none.
  private func next(_ state: inout InFlight, most: Int, bytes: Int = .max) -> Int? {
    state.next(most: most, mostBytes: bytes)?.entry.id.value.integer
  }

  @Test func asManyBytesRunAsMayAndAnyOneAlone() throws {
    var state = InFlight()
    for (number, size) in [(1, 900), (2, 60), (3, 40), (4, 1)] {
      try add(number, size: size, to: &state)
    }
    let first = try #require(started(&state, most: 9, bytes: 100))
    let blocked = next(&state, most: 9, bytes: 100)
    #expect(blocked == nil)
    _ = state.finish(first)
    let started = (1...3).map { _ in next(&state, most: 9, bytes: 100) }
    #expect(started == [2, 3, nil])
  }

  @Test func asManyRunAsMay() throws {
    var state = InFlight()
    for number in 1...5 { try add(number, size: 100 * number, to: &state) }
    #expect(state.waitingBytes == 1_500)
    let first = try #require(started(&state, most: 2))
    let started = [next(&state, most: 2), next(&state, most: 2)]
    #expect(started == [2, nil])
    #expect(state.waitingBytes == 1_200)
    let finished = [state.finish(first), state.finish(first)]
    #expect(finished.map { $0?.id.value.integer } == [1, nil])
    let taken = [state.isTaken(try id(1)), state.isTaken(try id(2)), state.isTaken(try id(3))]
    #expect(taken == [false, true, true])
    let third = next(&state, most: 2)
    #expect(third == 3)
  }

  /// The serial number of the next one to run; nil for none.
  private func started(_ state: inout InFlight, most: Int, bytes: Int = .max) -> Int? {
    state.next(most: most, mostBytes: bytes)?.serial
  }

  @Test func whatIsCancelledWhileItWaitsIsForgotten() throws {
    var state = InFlight()
    for number in 1...3 { try add(number, size: 100, to: &state) }
    for number in [2, 2, 9] {
      let task = state.silence(try id(number))
      #expect(task == nil)
      #expect(state.waitingBytes == 200 && state.entries.count == 2)
    }
    let started = (1...3).map { _ in next(&state, most: 9) }
    #expect(started == [1, 3, nil])
    #expect(state.waitingBytes == 0)
  }

  @Test func whatIsCancelledWhileItRunsIsStillCounted() throws {
    var state = InFlight()
    for number in 1...2 { try add(number, size: 100, to: &state) }
    let first = try #require(started(&state, most: 1))
    state.entries[first]?.task = Task {}
    let task = state.silence(try id(1))
    #expect(task != nil)
    // The id is free; the room is taken until the handler ends, and then nothing may be said of it.
    try add(1, size: 100, to: &state)
    let blocked = next(&state, most: 1)
    #expect(blocked == nil)
    let finished = state.finish(first)
    #expect(finished == nil)
    #expect(state.isTaken(try id(1)))
    let started = [next(&state, most: 2), next(&state, most: 2)]
    #expect(started == [2, 1])
  }

  @Test func whatIsPostponedIsNextAgain() throws {
    var state = InFlight()
    for number in 1...4 { try add(number, size: 100 * number, to: &state) }
    let serials = try (1...3).map { _ in try #require(started(&state, most: 3)) }
    state.entries[serials[1]]?.task = Task {}
    _ = state.silence(try id(2))
    // The cancelled one is forgotten; the others wait in their order, before the fourth.
    for serial in [serials[2], serials[1], serials[0]] { state.postpone(serial) }
    #expect(state.waitingBytes == 800 && state.entries.count == 3)
    let all = (1...4).map { _ in next(&state, most: 3, bytes: 800) }
    #expect(all == [1, 3, 4, nil])
    #expect(state.waitingBytes == 0)
  }

  @Test func allThatWaitIsDropped() throws {
    var state = InFlight()
    for number in 1...3 { try add(number, size: 100, to: &state) }
    let first = next(&state, most: 1)
    #expect(first == 1)
    for expected in [[2, 3], []] {
      let dropped = state.dropWaiting().map(\.value.integer)
      #expect(dropped == expected)
    }
    #expect(state.waitingBytes == 0 && state.entries.count == 1)
  }
}
