import Economics
import RandomStreams
import Simulation
import Testing

@Suite struct TokenStreamTests {
  @Test("a week takes what its rates say, whatever the law of sizes, bursts and weekends")
  func means() {
    let streams = [
      TokenStream(perWeekday: 8, meanTokens: 1000, sizes: .lognormal(spread: 0.8)),
      TokenStream(
        perWeekday: 10, weekendFactor: 0.2, meanTokens: 1000, sizes: .lognormal(spread: 0.5)),
      TokenStream(perWeekday: 8, burst: 4, meanTokens: 1000, sizes: .pareto(shape: 3.5)),
    ]
    let weeks = 400
    for (index, stream) in streams.enumerated() {
      let amounts = stream.amounts(
        weeks: weeks, from: BudgetWeek(firstDay: CalendarDate(daysSince1970: 20_773)),
        StreamKey(seed: 5).child(index))
      #expect(amounts.map(\.time) == amounts.map(\.time).sorted())
      let week = amounts.reduce(0.0) { $0 + Double($1.amount) } / Double(weeks)
      // Sizes and bursts at most double the deviation of a Poisson count each.
      let perWeek = stream.meanWeek / stream.meanTokens
      let error = stream.meanTokens * 3.5 * (perWeek / Double(weeks)).squareRoot()
      let z = (week - stream.meanWeek) / error
      #expect(
        abs(z) < 5, "stream \(index), seed 5: expected \(stream.meanWeek), observed \(week), z \(z)"
      )
    }
  }

  @Test func driftGrowsWeekByWeek() {
    let stream = TokenStream(
      perWeekday: 50, drift: 0.3, meanTokens: 10, sizes: .lognormal(spread: 0.1))
    let first = BudgetWeek(firstDay: CalendarDate(daysSince1970: 20_773))
    let amounts = stream.amounts(weeks: 6, from: first, StreamKey(seed: 6))
    let counts = (0..<6).map { week in
      amounts.count { first.later(by: week).contains($0.time) }
    }
    #expect(counts == counts.sorted(), "seed 6: \(counts)")
    #expect(amounts == stream.amounts(weeks: 6, from: first, StreamKey(seed: 6)))
  }
}
