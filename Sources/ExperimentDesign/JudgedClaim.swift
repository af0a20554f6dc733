/// What a report says of a claim, whatever it is decided by.
package protocol JudgedClaim: Sendable {
  /// Short name, letters, digits and hyphens.
  var name: String { get }
  /// The sentence.
  var statement: String { get }
  /// The verdict that `check` accepts.
  var expect: ClaimDefinition.Verdict { get }
  /// Probability that a true claim is contradicted, over all its cells; unit 1, range (0, 0.5].
  var falseAlarm: Double { get }
}
