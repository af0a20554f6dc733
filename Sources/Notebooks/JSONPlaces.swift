/// Where a JSON value stands in a text, and the values within it.
struct JSONPlaces {
  /// Bytes of the value, from 0.
  let range: Range<Int>
  /// The values of its members or elements, in order.
  let parts: [JSONPlaces]

  /// Finds the values of a text.
  ///
  /// - Parameter text: UTF-8 that is one JSON value.
  init(_ text: [UInt8]) {
    var index = 0
    self.init(text, &index)
  }

  private init(_ text: [UInt8], _ index: inout Int) {
    Self.skip(text, &index) { [0x20, 0x09, 0x0A, 0x0D].contains($0) }
    let start = index
    var parts: [JSONPlaces] = []
    switch index < text.count ? text[index] : 0 {
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      let isObject = text[index] == UInt8(ascii: "{")
      index += 1
      while index < text.count {
        Self.skip(text, &index) { [0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: ",")].contains($0) }
        guard index < text.count, ![UInt8(ascii: "}"), UInt8(ascii: "]")].contains(text[index])
        else { break }
        if isObject {
          Self.skipString(text, &index)
          Self.skip(text, &index) { $0 != UInt8(ascii: ":") }
          index += 1
        }
        parts.append(JSONPlaces(text, &index))
      }
      index = min(index + 1, text.count)
    case UInt8(ascii: "\""): Self.skipString(text, &index)
    default: Self.skip(text, &index) { !Array(",]} \t\n\r".utf8).contains($0) }
    }
    range = start..<index
    self.parts = parts
  }

  private static func skip(_ text: [UInt8], _ index: inout Int, while isSkipped: (UInt8) -> Bool) {
    while index < text.count, isSkipped(text[index]) { index += 1 }
  }

  /// Passes a string, from one quote to the other.
  private static func skipString(_ text: [UInt8], _ index: inout Int) {
    index += 1
    while index < text.count, text[index] != UInt8(ascii: "\"") {
      index += text[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    index = min(index + 1, text.count)
  }
}
