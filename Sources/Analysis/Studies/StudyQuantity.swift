package import Statistics

/// A number that a study computed.
package struct StudyQuantity: Sendable {
  /// Name, as claims and tables have it.
  package let name: String
  /// The number; in the unit of what it is of.
  package let value: Double
  /// Interval of an estimate; nil for an exact number.
  package let interval: Interval?
  /// Trials behind an estimate; count, 0 for an exact number.
  package let n: Int
  /// How it was found, `exact` or what was simulated.
  package let method: String
  /// What a reader should know.
  package let note: String

  /// Makes a quantity; see the properties.
  package init(
    _ name: String, _ value: Double, interval: Interval? = nil, n: Int = 0,
    method: String = "exact", note: String = ""
  ) {
    self.name = name
    self.value = value
    self.interval = interval
    self.n = n
    self.method = method
    self.note = note
  }
}
