/// A problem split in two, and how the two answers make the answer of the whole.
///
/// - Source: arXiv 2511.09030, Algorithm 4.
public struct Decomposition: Hashable, Sendable {
  /// First subproblem P1; empty where there is none.
  public var first: String
  /// Second subproblem P2, which does not need the answer of the first; empty where there is none.
  public var second: String
  /// Combination C of the two answers; empty where there is none.
  public var combination: String

  /// Makes a decomposition of its three parts, each of them empty where there is none.
  public init(first: String, second: String, combination: String) {
    self.first = first
    self.second = second
    self.combination = combination
  }

  /// Whether it splits nothing: a part of it is empty.
  public var isEmpty: Bool { first.isEmpty || second.isEmpty || combination.isEmpty }

  /// One line as prompts and replies write it, `P1=[…], P2=[…], C=[…]`; an empty part is `None`.
  public var text: String {
    func part(_ text: String) -> String { text.isEmpty ? "None" : text }
    return "P1=[\(part(first))], P2=[\(part(second))], C=[\(part(combination))]"
  }
}
