import MAKERCore
import Providers
import Testing

/// Bodies that are meant to do harm, or that a broken server sends.
@Suite struct HostileBodyTests {
  /// Reads a body by every format; returns the formats that made an answer of it.
  @discardableResult
  private func read(_ body: [UInt8]) -> [String] {
    var names: [String] = []
    for (name, format, _) in responses {
      do throws(ChannelFailure) {
        _ = try format.answer(in: body)
        names.append(name)
      } catch {
        // Only these two kinds say what is true of a body.
        #expect(error.kind == .transient || error.kind == .refused)
      }
    }
    return names
  }

  @Test func spoiltResponsesNeverCrash() {
    let seed = 20_261_120
    var words = Words(seed)
    let pieces = [
      "null", "[", "]", "{", "}", "\"", "\\", "\\ud800", "\\u0000", "1e999", "-", ",", ":", "true",
      "\u{1B}[2J", "99999999999999999999999", "{\"text\":", "[[[[[[[[",
    ].map { Array($0.utf8) }
    var answers = 0
    for trial in 0..<4000 {
      var body = Array(responses[trial % responses.count].body.utf8)
      for _ in 0..<Int.random(in: 1...4, using: &words) {
        let at = Int.random(in: 0...body.count, using: &words)
        let end = min(body.count, at + Int.random(in: 0...6, using: &words))
        switch Int.random(in: 0..<5, using: &words) {
        case 0: body.removeSubrange(at..<end)
        case 1: body.insert(UInt8.random(in: 0...255, using: &words), at: at)
        case 2: body.removeSubrange(at...)
        case 3: body.insert(contentsOf: body[at..<end], at: at)
        default: body.replaceSubrange(at..<end, with: pieces.randomElement(using: &words) ?? [])
        }
      }
      answers += read(body).count
      _ = ErrorBody(body)
    }
    // Some survive and some do not: the mutations reach past the first bracket.
    #expect((100...3900).contains(answers), "seed \(seed): \(answers) answers")
  }

  @Test func depthIsRefused() {
    for depth in [600, 1_000_000] {
      for bracket in ["[", "{\"a\":"] {
        let deep = String(repeating: bracket, count: depth)
        #expect(read(Array("{\"choices\":\(deep)".utf8)) == [])
        #expect(read(Array("{\"content\":\(deep)".utf8)) == [])
        #expect(ErrorBody(Array("{\"error\":\(deep)".utf8)).message == nil)
      }
    }
  }

  @Test func theFirstOfEqualKeysCounts() throws {
    let twice = #"{"choices":[{"text":"a","text":"b"}],"choices":[{"text":"c"}]}"#
    for _ in 0..<20 {
      #expect(try answer(OpenAICompletions(), twice).text == Array("a".utf8))
    }
  }

  @Test func aReplyThatIsNoTextIsAReplyToFlag() throws {
    let spoilt: [[UInt8]] = [
      [0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0x0A], Array(#"\ud800"#.utf8),
    ]
    for (name, format, body) in responses {
      let parts = body.split(separator: "move = [1, 0, 2]", maxSplits: 1).map { Array($0.utf8) }
      for bytes in spoilt {
        let answer = try format.answer(in: parts[0] + bytes + parts[1])
        #expect(answer.inputTokens == 19, "\(name) \(bytes)")
        #expect(throws: RedFlag.notText, "\(name) \(bytes)") {
          try RedFlagPolicy().checkText(of: Reply(text: answer.text))
        }
      }
      let escaped = try format.answer(in: parts[0] + Array(#"\u0000\u001b[2J"#.utf8) + parts[1])
      #expect(escaped.text == Array("\u{0}\u{1B}[2J".utf8), "\(name)")
    }
  }

  @Test func hugeTextsAreReadWhole() throws {
    let texts = [
      String(repeating: "[", count: 1_000_000), String(repeating: "a", count: 10_000_000),
      String(repeating: "\\n", count: 1_000_000), String(repeating: "\\u00e9", count: 1_000_000),
    ]
    for text in texts {
      for (name, format, body) in responses {
        let answer = try answer(format, body.replacing("move = [1, 0, 2]", with: text))
        #expect(answer.text.count >= 1_000_000, "\(name)")
      }
    }
    let names = try answer(
      OpenAICompletions(),
      #"{"id":"\#(texts[1])","model":"a\u001b]0;b","choices":[{"text":"x","finish_reason":"\#(texts[0])"}]}"#
    )
    #expect(names.responseID?.count == 200 && names.finishReason?.count == 200)
    #expect(names.model == "a ]0;b")
  }
}
