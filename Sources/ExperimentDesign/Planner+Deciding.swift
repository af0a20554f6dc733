import MAKERCore
import StoppingRules

extension Planner {
  /// What decides races, as the factors say it.
  enum Decision {
    case margin(MarginChoice, RaceRule.Kind)
    case stopping(StoppingChoice)
  }

  /// What decides the races of a point.
  struct Deciding {
    let margin: Int
    let choice: MarginChoice
    var minimum: Int?
    var rule = RaceRule.Kind.firstToAheadBy
    let cap: Int?
    var stopping: StoppingChoice?
  }

  /// Levels of what decides races: margins and race rules, or stopping rules with their δ.
  var decisions: [Decision] {
    let factors = definition.factors
    guard let kinds = factors.stopping else {
      return factors.margin.flatMap { choice in
        (factors.rule ?? [.firstToAheadBy]).map { .margin(choice, $0) }
      }
    }
    let assumed = factors.assumedSuccess.map { $0.map(Optional.some) } ?? [nil]
    return kinds.flatMap { kind in
      (factors.delta ?? []).flatMap { delta in
        // A prior-free rule has one point, whatever others assume.
        (kind.assumesSuccess ? assumed : [nil]).map {
          .stopping(StoppingChoice(kind: kind, delta: delta, assumedSuccess: $0))
        }
      }
    }
  }

  /// Makes what decides the races of a point; nil where its margin would be below 1.
  func deciding(
    _ decision: Decision, _ cap: Int?, _ source: Source, _ size: Size, _ target: Double?
  ) throws(DefinitionError) -> Deciding? {
    switch decision {
    case .margin(let choice, let rule):
      guard let margin = try margin(choice, source.shares, size, target) else { return nil }
      return Deciding(
        margin: margin.used, choice: choice, minimum: margin.minimum, rule: rule, cap: cap)
    case .stopping(let choice):
      let cap = cap ?? StoppingSetting.safetyCap
      do {
        let setting = try choice.setting(shares: source.shares, cap: cap)
        let fewest = try StoppingRules.make(setting).fewestVotes
        return Deciding(
          margin: fewest, choice: .fixed(fewest), cap: cap, stopping: choice)
      } catch { throw problem("factors.\(assumingKey(choice))", error.description) }
    }
  }

  /// The factor that says what a stopping rule takes for granted.
  private func assumingKey(_ choice: StoppingChoice) -> String {
    guard choice.kind.assumesSuccess else { return "stopping" }
    if choice.assumedSuccess != nil { return "assumed_p" }
    if definition.factors.model != nil { return "model" }
    return definition.factors.shares == nil ? "p" : "shares"
  }

  /// The margin of a choice; nil where k_min with its offset is below 1.
  private func margin(
    _ choice: MarginChoice, _ shares: [Double], _ size: Size, _ target: Double?
  ) throws(DefinitionError) -> (used: Int, minimum: Int?)? {
    var minimum: Int?
    if shares.count == 2, shares[0] > 0.5, let target {
      do {
        minimum = try MinimumMargin(
          stepSuccess: Probability(shares[0]), steps: size.steps,
          stepsPerSubtask: size.subtaskSteps, target: Probability(target)
        ).margin
      } catch { throw problem("factors", error.description) }
    }
    switch choice {
    case .fixed(let margin):
      guard margin <= 1_000_000 else {
        throw problem("factors.k", "\(margin) is outside its range: 1 to 1000000")
      }
      return (margin, minimum)
    case .minimum(let offset):
      guard let minimum, minimum + offset >= 1 else { return nil }
      return (minimum + offset, minimum)
    }
  }
}
