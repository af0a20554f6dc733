import Economics
import ExperimentDesign
import Simulation

/// The policies that are compared, by what an experiment gives.
struct PolicyChoice: Decodable, Sendable {
  let attempts: Int
  /// Pattern whose attempts are all alike.
  let voting: VotingPattern
  /// Pattern of which each further attempt leaves out the lowest tier.
  let ladder: VotingPattern

  private enum CodingKeys: String, CodingKey, CaseIterable { case attempts, voting, ladder }

  init(from decoder: any Decoder) throws {
    let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
    attempts = try container.decode(Int.self, forKey: .attempts)
    voting = try container.decode(VotingPattern.self, forKey: .voting)
    ladder = try container.decode(VotingPattern.self, forKey: .ladder)
    try container.check((1...100).contains(attempts), .attempts, "allowed is 1 to 100")
    for (pattern, key) in [(voting, CodingKeys.voting), (ladder, .ladder)] {
      let problem = WorkPlan.problem(of: pattern)
      try container.check(problem == nil, key, problem ?? "")
    }
  }

  /// Names in the order of the tables.
  static let names = [
    "all_large", "all_medium", "all_small", "small_voting", "ladder", "router", "router_zones",
  ]

  /// The policies in that order.
  ///
  /// - Parameter stream: The tasks, all of whose labels and texts are routed once.
  /// - Returns: The policies.
  /// - Throws: What the shipped rules refuse.
  func policies(for stream: TaskStream) throws -> [any WorkPolicy] {
    let fixed = zip(Self.names, [ModelTier.large, .medium, .small]).map { name, tier in
      FixedPolicy(name, .repeating(.single(tier), attempts: attempts))
    }
    let climbing = ModelTier.allCases.map { WorkPlan.climbing(from: $0, attempts: attempts) }
    let routes = try Routes(stream)
    let router = RoutedPolicy(Self.names[5], plans: climbing) { routes.tier(of: $0) }
    return fixed + [
      FixedPolicy(Self.names[3], .repeating(voting, attempts: attempts)),
      FixedPolicy(Self.names[4], .rising(ladder, attempts: attempts)),
      router,
      ZonedPolicy(
        Self.names[6], plans: climbing, allocation: try AllocationPolicy.shipped()
      ) { routes.tier(of: $0) },
    ]
  }
}

/// The shipped router's tier for everything that a stream's tasks can show.
private struct Routes {
  private struct Seen: Hashable {
    let label: String?
    let text: String
  }
  private var tiers: [Seen: ModelTier] = [:]

  init(_ stream: TaskStream) throws {
    let rules = try RoutingRules.shipped()
    for text in Set(stream.classes.flatMap(\.texts)) {
      for label in stream.classes.map({ Optional($0.label) }) + [nil] {
        let labels = try label.map { [try RoutingLabel($0)] } ?? []
        tiers[Seen(label: label, text: text)] = try rules.decision(text: text, labels: labels).tier
      }
    }
  }

  func tier(of task: VisibleTask) -> ModelTier {
    tiers[Seen(label: task.label, text: task.text)] ?? .medium
  }
}
