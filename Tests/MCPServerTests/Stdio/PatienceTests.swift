import Testing

@testable import MCPServer

@Suite(.timeLimit(.minutes(5))) struct PatienceTests {
  @Test func lastsAsLongAsSomethingIsWritten() {
    let start = ContinuousClock.now
    var patience = Patience(.seconds(5))
    func isOver(_ seconds: Int, written: Int) -> Bool {
      patience.isOver(written: written, at: start + .seconds(seconds))
    }
    // The first question begins it, whatever was written before.
    let told = [
      isOver(0, written: 9), isOver(4, written: 9), isOver(4, written: 10),
      isOver(8, written: 10), isOver(60, written: 11), isOver(64, written: 11),
      isOver(65, written: 11),
    ]
    #expect(told == [false, false, false, false, false, false, true])
  }

  @Test func isOverAfterItsTimeWhereNothingIsEverWritten() {
    let start = ContinuousClock.now
    var patience = Patience(.seconds(5))
    let told = [0, 4, 5].map { patience.isOver(written: 0, at: start + .seconds($0)) }
    #expect(told == [false, false, true])
  }
}
