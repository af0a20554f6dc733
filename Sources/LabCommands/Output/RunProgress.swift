/// How far a run is.
package struct RunProgress: Equatable, Sendable {
  /// What is under way, as an experiment or a task is called.
  package var label: String
  /// Share of the work done; unit 1, 0 to 1.
  package var fraction: Double
  /// What has been counted so far; `unit`s, at least 0.
  package var count: Double
  /// What is counted, in the plural: votes, draws, trials.
  package var unit: String

  /// What else there is to say; empty for nothing.
  package var detail: String
  /// Share of the work that was done before this run; unit 1, 0 to 1.
  package var start: Double

  /// Takes how far a run is; see the properties.
  package init(
    label: String, fraction: Double, count: Double, unit: String, detail: String = "",
    start: Double = 0
  ) {
    self.label = label
    self.fraction = fraction
    self.count = count
    self.unit = unit
    self.detail = detail
    self.start = start
  }
}
