extension [UInt8] {
  /// Appends text that the compiler knows.
  package mutating func append(_ text: StaticString) {
    unsafe append(
      contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Appends a whole number in decimal.
  package mutating func append(decimal number: Int) {
    switch number {
    case 0..<10: append(UInt8(truncatingIfNeeded: number) &+ 48)
    case 10..<100:
      append(UInt8(truncatingIfNeeded: number / 10) &+ 48)
      append(UInt8(truncatingIfNeeded: number % 10) &+ 48)
    default: append(contentsOf: String(number).utf8)
    }
  }

  /// Appends a list of whole numbers, `[3, 2, 1]`.
  mutating func append(list numbers: some Sequence<Int>) {
    append(UInt8(ascii: "["))
    var isFirst = true
    for number in numbers {
      if !isFirst { append(", ") }
      isFirst = false
      append(decimal: number)
    }
    append(UInt8(ascii: "]"))
  }
}
