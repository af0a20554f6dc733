/// How much depends on a piece of work: what may wait, what may not be done worse, what touches security.
package enum Criticality: String, Codable, CaseIterable, Sendable, Comparable {
  /// May wait.
  case routine
  /// May not be done worse.
  case critical
  /// Touches security.
  case security

  /// Place among the criticalities, from 0.
  package var rank: Int {
    switch self {
    case .routine: 0
    case .critical: 1
    case .security: 2
    }
  }

  /// Whether less depends on one than on another.
  package static func < (left: Criticality, right: Criticality) -> Bool { left.rank < right.rank }
}
