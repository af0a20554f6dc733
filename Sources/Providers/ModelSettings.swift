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

  /// Makes settings; see the properties.
  package init(
    name: String, mostTokens: Int? = nil, topP: Double? = nil, topK: Int? = nil,
    minP: Double? = nil, stop: [String] = [], effort: String? = nil
  ) {
    self.name = name
    self.mostTokens = mostTokens
    self.topP = topP
    self.topK = topK
    self.minP = minP
    self.stop = stop
    self.effort = effort
  }
}
