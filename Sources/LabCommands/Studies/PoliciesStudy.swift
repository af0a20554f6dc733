import Analysis
import Economics
import ExperimentDesign
import MAKERCore
import Simulation
import Statistics

/// Policies for a stream of tasks: what they cost, how often they end right, what they put off.
struct PoliciesStudy: Study {
  static let name = "policies"

  /// What the experiment gives.
  struct Given: Decodable, Sendable {
    let replicates: Int
    let weeks: Int
    let weeklyDollars: Double
    let stream: StreamGiven
    let models: ModelsGiven
    let policies: PolicyChoice
    let mixes: [String: Double]

    private enum CodingKeys: String, CodingKey, CaseIterable {
      case replicates, weeks, stream, models, policies, mixes
      case weeklyDollars = "weekly_dollars"
    }

    init(from decoder: any Decoder) throws {
      let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
      replicates = try container.decode(Int.self, forKey: .replicates)
      weeks = try container.decode(Int.self, forKey: .weeks)
      weeklyDollars = try container.decode(Double.self, forKey: .weeklyDollars)
      stream = try container.decode(StreamGiven.self, forKey: .stream)
      models = try container.decode(ModelsGiven.self, forKey: .models)
      policies = try container.decode(PolicyChoice.self, forKey: .policies)
      mixes = try container.decode([String: Double].self, forKey: .mixes)
      try container.check((2...100_000).contains(replicates), .replicates, "allowed is 2 to 100000")
      try container.check((1...520).contains(weeks), .weeks, "allowed is 1 to 520")
      try container.check(
        (0.01...1_000_000).contains(weeklyDollars), .weeklyDollars, "allowed is 0.01 to 1000000")
      try container.check(
        !mixes.isEmpty
          && mixes.keys.allSatisfy { $0.wholeMatch(of: /[a-z][a-z0-9]{0,19}/) != nil },
        .mixes, "needs names of lowercase letters and digits, each with a shift of difficulty")
    }

    /// Mean cost of a call to the largest model over one to the smallest; nan where that costs nothing.
    func largeOverSmall() throws -> Double {
      let costs = try models.models().map { model in
        stream.classes.reduce(0.0) { sum, kind in
          sum + kind.weight
            * Double(
              model.prices.cost(
                inputTokens: kind.inputTokens, cachedTokens: nil, outputTokens: kind.outputTokens
              ).picodollars)
        }
      }
      return costs[ModelTier.large.rank] / costs[ModelTier.small.rank]
    }
  }

  static func findings(_ given: Given, in run: StudyRun) async throws -> StudyFindings {
    let budget = Money(picodollars: Int((given.weeklyDollars * 1e12).rounded()))
    var quantities: [StudyQuantity] = []
    var rows: [[String]] = []
    var classRows: [[String]] = []
    var greatestZ = 0.0
    var checks = 0
    var downgrades = 0
    for (mix, shift) in given.mixes.sorted(by: { ($0.value, $0.key) < ($1.value, $1.key) }) {
      let lab = PolicyLab(
        stream: given.stream.stream(shiftedBy: shift), models: try given.models.models(),
        weeks: given.weeks, limits: WeeklyLimits(money: budget), seed: run.seed)
      let policies = try given.policies.policies(for: lab.stream)
      let tallies = try await run.map(given.replicates) { replicate in
        policies.map { lab.run($0, replicate: replicate) }
      }
      let comparison = try PolicyComparison(lab, policies, tallies)
      for policy in comparison.policies {
        rows.append([mix] + policy.row)
        greatestZ = max(greatestZ, policy.greatestZ ?? 0)
        checks += policy.greatestZ == nil ? 0 : 2
        if policy.policy.keepsSecurity { downgrades += policy.sum.downgrades }
      }
      quantities += comparison.quantities(suffix: mix == "given" ? "" : "_\(mix)")
      let classes = try ClassFrontier(lab, policies)
      classRows += classes.rows.map { [mix] + $0 }
      if mix == "given" { quantities += classes.quantities }
    }
    quantities += [
      StudyQuantity(
        "greatest_z", greatestZ, n: checks, method: "Monte Carlo against exact theory",
        note: "cost and success of each policy that does not heed the budget"),
      StudyQuantity(
        "promised_downgrades", Double(downgrades), n: given.replicates,
        method: "Monte Carlo, counted in all mixes"),
      StudyQuantity(
        "large_over_small", try given.largeOverSmall(), method: "exact",
        note: "cost of a call to the largest model over one to the smallest, classes by weight"),
    ]
    return StudyFindings(
      quantities,
      tables: [
        StudyTable(columns: ["mix"] + ComparedPolicy.columns, rows: rows),
        StudyTable("classes", columns: ["mix"] + ClassFrontier.columns, rows: classRows),
      ],
      caption:
        "\(given.replicates) replicates of \(given.weeks) weeks, the replicate the unit; bars: "
        + "95 % intervals (Student). Grey: what no other policy beats in both.")
  }
}
