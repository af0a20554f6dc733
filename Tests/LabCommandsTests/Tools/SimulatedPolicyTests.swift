import Foundation
import MCPServer
import Testing
import TextFormats

@testable import LabCommands

/// A simulated channel under a policy of replies: its wrong answers are wrong, not refused.
@Suite(.timeLimit(.minutes(10))) struct SimulatedPolicyTests {
  private let schema =
    #"{"type": "object", "properties": {"a": {"type": "integer"}}, "required": ["a"], "#
    + #""additionalProperties": false}"#

  private func calibration(_ others: String) -> String {
    let prompts = (0..<40).map { #"{"prompt": "\#($0)?", "expected": "{\"a\": \#($0)}"}"# }
    return #"{"prompts": [\#(prompts.joined(separator: ", "))], "channel": "simulated:p=0.7", "#
      + #""repeats": 5, "seed": 5, \#(others)}"#
  }

  /// The same seed draws the same votes, whether a schema says what an answer is or not.
  @Test func aSchemaChangesNoNumber() async throws {
    let calls = try ToolCalls()
    let plain = try await calls.call(CalibrateTool.self, calibration(#""compare": "json""#))
    for given in [#"{"type": "object"}"#, schema] {
      let found = try await calls.call(
        CalibrateTool.self, calibration(#""compare": "json", "json_schema": \#(given)"#))
      for key in ["success", "wrong", "valid", "draws", "refused", "k_recommended"] {
        #expect(found[key].map(JSONText.compact) == plain[key].map(JSONText.compact), "\(key)")
      }
      #expect((found["wrong"]?.integer ?? 0) > 30 && found["refused"]?.integer == 0)
    }
  }

  @Test func votesUnderASchemaAreDecided() async throws {
    let calls = try ToolCalls()
    for expected in [#", "expected": "{\"a\": 4}""#, ""] {
      for seed in 0..<30 {
        let result = try await calls.vote(
          #"{"prompt": "?", "k": 3, "channel": "simulated:p=0.7", "json_schema": \#(schema), "#
            + #""seed": \#(seed)\#(expected)}"#)
        #expect(result["verdict"]?.string == "won", "seed \(seed): \(JSONText.compact(result))")
      }
    }
  }

  /// What cannot be made up is an error before anything is drawn, in the words of the arguments.
  @Test func whatCannotBeMadeUpIsAnError() async throws {
    let calls = try ToolCalls()
    func refusal(_ others: String, _ channel: String = "simulated:p=0.7") async -> String? {
      await calls.refusal(#"{"prompt": "?", "k": 3, "channel": "\#(channel)", \#(others)}"#)
    }
    #expect(
      await refusal(#""expected": "3", "json_schema": {"const": 3}"#)
        == "a simulated model finds no wrong answer to 'step' that fits json_schema; ask a real one, "
        + "or allow more answers")
    #expect(
      await refusal(
        #""expected": "\"x\"", "json_schema": {"enum": ["x", "y"]}"#,
        "simulated:shares=0.5;0.3;0.2")
        == "a simulated model finds only 1 of 2 wrong answers to 'step' that fit json_schema; ask a "
        + "real one, or allow more answers")
    #expect(
      await refusal(#""must_match": "^\\w+@\\w+\\.(org|com)$", "must_not_match": "x""#)
        == "a simulated model finds no answer to 'step' that fits must_match and must_not_match; ask "
        + "a real one, or give the expected answer")
    // One that is never wrong needs no wrong answer.
    #expect(
      await refusal(#""expected": "3", "json_schema": {"const": 3}"#, "simulated:p=1") == nil)
  }

  @Test func commandsSayItToo() async throws {
    let folder = try ScratchFolder()
    let file = try folder.write(
      #"{"id": "one", "prompt": "a", "expected": "this", "compare": "regex:^(this)$"}"#,
      to: "one.jsonl")
    for command in [["calibrate"], ["vote", "--k", "2"]] {
      let run = await makerlab(
        [command[0], "--task", "jsonl:\(file)", "--channel", "simulated:p=.9"]
          + command.dropFirst())
      #expect(run.isRefusal, "\(run.output) \(run.notes)")
      #expect(
        run.notes.first?.contains(
          "finds no wrong answer to 'one' that fits compare 'regex:^(this)$'")
          == true, "\(run.notes)")
    }
    // What is not asked needs no answer.
    let mixed = try folder.write(
      #"{"id": "one", "prompt": "a", "compare": "regex:^(this)$"}"# + "\n"
        + #"{"id": "two", "prompt": "b", "expected": "c"}"#, to: "mixed.jsonl")
    let run = await makerlab(
      "calibrate", "--task", "jsonl:\(mixed)", "--channel", "simulated:p=.9")
    #expect(run.code == .done, "\(run.notes)")
  }
}
