package import MAKERCore

/// The form of an answer: `action = [numbers]` and `next_state = [[numbers], [numbers], …]`.
///
/// Of several answers the last counts.  Names are found whatever their case, as whole words; the two
/// may come in either order with anything around them.  Numbers are decimal, with an optional sign
/// right before the digits and no leading zeros; a list may end in a comma.
///
/// Whatever is read here the paper's parser reads too, with the same numbers.  It reads more, because
/// it evaluates Python: other characters than digits, signs, commas and white space (hexadecimal,
/// underscores, `True`, comments, parentheses, continued lines), `00`, a sign apart from its digits,
/// numbers past 64 bits.  Its repairing reading takes any state; here it must be one of the task.
///
/// - Source: arXiv 2511.09030, Appendix C.
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
      let end = Self.skipSpace(text, before: index)
      var open = index + 1
      Self.skipSpace(text, &open)
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
    var start = end
    var letter = name.count
    while letter > 0 {
      letter -= 1
      let length = ReplyCharacters.length(of: name[letter], text, before: start)
      guard length > 0 else { return false }
      start -= length
    }
    return !ReplyCharacters.isWord(text, before: start)
  }

  /// Passes white space around the equals sign and between lists.
  private static func skipSpace(_ text: Span<UInt8>, _ index: inout Int) {
    while true {
      let length = ReplyCharacters.space(text, at: index)
      guard length > 0 else { return }
      index += length
    }
  }

  /// Index of the end of what stands before white space.
  private static func skipSpace(_ text: Span<UInt8>, before index: Int) -> Int {
    var end = index
    while true {
      let length = ReplyCharacters.space(text, before: end)
      guard length > 0 else { return end }
      end -= length
    }
  }
}
