package import RandomStreams
package import Statistics

/// What a calibration leads one to expect of races on its steps, and whether they came out so.
///
/// Expected values are exact under the model, but for those of unequal steps with a cap, which are means
/// of the repetitions.  How far chance and a calibration of few draws can lead
/// away from them is simulated: the success of the steps is drawn from what is known of it, then the same
/// races are run again.
package struct RacePrediction: Sendable {
  /// One quantity, predicted and observed.
  package struct Comparison: Sendable {
    /// What is compared.
    package let quantity: PredictedQuantity
    /// What the law expects; unit of the quantity.
    package let expected: Double
    /// Where simulated repetitions lie.
    package let range: Interval
    /// What was observed; unit of the quantity.
    package let observed: Double
    /// Two-sided: how often a repetition is as far out as what was observed; unit 1.
    package let pValue: Double
  }

  /// Most votes of a repeated race where no cap is given; votes.
  private static let mostVotes = 1000

  /// What steps are taken for.
  package let model: StepModel
  /// Margin k; votes.
  package let margin: Int
  /// The quantities, in their order.
  package let comparisons: [Comparison]

  /// Predicts the races and compares.
  ///
  /// - Parameters:
  ///   - beliefs: What is known of the steps.
  ///   - observed: The races.
  ///   - endsWhenWrong: Whether a run ended with its first race that was not right.
  ///   - cap: Most votes of a race, after which it is undecided; votes, nil for so many that it does not
  ///     matter.
  ///   - repetitions: Simulated repetitions; count, at least 1.
  ///   - level: Level of the ranges; unit 1, range (0, 1).
  ///   - key: Key of the streams.
  package init(
    _ beliefs: StepBeliefs, _ observed: ObservedRaces, endsWhenWrong: Bool, cap: Int?,
    repetitions: Int, level: Double, key: StreamKey
  ) {
    model = beliefs.model
    margin = observed.margin
    let races = beliefs.races(margin: observed.margin, cap: cap)
    let expected = races.map { Self.expected($0, observed, endsWhenWrong: endsWhenWrong) }
    let totals = observed.totals
    let quantities = observed.quantities
    var simulated: [[Double]] = quantities.map { _ in [] }
    for repetition in 0..<repetitions {
      var stream = WordStream(key.child(repetition))
      let successes = beliefs.successes(&stream)
      let again = Self.repeated(
        observed, successes, endsWhenWrong: endsWhenWrong, cap: cap ?? Self.mostVotes, &stream)
      for (index, quantity) in quantities.enumerated() {
        simulated[index].append(quantity.value(again))
      }
    }
    comparisons = zip(quantities, simulated).map { quantity, values in
      let sorted = values.sorted()
      let value = quantity.value(totals)
      func quantile(_ share: Double) -> Double {
        sorted[min(sorted.count - 1, max(0, Int(share * Double(sorted.count))))]
      }
      // The observed value counts among the repetitions, so that no p-value is 0.
      let near = 1e-9
      let below = Double(1 + sorted.count { $0 <= value + near }) / Double(1 + sorted.count)
      let above = Double(1 + sorted.count { $0 >= value - near }) / Double(1 + sorted.count)
      let tail = (1 - level) / 2
      return Comparison(
        quantity: quantity,
        expected: expected.map { $0[quantity] ?? .nan }
          ?? values.reduce(0, +) / Double(values.count),
        range: Interval(low: quantile(tail), high: quantile(1 - tail), level: level),
        observed: value, pValue: min(1, 2 * min(below, above)))
    }
  }

  /// Exact expectations; of a share, the ratio of the two expected counts.
  private static func expected(
    _ races: [(wrong: Double, votes: Double)], _ observed: ObservedRaces, endsWhenWrong: Bool
  ) -> [PredictedQuantity: Double] {
    var (count, right, votes, solved) = (0.0, 0.0, 0.0, 0.0)
    for steps in observed.plan(steps: races.count, endsWhenWrong: endsWhenWrong) {
      var reached = 1.0
      var success = 1.0
      for step in steps {
        let weight = endsWhenWrong ? reached : 1
        count += weight
        right += weight * (1 - races[step].wrong)
        votes += weight * races[step].votes
        success *= 1 - races[step].wrong
        reached = success
      }
      solved += success
    }
    return [
      .accuracy: right / count, .votes: votes / count,
      .solved: solved / Double(observed.totals.chains),
    ]
  }

  /// Runs the same races again with given steps.
  private static func repeated(
    _ observed: ObservedRaces, _ successes: [Double], endsWhenWrong: Bool, cap: Int,
    _ stream: inout WordStream
  ) -> ObservedRaces.Totals {
    var totals = ObservedRaces.Totals()
    for steps in observed.plan(steps: successes.count, endsWhenWrong: endsWhenWrong) {
      var isSolved = true
      for step in steps {
        let race = race(step, successes[step], observed.margin, cap, &stream)
        totals.add(race)
        isSolved = isSolved && race.isRight
        if endsWhenWrong && !isSolved { break }
      }
      totals.chains += 1
      totals.solved += isSolved ? 1 : 0
    }
    return totals
  }

  /// One race between a right and a wrong answer.
  private static func race(
    _ step: Int, _ success: Double, _ margin: Int, _ cap: Int, _ stream: inout WordStream
  ) -> ObservedRaces.Race {
    let limit = Bernoulli.limit(success)
    var (lead, votes) = (0, 0)
    while abs(lead) < margin && votes < cap {
      votes += 1
      lead += stream.next() < limit ? 1 : -1
    }
    return ObservedRaces.Race(step: step, isRight: lead == margin, votes: votes)
  }
}

extension ObservedRaces {
  /// The steps that each run is to go through: all of the calibration where a run ends when it goes wrong
  /// or only its end is known, else those it went through.
  fileprivate func plan(steps: Int, endsWhenWrong: Bool) -> [[Int]] {
    let all = Array(0..<steps)
    return Array(repeating: all, count: ends.count)
      + chains.map { endsWhenWrong ? all : $0.map(\.step) }
  }
}
