import MAKERCore
import Providers
import Testing

@Suite struct AnswerTests {
  @Test func validResponsesAreRead() throws {
    for (name, format, body) in responses {
      let answer = try answer(format, body)
      #expect(answer.text == Array("move = [1, 0, 2]".utf8), "\(name)")
      #expect(answer.finish == .stop && answer.model == "m-2025", "\(name)")
      #expect(answer.inputTokens == 19 && answer.outputTokens == 10, "\(name)")
      #expect(answer.finishReason == (name == "messages" ? "end_turn" : "stop"), "\(name)")
      let hasCache = name == "chat" || name == "messages"
      #expect(answer.cachedInputTokens == (hasCache ? 4 : nil), "\(name)")
      let ids = ["chat": "chatcmpl-1", "completions": "cmpl-1", "messages": "msg_1"]
      #expect(answer.responseID == ids[name], "\(name)")
    }
  }

  @Test func finishReasonsAreSorted() throws {
    let words: [(String, Reply.Finish)] = [
      ("stop", .stop), ("end_turn", .stop), ("stop_sequence", .stop), ("length", .length),
      ("max_tokens", .length), ("model_context_window_exceeded", .length),
      ("content_filter", .other), ("tool_calls", .other), ("tool_use", .other),
      ("pause_turn", .other), ("load", .other), ("refusal", .other), ("what?", .other),
    ]
    for (name, format, body) in responses {
      let usual = name == "messages" ? "\"end_turn\"" : "\"stop\""
      for (word, finish) in words {
        let answer = try answer(format, body.replacing(": \(usual)", with: ": \"\(word)\""))
        #expect(answer.finish == finish && answer.finishReason == word, "\(name) \(word)")
      }
      for none in [": null", ": 5"] {
        let answer = try answer(format, body.replacing(": \(usual)", with: none))
        #expect(answer.finish == .other && answer.finishReason == nil, "\(name)\(none)")
      }
    }
  }

  @Test func missingOrImpossibleCountsAreUnknown() throws {
    let counts = ["null", "-1", "1.5", "1e400", "99999999999999999999", "\"19\"", "[]", "{}"]
    for (name, format, body) in responses {
      for count in counts {
        let spoilt = body.replacing(": 19", with: ": \(count)")
          .replacing(": 12,", with: ": \(count),").replacing(": 10", with: ": \(count)")
        let answer = try answer(format, spoilt)
        #expect(answer.inputTokens == nil && answer.outputTokens == nil, "\(name) \(count)")
        #expect(!answer.text.isEmpty, "\(name) \(count)")
      }
      let bare = body.replacing("usage", with: "usages").replacing("eval_count", with: "evaluated")
      let answer = try answer(format, bare)
      #expect(answer.inputTokens == nil && answer.outputTokens == nil, "\(name)")
      #expect(answer.cachedInputTokens == nil, "\(name)")
    }
  }

  @Test func aRefusalWithoutTextIsAFailureAndOneWithTextIsAnAnswer() throws {
    let chat = OpenAIChat(limitName: .tokens)
    func refusal(_ format: any WireFormat, _ text: String) -> ChannelFailure? {
      do throws(ChannelFailure) {
        _ = try answer(format, text)
        return nil
      } catch {
        return error
      }
    }
    let said = refusal(
      chat,
      #"{"choices":[{"message":{"content":null,"refusal":"I\u001b[31m\ncannot."},"finish_reason":"stop"}]}"#
    )
    #expect(said?.kind == .refused && said?.message.hasSuffix(": I [31m cannot.") == true)
    #expect(
      refusal(chat, #"{"choices":[{"message":{"content":""},"finish_reason":"content_filter"}]}"#)?
        .kind == .refused)
    #expect(
      refusal(AnthropicMessages(), #"{"content":[],"stop_reason":"refusal"}"#)?.kind == .refused)
    let partly = try answer(
      chat, #"{"choices":[{"message":{"content":"No."},"finish_reason":"content_filter"}]}"#)
    #expect(partly.finish == .other && partly.text == Array("No.".utf8))
  }

  @Test func callsOfToolsAndThoughtsAreNoText() throws {
    let chat = try answer(
      OpenAIChat(limitName: .tokens),
      """
      {"choices":[{"message":{"content":null,"reasoning_content":"move = [9, 9, 9]","tool_calls":
      [{"id":"call_1","type":"function","function":{"name":"solve","arguments":"{\\"move\\":1}"}}]},
      "finish_reason":"tool_calls"}]}
      """)
    #expect(chat.text.isEmpty && chat.finish == .other && chat.finishReason == "tool_calls")
    let messages = try answer(
      AnthropicMessages(),
      """
      {"content":[{"type":"thinking","thinking":"move = [9, 9, 9]","signature":"x"},
      {"type":"text","text":"a"},{"type":"tool_use","id":"t","name":"solve","input":{"text":"b"}},
      {"type":"text","text":"c"}],"stop_reason":"tool_use"}
      """)
    #expect(messages.text == Array("ac".utf8) && messages.finishReason == "tool_use")
    let ollama = try answer(
      OllamaChat(),
      #"{"message":{"content":"","thinking":"hm","tool_calls":[{"function":{"name":"f"}}]},"done":true}"#
    )
    #expect(ollama.text.isEmpty && ollama.finish == .other)
  }

  @Test func partsOfAContentAreJoined() throws {
    let parts =
      #"[{"type":"text","text":"a"},{"type":"image","text":"no"},{"type":"text","text":"b"}]"#
    let answer = try answer(
      OpenAIChat(limitName: .tokens), #"{"choices":[{"message":{"content":\#(parts)}}]}"#)
    #expect(answer.text == Array("ab".utf8))
  }

  @Test func whatIsNoAnswerIsTransient() {
    let bodies = [
      "", "null", "[]", "{}", "<!DOCTYPE html><html>", "{\"choices\":[]}", "{\"choices\":[{}]}",
      "{\"choices\":5}", "{\"error\":{\"message\":\"no\"}}", "{\"content\":5}",
      "{\"message\":{\"content\":\"half\"},\"done\":false}", "{\"message\":5,\"done\":true}",
    ]
    for (name, format, _) in responses {
      for body in bodies {
        let failure = #expect(throws: ChannelFailure.self, "\(name) \(body)") {
          try answer(format, body)
        }
        #expect(failure?.kind == .transient, "\(name) \(body)")
      }
    }
  }
}
