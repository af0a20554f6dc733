import Analysis
import Statistics

extension StudyQuantity {
  /// A number that depends on what a document leaves open: its range over that is no estimate.
  ///
  /// - Parameters:
  ///   - name: Name of the quantity.
  ///   - values: Its values over what is open, the most plausible first; not empty.
  ///   - method: How the values were found.
  ///   - note: What is open, and from where to where it goes.
  /// - Returns: The first value, with the range of all in place of an interval.
  static func open(
    _ name: String, _ values: [Double], method: String = "exact, range over what is left open",
    note: String
  ) -> StudyQuantity {
    precondition(!values.isEmpty, "\(name) has no value")
    // A range that surely holds the number: its level is as near to 1 as a double comes.
    return StudyQuantity(
      name, values[0],
      interval: Interval(
        low: values.min() ?? values[0], high: values.max() ?? values[0], level: (1.0).nextDown),
      method: method, note: note)
  }
}

/// Numbers in the tables of studies: ten digits, the same on every machine.
func studyNumber(_ number: Double) -> String { NumberFormat.significant(number, 10) }
