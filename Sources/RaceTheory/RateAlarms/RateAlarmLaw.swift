/// When a rule raises its alarms at a given rate, exactly: the chain of what it remembers, step by step.
package struct RateAlarmLaw: Sendable {
  /// Probability that the first alarm comes with each piece of work; unit 1.
  ///
  /// - Shape: `first[piece]`, from the first piece on.
  package let first: [Double]

  /// Follows the chain.
  ///
  /// - Parameters:
  ///   - alarm: The rule.
  ///   - rate: Probability that a piece has to be done again; unit 1, 0 to 1.
  ///   - tasks: Pieces of work; count, at least 0.
  package init(_ alarm: RateAlarm, rate: Double, tasks: Int) {
    var first: [Double] = []
    // States keep the order in which they are found, so that sums are the same bits every time.
    var open: [(state: RateAlarm.State, probability: Double)] = [(alarm.start, 1)]
    for _ in 0..<tasks {
      var next: [(state: RateAlarm.State, probability: Double)] = []
      var places: [RateAlarm.State: Int] = [:]
      var raised = 0.0
      for (state, probability) in open {
        for (wasReworked, share) in [(false, 1 - rate), (true, rate)] where share > 0 {
          guard let after = alarm.next(state, wasReworked: wasReworked) else {
            raised += probability * share
            continue
          }
          if let place = places[after] {
            next[place].probability += probability * share
          } else {
            places[after] = next.count
            next.append((after, probability * share))
          }
        }
      }
      first.append(raised)
      open = next
    }
    self.first = first
  }

  /// Probability of an alarm within the first pieces of work; unit 1.
  package func probability(within tasks: Int) -> Double { first.prefix(tasks).reduce(0, +) }

  /// Pieces after which the alarm was raised with a probability; nil where that takes more than followed.
  package func quantile(_ probability: Double) -> Int? {
    var sum = 0.0
    for (index, raised) in first.enumerated() {
      sum += raised
      if sum >= probability { return index + 1 }
    }
    return nil
  }

  /// Mean number of alarms in as many pieces, the rule begun anew after each; count.
  ///
  /// - Parameter tasks: Pieces; count, at most those that were followed.
  /// - Returns: The mean, by the renewal equation.
  package func meanAlarms(in tasks: Int) -> Double {
    precondition(tasks <= first.count, "\(first.count) pieces were followed, not \(tasks)")
    var means = [0.0]
    for end in 1..<(tasks + 1) {
      means.append((1...end).reduce(0) { $0 + first[$1 - 1] * (1 + means[end - $1]) })
    }
    return means[tasks]
  }
}
