package import MAKERCore

/// One question of a user, as a line of a file gives it.
package struct PromptLine: Hashable, Sendable {
  /// Name of the question; no other line has it.
  package let id: String
  /// What is asked.
  package let prompt: Prompt
  /// What replies must be, and how they are compared.
  package let policy: ReplyPolicy
  /// The right answer; nil where it is not known.
  package let expected: ComparedAnswer?
  /// The right answer as the file says it, as a reply would; nil where it is not known.
  package let expectedText: String?

  /// Makes a line.
  ///
  /// - Parameters:
  ///   - id: Name of the question.
  ///   - prompt: What is asked; a system prompt as its instructions.
  ///   - policy: What replies must be, and how they are compared.
  ///   - expected: The right answer as a reply says it; nil where it is not known.
  /// - Throws: `RedFlag` where no reply could be the expected one.
  package init(
    id: String, prompt: Prompt, policy: ReplyPolicy = ReplyPolicy(), expected: String? = nil
  ) throws(RedFlag) {
    self.id = id
    self.prompt = prompt
    self.policy = policy
    expectedText = expected
    if let expected {
      self.expected = try policy.expected(expected)
    } else {
      self.expected = nil
    }
  }

  /// How replies are compared.
  package var comparison: AnswerComparison { policy.comparison }
}

/// What is wrong with a file of questions.
package struct PromptFileError: Error, Equatable, Sendable, CustomStringConvertible {
  /// Number of the line, from 1; nil where the file as a whole is meant.
  package let line: Int?
  /// What is wrong, in one line.
  package let problem: String
  /// A key that no line has, where that is what is wrong.
  package let unknownKey: String?

  init(line: Int?, _ problem: String, unknownKey: String? = nil) {
    self.line = line
    self.problem = problem
    self.unknownKey = unknownKey
  }

  /// One line for a person.
  package var description: String { line.map { "line \($0): \(problem)" } ?? problem }
}
