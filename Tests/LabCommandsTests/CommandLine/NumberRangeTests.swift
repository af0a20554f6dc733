import LabCommands
import Testing

@Suite struct NumberRangeTests {
  @Test func endsAreOpenOrClosed() {
    let open = NumberRange.above(0.5, below: 1)
    #expect(open.contains(0.75) && !open.contains(0.5) && !open.contains(1))
    let closed = NumberRange.probability
    #expect(closed.contains(0) && closed.contains(1) && !closed.contains(1.0.nextUp))
    #expect(NumberRange.above(0, to: 1).contains(1) && !NumberRange.above(0, to: 1).contains(0))
    #expect(NumberRange.from(0, below: 1).contains(0) && !NumberRange.from(0, below: 1).contains(1))
    #expect(NumberRange.from(2).contains(2) && NumberRange.above(2).contains(2.0.nextUp))
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity])
  func onlyFiniteNumbersAreInAnyRange(number: Double) {
    #expect(!NumberRange.finite.contains(number))
    #expect(!NumberRange(upper: .closed(.infinity)).contains(number))
  }

  @Test(arguments: [
    (NumberRange.finite, "a finite number"), (.positive, "above 0"),
    (.above(0.5, below: 1), "above 0.5 and below 1"),
    (.from(-1, to: 1), "at least -1 and at most 1"),
    (NumberRange(upper: .open(1e-5)), "below 1e-5"),
  ])
  func theRangeIsSaidInWords(range: NumberRange, words: String) {
    #expect(range.description == words)
  }
}
