package import Economics
package import RandomStreams

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// How a team might consume tokens, week after week: when entries come, and how large they are.
package struct TokenStream: Hashable, Sendable {
  /// Law of the size of an entry.
  package enum Sizes: Hashable, Sendable {
    /// Lognormal; standard deviation of the natural logarithm, above 0.
    case lognormal(spread: Double)
    /// Pareto: sizes beyond x are as frequent as x^−shape; above 1.
    case pareto(shape: Double)
  }

  /// Entries on a day of the week, in the first week and on average; count, at least 0.
  package var perWeekday: Double
  /// How many times as many come on a day of the weekend; unit 1, at least 0.
  package var weekendFactor: Double
  /// Entries that come together, on average; count, at least 1, where 1 is each by itself.
  package var burst: Double
  /// Natural logarithm of the growth from a week to the next; any.
  package var drift: Double
  /// Mean size of an entry; tokens, above 0.
  package var meanTokens: Double
  /// Law of sizes.
  package var sizes: Sizes

  /// Makes a stream; see the properties.
  package init(
    perWeekday: Double, weekendFactor: Double = 1, burst: Double = 1, drift: Double = 0,
    meanTokens: Double, sizes: Sizes
  ) {
    precondition(perWeekday >= 0 && weekendFactor >= 0 && burst >= 1, "rates are positive")
    precondition(meanTokens > 0, "sizes are positive")
    self.perWeekday = perWeekday
    self.weekendFactor = weekendFactor
    self.burst = burst
    self.drift = drift
    self.meanTokens = meanTokens
    self.sizes = sizes
  }

  /// Tokens that a week without drift takes on average; count.
  package var meanWeek: Double { perWeekday * (5 + 2 * weekendFactor) * meanTokens }

  /// Draws some weeks.
  ///
  /// - Parameters:
  ///   - weeks: How many; count, at least 1.
  ///   - first: The first of them, which begins on a Monday.
  ///   - key: Where the random numbers are.
  /// - Returns: What was consumed when, by time; a burst that begins in the last week ends in it.
  package func amounts(weeks: Int, from first: BudgetWeek, _ key: StreamKey) -> [BudgetAmount] {
    var amounts: [BudgetAmount] = []
    for week in 0..<weeks {
      let growth = exp(drift * Double(week))
      for day in 0..<7 {
        var stream = WordStream(key.child(week).child(day))
        let rate = perWeekday * growth * (day >= 5 ? weekendFactor : 1)
        for _ in 0..<stream.poisson(rate / burst) {
          var time = (Double(week * 7 + day) + stream.uniform()) * Double(UTCTime.daySeconds)
          // Entries of a burst follow each other within hours; their number is geometric.
          repeat {
            if time < Double(weeks * 7 * UTCTime.daySeconds) {
              amounts.append(
                BudgetAmount(
                  time: first.begin.adding(seconds: Int(time)), amount: size(&stream)))
            }
            time -= log(stream.uniform()) * 1800
          } while burst > 1 && stream.uniform() < 1 - 1 / burst
        }
      }
    }
    return amounts.sorted { $0.time < $1.time }
  }

  private func size(_ stream: inout WordStream) -> Int {
    let size: Double
    switch sizes {
    case .lognormal(let spread):
      size = meanTokens * exp(spread * stream.normal() - spread * spread / 2)
    case .pareto(let shape):
      size = meanTokens * (shape - 1) / shape * pow(stream.uniform(), -1 / shape)
    }
    return Int(min(size, 1e15).rounded(.up))
  }
}
