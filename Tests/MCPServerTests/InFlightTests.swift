import Testing
import TextFormats

@testable import MCPServer

/// What is in flight, what waits, and how much of it, by whatever way it goes.
@Suite struct InFlightTests {
  private func add(_ number: Int, size: Int, to state: inout InFlight) throws {
    let params = try #require(Params(.object([("name", .string("echo"))])))
    let request = try MCPRequest(method: "tools/call", params: params, negotiated: .november2025)
    state.add(try id(number), request, size: size, interval: .zero)
  }

  private func id(_ number: Int) throws -> RequestID { try #require(RequestID(.int(number))) }

  @Test func asManyRunAsMay() throws {
    var state = InFlight()
    for number in 1...5 { try add(number, size: 100 * number, to: &state) }
    #expect(state.waitingBytes == 1_500)
    let first = try #require(state.next(most: 2))
    #expect(state.next(most: 2)?.entry.id == (try id(2)))
    #expect(state.next(most: 2) == nil && state.waitingBytes == 1_200)
    #expect(state.finish(first.serial)?.id == (try id(1)))
    #expect(state.finish(first.serial) == nil)
    #expect(try !state.isTaken(id(1)) && state.isTaken(id(2)) && state.isTaken(id(3)))
    #expect(state.next(most: 2)?.entry.id == (try id(3)))
  }

  @Test func whatIsCancelledWhileItWaitsIsForgotten() throws {
    var state = InFlight()
    for number in 1...3 { try add(number, size: 100, to: &state) }
    #expect(state.silence(try id(2)) == nil)
    #expect(state.waitingBytes == 200 && state.entries.count == 2)
    #expect(state.silence(try id(2)) == nil && state.silence(try id(9)) == nil)
    #expect(state.next(most: 9)?.entry.id == (try id(1)))
    #expect(state.next(most: 9)?.entry.id == (try id(3)))
    #expect(state.next(most: 9) == nil && state.waitingBytes == 0)
  }

  @Test func whatIsCancelledWhileItRunsIsStillCounted() throws {
    var state = InFlight()
    for number in 1...2 { try add(number, size: 100, to: &state) }
    let first = try #require(state.next(most: 1))
    state.entries[first.serial]?.task = Task {}
    #expect(state.silence(try id(1)) != nil)
    #expect(try !state.isTaken(id(1)))
    // It takes room until it ends, and then nothing may be said of it.
    #expect(state.next(most: 1) == nil)
    try add(1, size: 100, to: &state)
    #expect(state.finish(first.serial) == nil)
    #expect(try state.isTaken(id(1)))
    #expect(state.next(most: 1) != nil)
  }

  @Test func allThatWaitIsDropped() throws {
    var state = InFlight()
    for number in 1...3 { try add(number, size: 100, to: &state) }
    _ = state.next(most: 1)
    #expect(state.dropWaiting() == [try id(2), try id(3)])
    #expect(state.waitingBytes == 0 && state.entries.count == 1 && state.dropWaiting().isEmpty)
  }
}
