/// A tier that somebody forces, and why.
package struct ManualOverride: Hashable, Sendable {
  /// Longest reason; Unicode scalars.
  package static let longestReason = 500
  /// The tier.
  package let tier: ModelTier
  /// Why, in somebody's own words; not blank, without blanks around it.
  package let reason: String

  /// Makes an override; nil where the reason is blank or longer than the longest.
  package init?(_ tier: ModelTier, reason: String) {
    var text = reason[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    guard !text.isEmpty, text.unicodeScalars.count <= Self.longestReason else { return nil }
    self.tier = tier
    self.reason = String(text)
  }
}
