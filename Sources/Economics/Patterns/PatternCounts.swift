/// What simulated tasks came to under a pattern: whole numbers, so that parts add up to the same
/// whoever counted them.
package struct PatternCounts: Equatable, Sendable {
  /// Tasks decided rightly at every step, and accepted where they are reviewed; count.
  package var right = 0
  /// Tasks that ended with a wrong step; count.
  package var wrong = 0
  /// Tasks that ended without a result; count.
  package var undecided = 0
  /// Tasks of which a step was handed to a further tier; count.
  package var escalated = 0
  /// Steps that were voted on, again in every round; count.
  package var steps = 0
  /// Steps that were handed to a further tier; count.
  package var stepsEscalated = 0
  /// Calls, by rank of the tier; calls.
  package private(set) var calls = [0, 0, 0]
  /// Sums over tasks of the calls to one tier times those to another; calls².
  ///
  /// - Shape: `products[rank][rank]`.
  package private(set) var products = [[Int]](repeating: [0, 0, 0], count: 3)
  /// Time on the virtual clock; nanoseconds.
  package private(set) var time = Int128(0)
  /// Sum over tasks of the square of a task's time; nanoseconds².
  package private(set) var timeSquares = Int128(0)

  /// Starts without tasks.
  package init() {}

  /// Tasks; count.
  package var tasks: Int { right + wrong + undecided }

  /// Adds what a task took; its end is counted apart.
  ///
  /// - Parameters:
  ///   - calls: Calls of the task, by rank of the tier.
  ///   - time: Its time; nanoseconds, at least 0.
  package mutating func add(calls: [Int], time: Int) {
    for (one, count) in calls.enumerated() {
      self.calls[one] += count
      for (other, more) in calls.enumerated() { products[one][other] += count * more }
    }
    self.time += Int128(time)
    timeSquares += Int128(time) * Int128(time)
  }

  /// Adds the counts of other tasks.
  package static func += (sum: inout PatternCounts, other: PatternCounts) {
    sum.right += other.right
    sum.wrong += other.wrong
    sum.undecided += other.undecided
    sum.escalated += other.escalated
    sum.steps += other.steps
    sum.stepsEscalated += other.stepsEscalated
    for one in sum.calls.indices {
      sum.calls[one] += other.calls[one]
      for two in sum.calls.indices { sum.products[one][two] += other.products[one][two] }
    }
    sum.time += other.time
    sum.timeSquares += other.timeSquares
  }

  /// Mean and variance over tasks of a sum of calls that count differently, as by their prices.
  ///
  /// The sums are whole until the last step, so nothing cancels.
  ///
  /// - Parameter weights: What a call counts, by rank of the tier.
  /// - Returns: The mean, and the variance of one task; nil below two tasks.
  package func moments(weights: [Double]) -> (mean: Double, variance: Double?) {
    let n = Int128(tasks)
    var mean = 0.0
    var variance = 0.0
    for (one, weight) in weights.enumerated() {
      mean += weight * Double(calls[one]) / Double(tasks)
      for (other, second) in weights.enumerated() {
        let spread = n * Int128(products[one][other]) - Int128(calls[one]) * Int128(calls[other])
        variance += weight * second * Double(spread)
      }
    }
    return (mean, tasks < 2 ? nil : max(0, variance / (Double(n) * Double(n - 1))))
  }

  /// Mean and variance over tasks of the time; nanoseconds and nanoseconds².
  package var timeMoments: (mean: Double, variance: Double?) {
    let n = Int128(tasks)
    let spread = n * timeSquares - time * time
    return (
      Double(time) / Double(tasks),
      tasks < 2 ? nil : max(0, Double(spread) / (Double(n) * Double(n - 1)))
    )
  }
}
