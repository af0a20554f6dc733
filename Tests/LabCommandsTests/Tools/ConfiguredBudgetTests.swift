import MCPServer
import TestSupport
import Testing
import TextFormats

@testable import LabCommands

/// The budget of a configuration, which all calls that use its handle draw on.
@Suite(.timeLimit(.minutes(10))) struct ConfiguredBudgetTests {
  /// Two calls one after the other, and the limit of money or tokens that has room for the first alone.
  struct Purse: Sendable, CustomTestStringConvertible {
    let first: String
    let second: String
    /// Name and value.
    let limit: (String, JSONValue)
    var testDescription: String { "\(first), then \(second) within \(limit.0)" }
  }

  private static let purses = ["maker_vote", "maker_calibrate"].flatMap { first in
    ["maker_vote", "maker_calibrate"].flatMap { second in
      // A draw may take 1,000 tokens of reply and a token a byte of the prompt: 2,100 tokens and 0.0021
      // dollars; it takes 480 tokens and 0.0005 dollars, and what it leaves is too little for another.
      [
        Purse(first: first, second: second, limit: ("max_tokens", .int(2500))),
        Purse(first: first, second: second, limit: ("max_cost", .decimal("0.0024"))),
      ]
    }
  }

  /// A prompt whose reply is long.
  private static let words = String(repeating: "four ", count: 200)

  /// One draw of a model; the number keeps it from being read again.
  private func draw(
    _ tool: String, _ number: Int, _ handle: String, in bench: ToolBench
  ) async throws -> JSONValue {
    let prompt = JSONValue.string("\(number)\nanswer p=1: \(Self.words)")
    let question: [(String, JSONValue)] =
      tool == "maker_vote"
      ? [("prompt", prompt)]
      : [
        ("prompts", .array([.object([("prompt", prompt), ("expected", .string("four"))])])),
        ("repeats", .int(1)),
      ]
    return try await bench.call(tool, question + [("configuration", .string(handle))])
  }

  /// Why a call was stopped; nil where it was not.
  private func stop(_ result: JSONValue) -> String? {
    result["verdict"]?.string == "stopped" ? result["reason"]?.string : result["failure"]?.string
  }

  @Test(arguments: purses)
  func aBudgetIsOnePurseForAllTools(purse: Purse) async throws {
    let server = try FaultServerProcess(["--model", "script"])
    let bench = try ToolBench(environment: server.environment)
    let settings: [(String, JSONValue)] = [
      ("channel", .string("openai:gpt-4.1-mini")), ("k", .int(1)), ("token_limit", .int(1000)),
      ("draw_limit", .int(5)), purse.limit,
    ]
    let one = try await bench.configure(settings)
    let other = try await bench.configure(settings)
    let first = try await draw(purse.first, 1, one, in: bench)
    #expect(stop(first) == nil, "\(JSONText.compact(first))")
    let spent = try #require(first["budget"]?["configuration"])
    let (input, output) = (first["tokens_in"]?.integer ?? 0, first["tokens_out"]?.integer ?? 0)
    #expect(input > 100 && output > 100)
    #expect(spent["spent_tokens"]?.integer == input + output)
    // 0.40 and 1.60 dollars a million.
    let cost = try #require(spent["spent_cost"]?.double)
    #expect(abs(cost - (0.4e-6 * Double(input) + 1.6e-6 * Double(output))) < 1e-12)
    let second = try await draw(purse.second, 2, one, in: bench)
    #expect(stop(second)?.contains("this configuration") == true, "\(JSONText.compact(second))")
    let left = try #require(second["budget"]?["configuration"])
    #expect(JSONText.compact(left) == JSONText.compact(spent), "nothing more was spent")
    #expect(second["budget"]?["call"]?["spent_tokens"]?.integer == 0)
    #expect(try server.counts().answered == 1)
    #expect(stop(try await draw(purse.second, 3, other, in: bench)) == nil, "another purse")
    #expect(try server.counts().answered == 2)
  }
}
