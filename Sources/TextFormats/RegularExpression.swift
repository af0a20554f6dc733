import CRE2

/// A regular expression in RE2's syntax, which has neither look-around nor back-references: no text makes it
/// slow.
///
/// A search takes time in proportion to the text and the size of the expression.
package struct RegularExpression: Hashable, Sendable {
  /// Most bytes of an expression.
  package static let mostBytes = 1_000
  /// Most bytes that an expression uses when it is compiled and matched.
  package static let mostMemory = 4 << 20
  /// Most instructions that an expression is compiled to; count.
  package static let mostSize = 4_000
  /// Most work of a search for the last match: bytes that lie before each of its searches, times the
  /// instructions of the expression.
  ///
  /// An expression of up to 2,000 instructions that cannot match nothing stays below on texts of 64 KiB, however
  /// many matches there are.
  package static let mostWork = 1 << 27

  /// Why an expression cannot be used.
  package enum Failure: Error, Equatable, Sendable, CustomStringConvertible {
    /// There is nothing in it.
    case empty
    /// It is longer than `mostBytes`; its bytes.
    case tooLong(Int)
    /// It is none, or becomes too large; in RE2's words.
    case malformed(String)

    /// What is wrong, escaped, on one line.
    package var description: String {
      switch self {
      case .empty: "an expression is not empty"
      case .tooLong(let count): "an expression has at most \(mostBytes) bytes, not \(count)"
      case .malformed(let problem): problem.escapedOnOneLine
      }
    }
  }

  /// What a search for the last match comes to.
  package enum LastMatch: Equatable, Sendable {
    /// There is no match, or the group is no part of the last one.
    case none
    /// Bytes of the text.
    case found(Range<Int>)
    /// More than `mostWork`: a large expression in a long text, or one that can match nothing and matches
    /// often.
    case tooMuchWork
  }

  /// The expression as it was given.
  package let pattern: String
  /// Groups that are counted; count.
  package let groups: Int
  /// Instructions that the expression is compiled to; 1 to `mostSize`.
  package let size: Int
  private let compiled: Compiled

  /// Compiles an expression.
  ///
  /// - Parameter pattern: The expression; 1 to `mostBytes` bytes.
  /// - Throws: `Failure`.
  package init(_ pattern: String) throws(Failure) {
    guard !pattern.isEmpty else { throw .empty }
    guard pattern.utf8.count <= Self.mostBytes else { throw .tooLong(pattern.utf8.count) }
    self.pattern = pattern
    compiled = try Compiled(pattern)
    groups = compiled.groups
    size = compiled.size
  }

  /// Whether the expression matches somewhere in a text.
  ///
  /// - Parameter text: The text; valid UTF-8.
  /// - Returns: Whether it does.
  package func matches(_ text: [UInt8]) -> Bool { compiled.matches(text) }

  /// The last match in a text, or a group of it; matches are taken from the left and do not overlap.
  ///
  /// - Parameters:
  ///   - text: The text; valid UTF-8.
  ///   - group: 0 for the whole match, else at most `groups`.
  /// - Returns: Where it is.
  package func lastMatch(in text: [UInt8], group: Int = 0) -> LastMatch {
    precondition((0...groups).contains(group), "an expression of \(groups) groups has no \(group)")
    return compiled.lastMatch(in: text, group: group)
  }

  /// Whether two expressions are the same bytes and so accept the same.
  package static func == (left: RegularExpression, right: RegularExpression) -> Bool {
    // Bytes, for two spellings of one letter are two expressions.
    left.pattern.utf8.elementsEqual(right.pattern.utf8)
  }

  /// Feeds the bytes of the expression.
  package func hash(into hasher: inout Hasher) {
    for byte in pattern.utf8 { hasher.combine(byte) }
  }
}

/// An expression of RE2, freed with its last user; any thread may match with it.
private final class Compiled: Sendable {
  /// Address of the expression, for addresses are values.
  private let address: UInt

  init(_ pattern: String) throws(RegularExpression.Failure) {
    let bytes = pattern.utf8.map { CChar(bitPattern: $0) }
    var problem = [CChar](repeating: 0, count: 256)
    let made = unsafe makerlab_expression_make(
      bytes, bytes.count, Int64(RegularExpression.mostMemory), Int32(RegularExpression.mostSize),
      &problem, problem.count)
    guard let made = unsafe made else {
      let words = problem.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
      throw .malformed(String(decoding: words, as: UTF8.self))
    }
    address = UInt(bitPattern: made)
  }

  deinit { unsafe makerlab_expression_free(expression) }

  private var expression: OpaquePointer? { unsafe OpaquePointer(bitPattern: address) }

  var groups: Int { unsafe Int(makerlab_expression_groups(expression)) }

  var size: Int { unsafe Int(makerlab_expression_size(expression)) }

  func matches(_ text: [UInt8]) -> Bool {
    unsafe text.withUnsafeBytes { bytes in
      unsafe makerlab_expression_matches(
        expression, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count) != 0
    }
  }

  func lastMatch(in text: [UInt8], group: Int) -> RegularExpression.LastMatch {
    let match = unsafe text.withUnsafeBytes { bytes in
      unsafe makerlab_expression_last(
        expression, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count,
        Int32(group), UInt64(RegularExpression.mostWork))
    }
    switch match.outcome {
    case makerlab_match_found: return .found(Int(match.start)..<Int(match.end))
    case makerlab_match_none: return .none
    default: return .tooMuchWork
    }
  }
}
