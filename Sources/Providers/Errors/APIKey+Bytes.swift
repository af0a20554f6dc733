extension APIKey {
  /// What stands where a key stood.
  private static let mark = Array("(key)".utf8)

  /// Returns bytes in which the key, wherever it stood as a whole, is `(key)`.
  ///
  /// What a server sends is kept, and a server can send back what it was sent.
  ///
  /// - Parameter bytes: Any bytes; may be millions.
  /// - Returns: The same bytes where the key is not in them.
  package func removed(from bytes: [UInt8]) -> [UInt8] {
    let secret = Array(header().utf8)
    guard let first = secret.first, bytes.count >= secret.count else { return bytes }
    var kept: [UInt8] = []
    var copied = 0
    var index = 0
    while index <= bytes.count - secret.count {
      guard bytes[index] == first, bytes[index..<index + secret.count].elementsEqual(secret) else {
        index += 1
        continue
      }
      kept += bytes[copied..<index]
      kept += Self.mark
      index += secret.count
      copied = index
    }
    return copied == 0 ? bytes : kept + bytes[copied...]
  }
}
