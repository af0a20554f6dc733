import Analysis
import ExperimentDesign
import MAKERCore
import RaceTheory
import RandomStreams
import Simulation

/// After how many votes an undecided step is better handed up than asked again, where difficulty is hidden.
struct RetryStudy: Study {
  static let name = "escalate_or_retry"

  /// What the experiment gives.
  struct Given: Decodable, Sendable {
    let hardShares: [Double]
    /// Step success on easy steps, small and large model.
    let easy: [Double]
    /// Step success on hard steps, small and large model.
    let hard: [Double]
    /// Cost of a call, small and large model.
    let cost: [Double]
    let margin: Int
    let caps: [Int]
    /// Cap of a race that is asked again; votes.
    let retryCap: Int
    let largeMargin: Int
    let largeCap: Int
    let value: Double
    let races: Int
    let trials: Int

    private enum CodingKeys: String, CodingKey, CaseIterable {
      case hardShares = "hard_shares"
      case margin = "k"
      case retryCap = "retry_cap"
      case largeMargin = "large_k"
      case largeCap = "large_cap"
      case easy, hard, cost, caps, value, races, trials
    }

    init(from decoder: any Decoder) throws {
      let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
      hardShares = try container.decode([Double].self, forKey: .hardShares)
      easy = try container.decode([Double].self, forKey: .easy)
      hard = try container.decode([Double].self, forKey: .hard)
      cost = try container.decode([Double].self, forKey: .cost)
      margin = try container.decode(Int.self, forKey: .margin)
      caps = try container.decode([Int].self, forKey: .caps)
      retryCap = try container.decode(Int.self, forKey: .retryCap)
      largeMargin = try container.decode(Int.self, forKey: .largeMargin)
      largeCap = try container.decode(Int.self, forKey: .largeCap)
      value = try container.decode(Double.self, forKey: .value)
      races = try container.decode(Int.self, forKey: .races)
      trials = try container.decode(Int.self, forKey: .trials)
      try container.check(
        !hardShares.isEmpty && hardShares.allSatisfy { $0 >= 0 && $0 < 1 }, .hardShares,
        "needs shares from 0 to below 1")
      for (pair, key) in [(easy, CodingKeys.easy), (hard, .hard)] {
        try container.check(
          pair.count == 2 && pair.allSatisfy { $0 > 0 && $0 < 1 }, key,
          "needs two numbers between 0 and 1 (small, large)")
      }
      try container.check(
        cost.count == 2 && cost.allSatisfy { $0 > 0 }, .cost, "needs two costs above 0")
      try container.check((1...50).contains(margin), .margin, "allowed is 1 to 50")
      try container.check(
        !caps.isEmpty && caps.allSatisfy { (margin...200).contains($0) }, .caps,
        "allowed are k to 200")
      try container.check((margin...200).contains(retryCap), .retryCap, "allowed is k to 200")
      try container.check((1...50).contains(largeMargin), .largeMargin, "allowed is 1 to 50")
      try container.check(
        (largeMargin...200).contains(largeCap), .largeCap, "allowed is large_k to 200")
      try container.check(value > 0, .value, "\(value) is not above 0")
      try container.check((2...6).contains(races), .races, "allowed is 2 to 6")
      try container.check((1...10_000_000).contains(trials), .trials, "allowed is 1 to 10000000")
    }

    /// Both models with a cap on the small one's races.
    func ladder(hardShare: Double, cap: Int) throws -> EscalationLadder {
      var kinds = [LadderKind(share: 1 - hardShare, stepSuccess: easy)]
      if hardShare > 0 { kinds.append(LadderKind(share: hardShare, stepSuccess: hard)) }
      return try EscalationLadder(
        tiers: [
          LadderTier(costPerCall: cost[0], margin: margin, cap: cap),
          LadderTier(costPerCall: cost[1], margin: largeMargin, cap: largeCap),
        ], kinds: kinds, mostRaces: races)
    }
  }

  static func findings(_ given: Given, in run: StudyRun) async throws -> StudyFindings {
    var settings: [(share: Double, cap: Int)] = []
    for share in given.hardShares { settings += given.caps.map { (share, $0) } }
    let all = settings
    let rules = try await run.map(all.count) { index in
      try HandingUp(
        given, hardShare: all[index].share, cap: all[index].cap,
        key: StreamKey(seed: run.seed).child(index))
    }
    var quantities = [
      StudyQuantity(
        "retry_cap", Double(given.retryCap), note: "of races that are asked again, votes")
    ]
    var posterior: [[String]] = []
    for share in given.hardShares {
      let name = "h\(Int((share * 1000).rounded()))"
      let own = rules.filter { $0.hardShare == share }
      guard let best = own.min(by: { $0.loss < $1.loss }) else { continue }
      let vote = VoteEscalation(
        try given.ladder(hardShare: share, cap: given.caps.max() ?? given.margin),
        value: given.value)
      let least = vote.outcome.cost + given.value * vote.outcome.failure
      let usual = own.filter { (5...7).contains($0.cap) }.map(\.loss)
      quantities += [
        StudyQuantity("best_cap_\(name)", Double(best.cap), note: "votes before handing up"),
        StudyQuantity("best_loss_\(name)", best.loss),
        StudyQuantity(
          "enough_cap_\(name)",
          Double(own.filter { $0.loss <= 1.01 * best.loss }.map(\.cap).min() ?? best.cap),
          note: "least cap that loses at most 1 % more than the best of all"),
        StudyQuantity(
          "usual_excess_\(name)", (usual.max() ?? best.loss) / best.loss - 1,
          note: "worst of handing up after 5 to 7 votes, over the best cap"),
        StudyQuantity(
          "usual_least_excess_\(name)", (usual.min() ?? best.loss) / best.loss - 1,
          note: "best of handing up after 5 to 7 votes, over the best cap"),
        StudyQuantity(
          "vote_gain_\(name)", 1 - least / best.loss,
          note: "saved by deciding vote by vote instead of at a cap"),
      ]
      for cap in given.caps where cap <= 9 {
        let row = try RetryOdds.rows(given, hardShare: share, cap: cap)[1]
        quantities.append(
          StudyQuantity(
            "retry_harm_cap_\(cap)_\(name)", row.retryLoss - row.escalateLoss,
            note: "loss added by one more race of at most \(cap) votes; below 0: ask again"))
      }
      let rows = try RetryOdds.rows(given, hardShare: share, cap: given.retryCap)
      for (begun, row) in rows.enumerated() {
        posterior.append(["\(share)", "\(begun)"] + row.row)
        quantities += [
          StudyQuantity("hard_after_\(begun)_\(name)", row.hard),
          StudyQuantity(
            "retry_gain_\(begun)_\(name)", row.escalateLoss - row.retryLoss,
            note: "loss spared by one more race on the small model; below 0: hand up"),
          StudyQuantity("retry_harm_\(begun)_\(name)", row.retryLoss - row.escalateLoss),
        ]
      }
    }
    let z = rules.map(\.greatestZ).max() ?? 0
    quantities.append(
      StudyQuantity(
        "greatest_z", z, n: 2 * rules.count, method: "Monte Carlo against exact theory"))
    return StudyFindings(
      quantities,
      tables: [
        StudyTable(columns: HandingUp.columns, rows: rules.map(\.row)),
        StudyTable(
          "posterior", columns: ["hard_share", "begun"] + RetryOdds.columns, rows: posterior),
      ],
      caption: "Lines: exact; dots: \(given.trials) simulated steps each, bars 95 %.")
  }
}
