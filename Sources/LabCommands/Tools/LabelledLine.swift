import MAKERCore
import MCPServer
import Tasks

extension PromptLine {
  /// Makes a question of a client, whose expected answer must be a reply that voting would count.
  ///
  /// - Parameters:
  ///   - id: Name of the question.
  ///   - prompt: What is asked.
  ///   - policy: Which replies are discarded, and how the others are compared.
  ///   - expected: The right answer; nil where it is not known.
  ///   - name: What the client calls the expected answer.
  /// - Returns: The question.
  /// - Throws: `ToolError` with what speaks against the expected answer.
  static func asked(
    id: String, prompt: Prompt, policy: ReplyPolicy, expected: String?, name: String
  ) throws(ToolError) -> PromptLine {
    // What an expression takes out of a reply need not be one itself.
    if case .expression = policy.comparison {
    } else if let expected, let flag = policy.flags(in: Array(expected.utf8)).first {
      throw ToolError("\(name) would be discarded: \(flag.reason)")
    }
    do throws(RedFlag) {
      return try PromptLine(id: id, prompt: prompt, policy: policy, expected: expected)
    } catch {
      throw ToolError("\(name) can be the answer of no reply: \(error.rawValue)")
    }
  }
}
