import SweepRunner
import Testing

@Suite("Values computed side by side")
struct OrderedMapTests {
  @Test("Values come in order at any number of workers", arguments: [1, 2, 7, 100])
  func order(workers: Int) async throws {
    let values = try await orderedMap(50, workers: workers) { $0 * $0 }
    #expect(values == (0..<50).map { $0 * $0 })
  }

  @Test("No values are an empty list")
  func none() async throws {
    #expect(try await orderedMap(0, workers: 3) { $0 }.isEmpty)
  }

  @Test("What one value throws ends the map")
  func failure() async {
    struct Failure: Error, Equatable { let index: Int }
    await #expect(throws: Failure(index: 13)) {
      try await orderedMap(50, workers: 4) { index in
        if index == 13 { throw Failure(index: index) }
        return index
      }
    }
  }
}
