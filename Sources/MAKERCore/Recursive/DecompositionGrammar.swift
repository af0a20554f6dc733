/// Reads the decomposition that a reply votes for.
public protocol DecompositionReader: Sendable {
  /// Reads a reply.
  ///
  /// - Parameter text: The reply; valid UTF-8.
  /// - Returns: The decomposition; one with an empty part says that the problem is not to be split.
  /// - Throws: The reason to discard the reply.
  func decomposition(in text: Span<UInt8>) throws(RedFlag) -> Decomposition
}

/// The strict form of a decomposition: a last line `vote: P1=[…], P2=[…], C=[…]`.
///
/// A part ends at the bracket that closes it, so that commas and brackets in pairs may stand in it.
public struct DecompositionGrammar: DecompositionReader {
  /// Makes the grammar.
  public init() {}

  /// Reads a reply.
  ///
  /// - Parameter text: The reply; valid UTF-8.
  /// - Returns: The decomposition; a part that is `None` or blank is empty.
  /// - Throws: `RedFlag.noAction` without the last line, `RedFlag.badAction` where it has another form.
  public func decomposition(in text: Span<UInt8>) throws(RedFlag) -> Decomposition {
    let line = try FinalVote.range(in: text)
    guard let parts = NamedParts(("P1", "P2", "C"), in: text, line) else { throw .badAction }
    func part(_ range: Range<Int>) -> String {
      let part = text.string(range)
      return part == "None" ? "" : part
    }
    return Decomposition(
      first: part(parts.first), second: part(parts.second), combination: part(parts.third))
  }
}
