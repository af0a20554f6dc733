/// How capable, and how dear, a model is beside the others that a team can choose from.
package enum ModelTier: String, Codable, CaseIterable, Sendable, Comparable {
  /// From the cheapest and weakest to the dearest and ablest.
  case small, medium, large

  /// Whether one tier is below another.
  package static func < (left: ModelTier, right: ModelTier) -> Bool { left.rank < right.rank }

  /// Place among the tiers, from 0.
  package var rank: Int {
    switch self {
    case .small: 0
    case .medium: 1
    case .large: 2
    }
  }
}
