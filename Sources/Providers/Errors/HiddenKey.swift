extension APIKey {
  /// Least part of a key that is hidden in a message; bytes.
  private static let leastPart = 8
  /// What stands in place of a key.
  private static let sign = Array("(key)".utf8)

  /// Returns a message in which the key, and every part of it of eight characters or more, is `(key)`.
  ///
  /// - Parameter text: Any text; a few thousand characters.
  /// - Returns: The text without the key.
  package func hidden(in text: String) -> String {
    let secret = Array(header().utf8)
    let text = Array(text.utf8)
    let least = min(secret.count, Self.leastPart)
    guard least > 0, text.count >= least else { return String(decoding: text, as: UTF8.self) }
    var shown: [UInt8] = []
    var index = 0
    while index < text.count {
      let length = Self.longestMatch(of: secret, in: text, at: index)
      if length >= least {
        shown += Self.sign
        index += length
      } else {
        shown.append(text[index])
        index += 1
      }
    }
    return String(decoding: shown, as: UTF8.self)
  }

  /// Returns a body in which the whole key is `(key)` wherever it stands, for a server may send back
  /// what it was sent, and bodies are kept.
  ///
  /// - Parameter body: Any bytes.
  /// - Returns: The same bytes without the key.
  package func hidden(in body: [UInt8]) -> [UInt8] {
    let secret = Array(header().utf8)
    guard let first = secret.first else { return body }
    var shown: [UInt8] = []
    var rest = body[...]
    while let start = rest.firstIndex(of: first) {
      if rest[start...].starts(with: secret) {
        shown += rest[..<start] + Self.sign
        rest = rest[(start + secret.count)...]
      } else {
        shown += rest[...start]
        rest = rest[(start + 1)...]
      }
    }
    return shown + rest
  }

  /// Length of the longest part of the key that stands at an index; bytes.
  private static func longestMatch(of secret: [UInt8], in text: [UInt8], at index: Int) -> Int {
    var longest = 0
    for start in secret.indices where secret[start] == text[index] {
      var length = 0
      while start + length < secret.count, index + length < text.count,
        secret[start + length] == text[index + length]
      {
        length += 1
      }
      longest = max(longest, length)
    }
    return longest
  }
}

extension HTTPResponse {
  /// The response without the key, should the server have sent it back.
  ///
  /// - Parameter key: The key that was sent; nil for none.
  /// - Returns: The same response, the key in its body replaced.
  package func hiding(_ key: APIKey?) -> HTTPResponse {
    guard let key else { return self }
    return HTTPResponse(status: status, headers: headers, body: key.hidden(in: body))
  }
}
