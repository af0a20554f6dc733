import Economics
import Simulation

/// A small laboratory for the tests of policies.
enum PolicySamples {
  static let classes = [
    TaskStream.TaskClass(
      name: "simple", weight: 3, steps: 3,
      levels: [.init(share: 0.8, difficulty: -1), .init(share: 0.2, difficulty: 1)],
      inputTokens: 900, outputTokens: 100, detection: 0.8, label: "complexity:simple",
      texts: ["rename a function", "tidy up"]),
    TaskStream.TaskClass(
      name: "complex", weight: 1, steps: 8,
      levels: [.init(share: 0.5, difficulty: 0), .init(share: 0.5, difficulty: 2)],
      criticality: [.routine: 6, .critical: 2, .security: 2], inputTokens: 3000,
      outputTokens: 700, detection: 0.6, label: "complexity:complex", texts: ["move the store"]),
  ]

  static let models = [
    WorkModel(
      ability: 2, prices: ModelPrices(input: 1_000_000, output: 5_000_000),
      millisecondsPerCall: 2000),
    WorkModel(
      ability: 3, prices: ModelPrices(input: 3_000_000, output: 15_000_000),
      millisecondsPerCall: 5000),
    WorkModel(
      ability: 4, prices: ModelPrices(input: 5_000_000, output: 25_000_000),
      millisecondsPerCall: 9000),
  ]

  static func lab(
    seed: Int, weeks: Int = 2, tasksPerWeek: Double = 60, limits: WeeklyLimits = WeeklyLimits()
  ) -> PolicyLab {
    PolicyLab(
      stream: TaskStream(
        classes: classes, tasksPerWeek: tasksPerWeek, weekdays: [5, 5, 5, 5, 4, 1, 0],
        mislabelled: 0.15, unlabelled: 0.1),
      models: models, weeks: weeks, limits: limits, seed: seed)
  }

  /// A pattern that the tests write down.
  static func voting(_ text: String) -> VotingPattern {
    do { return try VotingPattern(text) } catch { preconditionFailure("\(error)") }
  }

  static let fixed: [any WorkPolicy] = [
    FixedPolicy("all large", .repeating(.single(.large), attempts: 3)),
    FixedPolicy("all small", .repeating(.single(.small), attempts: 3)),
    FixedPolicy(
      "small voting", .repeating(voting("adaptive:k=3,cap=7"), attempts: 2)),
    FixedPolicy(
      "ladder", .rising(voting("ladder:k=2+2+1,attempts=5+4+1,count=votes,flags=any"), attempts: 3)),
    RoutedPolicy(
      "router", plans: ModelTier.allCases.map { .climbing(from: $0, attempts: 3) }
    ) { task in
      switch task.label {
      case "complexity:simple": .small
      case "complexity:complex": .large
      default: .medium
      }
    },
  ]

  /// Puts normal work off from the yellow zone on, and gives security work to the highest tier.
  struct Careful: WorkPolicy {
    let name = "careful"
    let keepsSecurity = true
    let heedsBudget = true

    func decide(_ task: VisibleTask, _ ledger: WeekLedger) -> WorkDecision {
      if task.criticality == .security { return .work(.repeating(.single(.large), attempts: 2)) }
      if task.criticality == .routine, ledger.zone >= .yellow { return .later }
      return .work(.climbing(from: .small, attempts: 3))
    }
  }
}
