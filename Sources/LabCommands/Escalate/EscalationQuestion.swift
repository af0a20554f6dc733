import MAKERCore
import RaceTheory

/// What a user asks about escalation.
struct EscalationQuestion {
  /// Mean step success of each model, the one to begin with first; unit 1.
  var means: [Double]
  /// Cost of a call to each; any money.
  var costs: [Double]
  /// Valid rate of each; unit 1.
  var validRates: [Double]
  var difficulty: LadderDifficulty
  var steps: Int
  var target: Probability
  /// Margin; votes, nil for the cheapest.
  var margin: Int?
  /// Cap of a race; votes, nil for the cheapest.
  var cap: Int?
  /// Most races of a step; count.
  var mostRaces: Int
  /// What a step is worth that is decided rightly; money, nil where the target decides.
  var value: Double?
  /// What a step decided wrongly does harm beyond that; money.
  var wrongLoss: Double

  /// The models with a margin and a cap.
  func tiers(margin: Int, cap: Int) -> [LadderTier] {
    means.indices.map {
      LadderTier(costPerCall: costs[$0], validRate: validRates[$0], margin: margin, cap: cap)
    }
  }

  /// Margins to try; none above the cap, which no race could reach.
  var margins: [Int] {
    if let margin { return [margin] }
    let known = means.compactMap { mean in
      (try? Probability(mean)).flatMap {
        try? MinimumMargin(stepSuccess: $0, steps: steps, target: target).margin
      }
    }
    return Array(
      1...min(Self.greatestMargin, cap ?? Self.greatestMargin, 2 * (known.max() ?? 8) + 8))
  }

  /// Greatest margin that is tried where none is given; votes.
  static let greatestMargin = 64

  /// Caps to try with a margin: from unanimity on.
  func caps(margin: Int) -> [Int] {
    if let cap { return [cap] }
    return Array(Set([2, 3, 4, 6, 8, 12, 20].map { ($0 * margin + 1) / 2 })).sorted()
  }
}
