extension APIKey {
  /// Least part of a key that is hidden, and least key that is; bytes.
  private static let leastPart = 8
  /// What stands in place of a key.
  private static let sign = Array("(key)".utf8)

  /// Returns a message in which the key, and every part of it of eight characters or more, is `(key)`.
  ///
  /// Shorter ones, as `none` for a server of one's own, are no secrets, and stand in any text.
  ///
  /// - Parameter text: Any text; a few thousand characters.
  /// - Returns: The text without the key.
  package func hidden(in text: String) -> String {
    let secret = Array(header().utf8)
    let text = Array(text.utf8)
    let least = Self.leastPart
    guard min(secret.count, text.count) >= least else {
      return String(decoding: text, as: UTF8.self)
    }
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
  /// JSON has several spellings of a character, as `/`, `\/` and `\u002f`: all of them are known.
  ///
  /// - Parameter body: Any bytes; may be millions.
  /// - Returns: The same bytes without the key, and as they came where the key is not in them or has
  ///   fewer than eight.
  package func hidden(in body: [UInt8]) -> [UInt8] {
    let secret = Array(header().utf8)
    guard secret.count >= Self.leastPart else { return body }
    var shown: [UInt8] = []
    var copied = 0
    var index = 0
    while index < body.count {
      let byte = body[index]
      if byte == secret[0] || byte == JSONEscape.backslash,
        let length = Self.wholeMatch(of: secret, in: body, at: index)
      {
        shown += body[copied..<index] + Self.sign
        index += length
        copied = index
      } else {
        // An escape is one character: what follows a backslash begins no key.
        index += byte == JSONEscape.backslash ? JSONEscape.length(in: body, at: index) : 1
      }
    }
    return copied == 0 ? body : shown + body[copied...]
  }

  /// Bytes that the whole key takes at an index, however its characters are spelt; nil where it does
  /// not stand there.
  private static func wholeMatch(of secret: [UInt8], in body: [UInt8], at start: Int) -> Int? {
    var index = start
    for byte in secret {
      guard index < body.count else { return nil }
      if body[index] == JSONEscape.backslash, JSONEscape.value(in: body, at: index) == byte {
        index += JSONEscape.length(in: body, at: index)
      } else if body[index] == byte {
        index += 1
      } else {
        return nil
      }
    }
    return index - start
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

extension Answer {
  /// The answer without the key, should its parts have made it up only together.
  ///
  /// - Parameter key: The key that was sent; nil for none.
  /// - Returns: The same answer, the key in its texts replaced.
  func hiding(_ key: APIKey?) -> Answer {
    guard let key else { return self }
    var answer = self
    answer.text = key.hidden(in: text)
    answer.model = model.map { key.hidden(in: $0) }
    answer.responseID = responseID.map { key.hidden(in: $0) }
    answer.finishReason = finishReason.map { key.hidden(in: $0) }
    return answer
  }
}
