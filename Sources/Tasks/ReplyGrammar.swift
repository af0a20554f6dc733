package import MAKERCore

/// The form of an answer: `action = [numbers]` and `next_state = [[numbers], [numbers], …]`.
///
/// Of several answers the last counts.  Names are found whatever their ASCII case, as whole words;
/// the two may come in either order with anything around them.  Numbers are decimal, with an
/// optional sign and no leading zeros; a list may end in a comma.
///
/// - Source: arXiv 2511.09030, Appendix C, less what its parser takes from Python: hexadecimal,
///   underscores, `True`, comments, numbers past 64 bits, white space and letters beyond ASCII.
package struct ReplyGrammar: Sendable {
  /// Name of the action; lowercase ASCII.
  package let action: [UInt8]
  /// Name of the state; lowercase ASCII.
  package let state: [UInt8]
  /// Lists of a state; count, at least 1.
  package let lists: Int

  /// Makes a grammar.
  ///
  /// - Parameters:
  ///   - action: Name of the action; lowercase ASCII.
  ///   - state: Name of the state; lowercase ASCII.
  ///   - lists: Lists of a state; count, at least 1.
  package init(action: String, state: String = "next_state", lists: Int) {
    self.action = Array(action.utf8)
    self.state = Array(state.utf8)
    self.lists = lists
  }

  /// Where the last answer of a reply stands.
  package struct Places: Equatable, Sendable {
    /// Index of the bracket that opens the action.
    package var action: Int
    /// Index of the bracket that opens the state.
    package var state: Int
  }

  /// Finds the last action and the last state of a reply.
  ///
  /// - Parameters:
  ///   - text: The reply.
  ///   - reading: Repairing needs only the beginning of a state.
  /// - Returns: Where their lists begin.
  /// - Throws: `RedFlag.noAction`, `RedFlag.noState`.
  package func locate(
    in text: Span<UInt8>, reading: ReplyReading
  ) throws(RedFlag) -> Places {
    var actionAt: Int?
    var stateAt: Int?
    var index = text.count
    // From the end, so that the first to be found is the last.
    while index > 0, actionAt == nil || stateAt == nil {
      index -= 1
      guard text[index] == UInt8(ascii: "=") else { continue }
      var end = index
      while end > 0, Self.isSpace(text[end - 1]) { end -= 1 }
      var open = index + 1
      while open < text.count, Self.isSpace(text[open]) { open += 1 }
      guard open < text.count, text[open] == UInt8(ascii: "[") else { continue }
      if actionAt == nil, Self.ends(text, at: end, with: action),
        Self.isFlatList(text, at: open) != nil
      {
        actionAt = open
      } else if stateAt == nil, Self.ends(text, at: end, with: state),
        reading == .flagging ? isState(text, at: open) : Self.opensTwice(text, at: open)
      {
        stateAt = open
      }
    }
    guard let actionAt else { throw .noAction }
    guard let stateAt else { throw .noState }
    return Places(action: actionAt, state: stateAt)
  }

  /// Whether a list of as many flat lists as a state has begins at an index.
  private func isState(_ text: Span<UInt8>, at start: Int) -> Bool {
    var index = start + 1
    for list in 0..<lists {
      if list > 0 {
        Self.skipSpace(text, &index)
        guard index < text.count, text[index] == UInt8(ascii: ",") else { return false }
        index += 1
      }
      Self.skipSpace(text, &index)
      guard index < text.count, text[index] == UInt8(ascii: "["),
        let end = Self.isFlatList(text, at: index)
      else { return false }
      index = end
    }
    Self.skipSpace(text, &index)
    return index < text.count && text[index] == UInt8(ascii: "]")
  }

  /// Index after a list without brackets inside that begins at an index; nil where none does.
  private static func isFlatList(_ text: Span<UInt8>, at start: Int) -> Int? {
    var index = start + 1
    while index < text.count {
      switch text[index] {
      case UInt8(ascii: "]"): return index + 1
      case UInt8(ascii: "["): return nil
      default: index += 1
      }
    }
    return nil
  }

  private static func opensTwice(_ text: Span<UInt8>, at start: Int) -> Bool {
    var index = start + 1
    skipSpace(text, &index)
    return index < text.count && text[index] == UInt8(ascii: "[")
  }

  /// Whether a name ends at an index as a whole word.
  private static func ends(_ text: Span<UInt8>, at end: Int, with name: [UInt8]) -> Bool {
    let start = end - name.count
    guard start >= 0 else { return false }
    for offset in 0..<name.count {
      let byte = text[start + offset]
      let lower = byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
      guard lower == name[offset] else { return false }
    }
    return start == 0 || !isWord(text, before: start)
  }

  /// Whether the character before an index is a letter, a digit or an underscore.
  private static func isWord(_ text: Span<UInt8>, before index: Int) -> Bool {
    let byte = text[index - 1]
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
      return true
    case ..<0x80: return false
    default:
      // The few bytes of one character, decoded: `é` belongs to a word, `→` does not.
      var start = index - 1
      while start > 0, index - start < 4, text[start] & 0xC0 == 0x80 { start -= 1 }
      let bytes = (start..<index).map { text[$0] }
      guard let scalar = String(decoding: bytes, as: UTF8.self).unicodeScalars.last else {
        return false
      }
      return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }
  }

  /// White space around a name, the equals sign and between lists, as a regular expression sees it.
  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) || (byte >= 0x1C && byte <= 0x1F)
  }

  private static func skipSpace(_ text: Span<UInt8>, _ index: inout Int) {
    while index < text.count, isSpace(text[index]) { index += 1 }
  }
}
