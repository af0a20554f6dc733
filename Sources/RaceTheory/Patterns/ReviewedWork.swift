#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Work on the steps of a task that is reviewed, and done again where it is rejected.
///
/// The steps are as hard in every round, the draws are new.  Given how hard the steps are, let A be the
/// probability that all are decided rightly and D that all are decided; then work is done again with
/// probability ρ = 1 − αA − βD, α = sensitivity + specificity − 1 and β = 1 − sensitivity.  Over steps
/// that differ, powers of ρ are sums of E[AⁱDˡ] = (E[rⁱdˡ])ˢ, of a step's r and d.
///
/// - Source: The sum of a geometric series in ρ, by the binomial theorem.
struct ReviewedWork {
  private let kinds: [(share: Double, outcome: StepOutcome)]
  private let steps: Int
  private let rounds: Int
  private let quality: ReviewQuality

  init(
    _ kinds: [(share: Double, outcome: StepOutcome)], steps: Int, rounds: Int,
    quality: ReviewQuality
  ) {
    self.kinds = kinds
    self.steps = steps
    self.rounds = rounds
    self.quality = quality
  }

  /// Probability that right work is accepted; unit 1.
  var success: Double {
    quality.planSuccess * quality.specificity * overRounds(isPlanRight: true) { all($0 + 1, $1) }
  }

  /// Probability that wrong work is accepted; unit 1.
  var wrong: Double {
    let missed = 1 - quality.sensitivity
    let decided = overPlans { plan in overRounds(isPlanRight: plan) { all($0, $1 + 1) } }
    let right = quality.planSuccess * overRounds(isPlanRight: true) { all($0 + 1, $1) }
    return max(0, missed * (decided - right))
  }

  /// Probability that no work is accepted; unit 1.
  var undecided: Double {
    min(1, max(0, overPlans { repeated(rounds, isPlanRight: $0) { all($0, $1) } }))
  }

  /// Expected reviews; count.
  var reviews: Double {
    overPlans { plan in overRounds(isPlanRight: plan) { all($0, $1 + 1) } }
  }

  /// Expected sum over all steps that are worked on, in all rounds.
  ///
  /// - Parameter value: What a step adds.
  /// - Returns: The sum.
  func expected(_ value: (StepOutcome) -> Double) -> Double {
    overPlans { plan in overRounds(isPlanRight: plan) { begun($0, $1, value) } }
  }

  /// Probability that a step is handed to a further tier in any round; unit 1.
  var escalated: Double {
    guard kinds.contains(where: { $0.outcome.escalated > 0 }) else { return 0 }
    // Of work without escalation A is that by the first tier alone, and D all that such work comes to.
    let sensitivity = quality.sensitivity
    let never = overPlans { plan in
      let alpha = plan ? sensitivity + quality.specificity - 1 : 0
      func rejected(_ times: Int, _ more: (right: Int, decided: Int)) -> Double {
        (0...times).reduce(0) { sum, right in
          sum + Self.choose(times, right) * pow(-alpha, Double(right))
            * pow(sensitivity, Double(times - right))
            * atOnce(right + more.right, times - right + more.decided)
        }
      }
      return (0..<rounds).reduce(rejected(rounds, (0, 0))) { sum, round in
        sum + (1 - sensitivity) * rejected(round, (0, 1)) + alpha * rejected(round, (1, 0))
      }
    }
    return min(1, max(0, 1 - never))
  }

  /// The mean over right and wrong plans.
  private func overPlans(_ value: (_ isPlanRight: Bool) -> Double) -> Double {
    let right = quality.planSuccess
    return right * value(true) + (right < 1 ? (1 - right) * value(false) : 0)
  }

  /// E[ρʲ·Y] summed over the rounds, of a Y whose E[AⁱDˡY] is given.
  private func overRounds(
    isPlanRight: Bool, _ moment: (_ right: Int, _ decided: Int) -> Double
  ) -> Double {
    (0..<rounds).reduce(0) { $0 + repeated($1, isPlanRight: isPlanRight, moment) }
  }

  /// E[ρʲ·Y].
  private func repeated(
    _ times: Int, isPlanRight: Bool, _ moment: (_ right: Int, _ decided: Int) -> Double
  ) -> Double {
    // With a wrong plan no work is right: A is 0.
    let alpha = isPlanRight ? quality.sensitivity + quality.specificity - 1 : 0
    let beta = 1 - quality.sensitivity
    var sum = 0.0
    for right in 0...times {
      for decided in 0...(times - right) {
        let ways = Self.choose(times, right) * Self.choose(times - right, decided)
        let weight = ways * pow(-alpha, Double(right)) * pow(-beta, Double(decided))
        if weight != 0 { sum += weight * moment(right, decided) }
      }
    }
    return sum
  }

  /// E[AⁱDˡ].
  private func all(_ right: Int, _ decided: Int) -> Double {
    pow(mean(right, decided) { _ in 1 }, Double(steps))
  }

  /// E[AⁱDˡ] of work by the first tier alone.
  private func atOnce(_ right: Int, _ decided: Int) -> Double {
    pow(
      kinds.reduce(0) {
        $0 + $1.share * pow($1.outcome.rightAtOnce, Double(right))
          * pow(1 - $1.outcome.escalated, Double(decided))
      }, Double(steps))
  }

  /// E[AⁱDˡC], where C is what the steps add until one stays undecided.
  private func begun(_ right: Int, _ decided: Int, _ value: (StepOutcome) -> Double) -> Double {
    let usual = mean(right, decided) { _ in 1 }
    let added = mean(right, decided, value)
    guard usual > 0 else { return steps == 1 ? added : 0 }
    let stops = min(1, mean(right, decided, \.undecided) / usual)
    let count = Double(steps)
    let reached = stops > 0 ? (0 - expm1(count * log1p(-stops))) / stops : count
    return added * pow(usual, count - 1) * reached
  }

  /// E[rⁱdˡ·value] of a step.
  private func mean(_ right: Int, _ decided: Int, _ value: (StepOutcome) -> Double) -> Double {
    kinds.reduce(0) {
      let outcome = $1.outcome
      return $0 + $1.share * value(outcome) * pow(outcome.right, Double(right))
        * pow(min(1, outcome.right + outcome.wrong), Double(decided))
    }
  }

  private static func choose(_ n: Int, _ k: Int) -> Double {
    (0..<k).reduce(1.0) { $0 * Double(n - $1) / Double($1 + 1) }
  }
}
