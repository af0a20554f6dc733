/// What is taken for granted of the law of the steps' success when draws are read.
package enum CalibrationModel: String, CaseIterable, Sendable {
  /// Success is Beta-distributed over the steps.
  case beta
  /// Nothing: only moments are known, as many as a step has valid draws.
  case moments
}
