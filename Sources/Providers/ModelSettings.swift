package import MAKERCore

/// A model of a provider, and how it is asked, whatever the draw.
package struct ModelSettings: Hashable, Sendable {
  /// Name as the provider knows it; any text without a comma.
  package var name: String
  /// Most tokens that a reply may have; tokens, nil for the draw's own limit.
  package var mostTokens: Int?
  /// Nucleus of the sampling; unit 1, range (0, 1], nil for the provider's default.
  package var topP: Double?
  /// Candidates of the sampling; count, 0 for all, nil for the provider's default.
  package var topK: Int?
  /// Least relative probability in the sampling; unit 1, range [0, 1], nil for the default.
  package var minP: Double?
  /// Texts that end a reply; empty for none.
  package var stop: [String]
  /// How long a reasoning model thinks, in the provider's word; nil for no reasoning model.
  package var effort: String?

  /// Whether the temperature of a draw is sent; where it is not, the model samples at its own, 1.
  package var takesTemperature: Bool

  /// Makes settings; see the properties.
  package init(
    name: String, mostTokens: Int? = nil, topP: Double? = nil, topK: Int? = nil,
    minP: Double? = nil, stop: [String] = [], effort: String? = nil,
    takesTemperature: Bool = true
  ) {
    self.name = name
    self.mostTokens = mostTokens
    self.topP = topP
    self.topK = topK
    self.minP = minP
    self.stop = stop
    self.effort = effort
    self.takesTemperature = takesTemperature
  }

  /// Tokens that a reply may have where nobody says: enough for an answer, and a bound on its cost.
  package static let usualMostTokens = 4096

  /// Most tokens that a reply to a draw may have, hidden reasoning included; tokens, at least 1.
  ///
  /// Every request says it, so that the cost of every call is bounded.
  package func tokenLimit(for request: DrawRequest) -> Int {
    mostTokens ?? request.tokenLimit ?? Self.usualMostTokens
  }
}
