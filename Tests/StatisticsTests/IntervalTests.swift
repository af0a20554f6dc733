import Statistics
import Testing

struct IntervalTests {
  @Test func containsItsEndsAndNothingBeyond() {
    let interval = Interval(low: 0.25, high: 0.5, level: 0.95)
    #expect(interval.contains(0.25))
    #expect(interval.contains(0.3))
    #expect(interval.contains(0.5))
    #expect(!interval.contains(0.25.nextDown))
    #expect(!interval.contains(0.5.nextUp))
    #expect(!interval.contains(.nan))
  }

  @Test func aPointIsAnInterval() {
    let point = Interval(low: 1, high: 1, level: 0.5)
    #expect(point.contains(1))
    #expect(!point.contains(1.0.nextUp))
  }
}
