/// A time with its unit, such as `1ms` or `2.5s`.
enum DurationText {
  /// Reads a time of at most an hour; nanoseconds.
  ///
  /// - Throws: A `UsageError` that names the units.
  static func nanoseconds(_ value: ArgumentValue) throws(UsageError) -> Int {
    let units: [(name: String, nanoseconds: Double)] = [
      ("ns", 1), ("us", 1e3), ("ms", 1e6), ("s", 1e9),
    ]
    guard let unit = units.first(where: { value.text.hasSuffix($0.name) }),
      DecimalText(String(value.text.dropLast(unit.name.count))) != nil,
      let number = Double(value.text.dropLast(unit.name.count)), number >= 0,
      number * unit.nanoseconds <= 3.6e12
    else {
      throw .invalidValue(
        source: value.source, value: value.text,
        expected: "a time from 0 to 3600s with its unit ns, us, ms or s, as 1ms")
    }
    return Int((number * unit.nanoseconds).rounded())
  }
}
