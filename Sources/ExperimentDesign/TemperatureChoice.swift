package import MAKERCore

/// The temperatures of a race's draws, as experiments name them.
package enum TemperatureChoice: String, Codable, CaseIterable, Sendable {
  /// τ = 0.1 for every draw.
  case constant
  /// The paper's: the first draw at τ = 0, later ones at τ = 0.1.
  case greedyFirst = "greedy-first"

  /// The temperature of each draw.
  package var policy: TemperaturePolicy {
    switch self {
    case .constant: .constant(TemperaturePolicy.greedyFirst.later)
    case .greedyFirst: .greedyFirst
    }
  }
}
