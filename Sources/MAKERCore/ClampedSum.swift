extension Int {
  /// The sum, or the greatest number where it would be greater: times of long runs can be.
  @usableFromInline
  func addingClamped(_ other: Int) -> Int {
    let (sum, isTooLarge) = addingReportingOverflow(other)
    return isTooLarge ? .max : sum
  }
}
