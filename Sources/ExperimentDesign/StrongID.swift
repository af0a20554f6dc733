import CCrypto

/// SHA-256 of the canonical definition of a design point, engine epoch included.
package struct StrongID: Hashable, Sendable, CustomStringConvertible {
  /// 64 lowercase hexadecimal digits.
  package let description: String

  /// Hashes a canonical definition.
  package init(of canonicalDefinition: String) {
    var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
    let text = Array(canonicalDefinition.utf8)
    unsafe text.withUnsafeBufferPointer { bytes in
      unsafe digest.withUnsafeMutableBufferPointer { out in
        _ = unsafe SHA256(bytes.baseAddress, bytes.count, out.baseAddress)
      }
    }
    self.description = digest.map { byte in
      let hex = String(byte, radix: 16)
      return hex.count == 1 ? "0" + hex : hex
    }.joined()
  }

  /// Reads an id as it stands in a store; nil when it is not 64 lowercase hexadecimal digits.
  package init?(hexadecimal text: String) {
    guard text.utf8.count == 64,
      text.utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) })
    else { return nil }
    self.description = text
  }

  /// First 64 bits, which address the random streams of the point.
  package var streamCoordinate: UInt64 {
    UInt64(description.prefix(16), radix: 16) ?? 0
  }
}
