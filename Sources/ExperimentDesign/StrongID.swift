import CCrypto

/// SHA-256 of the canonical definition of a design point, engine epoch included.
package struct StrongID: Hashable, Sendable, CustomStringConvertible {
  /// 64 lowercase hexadecimal digits.
  package let description: String

  /// Hashes a canonical definition.
  package init(of canonicalDefinition: String) {
    self.init(of: Array(canonicalDefinition.utf8))
  }

  /// Hashes bytes.
  package init(of bytes: [UInt8]) {
    var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
    unsafe bytes.withUnsafeBufferPointer { bytes in
      unsafe digest.withUnsafeMutableBufferPointer { out in
        _ = unsafe SHA256(bytes.baseAddress, bytes.count, out.baseAddress)
      }
    }
    var text: [UInt8] = []
    text.reserveCapacity(2 * digest.count)
    for byte in digest {
      text.append(Self.digit(byte >> 4))
      text.append(Self.digit(byte & 15))
    }
    self.description = String(decoding: text, as: UTF8.self)
  }

  private static func digit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
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
