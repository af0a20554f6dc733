/// A quick hash of texts (FNV-1a of 64 bits); texts are told apart by a mark between them.
struct FNVHash {
  private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  /// Begins with a number.
  init(_ number: UInt64) { add(number.description) }

  /// Adds a text.
  mutating func add(_ text: String) {
    for byte in text.utf8 { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
    value = (value ^ 0xFF) &* 0x100_0000_01B3
  }
}
