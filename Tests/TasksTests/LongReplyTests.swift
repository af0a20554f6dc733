import MAKERCore
import Tasks
import Testing

/// Replies of shapes that take hours where anything is looked at again and again.
@Suite struct LongReplyTests {
  private static let size = 10_000_000
  private static let answer = "move = [1, 0, 2]\nnext_state = [[3, 2], [], [1]]"

  @Test(arguments: [" ", "move = [1, ", "next_state = [["])
  func tenMegabytesAreReadOnce(unit: String) { expectReadOnce(unit, size: Self.size) }

  @Test(arguments: [
    "=", "= ", "= [", "[", "]", "],[", "move", "move ", "move=", "move = [ ",
    "next_state = [[1], [2], ", "next_state = [ [1], [2], [3] ", "next_state=", "\u{3000}",
    "=\u{A0}", "émove=[", "\n=", "1", "1, ", "[[[]]]",
  ])
  func everyShapeIsReadOnce(unit: String) { expectReadOnce(unit, size: Self.size / 10) }

  private func expectReadOnce(_ unit: String, size: Int) {
    let probe = Probes.hanoi(3)
    let expected = probe.read(Array(Self.answer.utf8))
    let unit = Array(unit.utf8)
    var junk: [UInt8] = []
    junk.reserveCapacity(size + 1000)
    while junk.count < size { junk.append(contentsOf: unit) }
    for reading in ReplyReading.allCases {
      #expect((try? probe.read(junk, reading).get()) == nil)
      // The answer at the end counts whatever stands before it.
      #expect(probe.read(junk + Array("\n\(Self.answer)".utf8), reading) == expected)
    }
  }

  @Test func endlessListsAndGapsAreReadOnce() {
    let probe = Probes.hanoi(3)
    let gap = String(repeating: " ", count: Self.size / 10)
    let zeros = String(repeating: "0", count: Self.size / 4)
    let ones = String(repeating: "1, ", count: Self.size / 10)
    func read(_ action: String, _ state: String) -> Result<String, RedFlag> {
      probe.read(Array("move = [\(action)]\nnext_state = [\(state)]".utf8)).map(probe.text)
    }
    let state = "[3, 2], [], [1]"
    #expect(read("1,\(gap)0,\(gap)2\(gap)", state) == .success("[1, 0, 2] [\(state)]"))
    #expect(read("1, 0, 2", "\(gap)[3, 2],\(gap)[],[1]\(gap)") == .success("[1, 0, 2] [\(state)]"))
    #expect(read("1, 0, 1\(zeros)", state) == .failure(.badAction))
    #expect(read("1, 0, \(zeros)", state) == .failure(.badAction))
    #expect(read(ones, state) == .failure(.badAction))
    #expect(read("1, 0, 2", "[3, 2], [], [\(ones)]") == .failure(.badState))
    #expect(read("1, 0, 2", "[3, 2], [], [\(zeros)]") == .failure(.badState))
  }

  @Test func endlessListsOfOtherTasksAreReadOnce() throws {
    let probe = try Probes.sort([2, 1])
    let ones = String(repeating: "1, ", count: Self.size / 10)
    func read(_ action: String, _ state: String) -> Result<String, RedFlag> {
      probe.read(Array("insert = [\(action)]\nnext_state = [\(state)]".utf8)).map(probe.text)
    }
    #expect(read("2, 0", "[2], [1]") == .success("[2, 0] [[2], [1]]"))
    #expect(read(ones, "[2], [1]") == .failure(.badAction))
    #expect(read("2, 0", "[2], [\(ones)]") == .failure(.badState))
  }
}
