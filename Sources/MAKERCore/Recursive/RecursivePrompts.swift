/// What the four agents of a recursive solver are asked.
///
/// A prompt's step begins with a lead that says which agent is meant; the problem follows it, and the
/// candidates where there are any, one a line, numbered from 1.
///
/// - Source: arXiv 2511.09030, Appendix F; the wording is our own.
public enum RecursivePrompts {
  /// Lead of a prompt that asks for a decomposition.
  public static var decomposing: StaticString { "Decompose the problem:\n" }
  /// Lead of a prompt that asks for a vote on decompositions.
  public static var choosingDecomposition: StaticString {
    "Choose a decomposition of the problem:\n"
  }
  /// Lead of a prompt that asks for an answer.
  public static var solving: StaticString { "Solve the problem:\n" }
  /// Lead of a prompt that asks for a vote on answers.
  public static var choosingAnswer: StaticString { "Choose an answer to the problem:\n" }
  /// What stands between a problem and its candidates.
  public static var candidates: StaticString { "\nCandidates:\n" }
  /// What a combination of two answers begins with, as a problem of its own.
  public static var combining: StaticString { "Solve C(P1, P2) with " }

  /// Asks for a decomposition.
  public static func decompose(_ problem: String) -> Prompt {
    Prompt(instructions: decomposer, step: "\(decomposing)\(problem)")
  }

  /// Asks for a vote on decompositions.
  public static func choose(_ candidates: [Decomposition], of problem: String) -> Prompt {
    Prompt(
      instructions: solutionDiscriminator,
      step: list(candidates.map(\.text), under: "\(choosingDecomposition)\(problem)"))
  }

  /// Asks for an answer.
  public static func solve(_ problem: String) -> Prompt {
    Prompt(instructions: problemSolver, step: "\(solving)\(problem)")
  }

  /// Asks for a vote on answers.
  public static func choose(_ candidates: [String], to problem: String) -> Prompt {
    Prompt(
      instructions: compositionDiscriminator,
      step: list(candidates, under: "\(choosingAnswer)\(problem)"))
  }

  /// The problem of combining two answers; one line where they are.
  ///
  /// - Parameters:
  ///   - combination: Combination C.
  ///   - first: Answer of P1.
  ///   - second: Answer of P2.
  /// - Returns: A problem that can be answered without knowing where its parts come from.
  public static func combine(_ combination: String, _ first: String, _ second: String) -> String {
    "\(combining)C=[\(combination)], P1=[\(first)], P2=[\(second)]"
  }

  private static func list(_ candidates: [String], under head: String) -> String {
    var text = "\(head)\(Self.candidates)"
    for (index, candidate) in candidates.enumerated() {
      if index > 0 { text += "\n" }
      text += "\(index + 1). "
      text += candidate
    }
    return text
  }

  private static let decomposer = """
    You split a problem P into two smaller problems P1 and P2 whose answers, combined by C, give the \
    answer of P.

    P1 and P2 are solved by others who see nothing else: each must be complete in itself, and neither \
    may need the answer of the other. C says how the answers of P1 and P2 make the answer of P; it \
    should be simple.

    Think it through. Then end with this line and nothing after it:
    vote: P1=[first problem], P2=[second problem], C=[how to combine the two answers]
    Where P is too simple to be split, or cannot be, end with:
    vote: P1=[P], P2=[None], C=[None]
    """

  private static let solutionDiscriminator = """
    You compare ways to split a problem P into two problems P1 and P2 whose answers are combined by \
    C. A candidate with P2=[None] leaves P as it is.

    Look at each candidate: whether P1 and P2 are complete and independent of each other, and whether \
    C makes the answer of P of theirs. Where P is already simple, leaving it as it is may be best.

    Then end with the number of the candidate that you prefer, in this line and nothing after it:
    vote: number
    """

  private static let problemSolver = """
    You solve a problem. Think through every step of it. Then end with the answer alone, in this line \
    and nothing after it:
    vote: answer
    """

  private static let compositionDiscriminator = """
    You compare answers to a problem. Check each of them.

    Then end with the number of the answer that you prefer, in this line and nothing after it:
    vote: number
    """
}
