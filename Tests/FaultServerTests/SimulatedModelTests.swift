import TestSupport
import Testing

@Suite struct SimulatedModelTests {
  private static let step = #"Previous move: none\nCurrent state: [[3, 2, 1], [], []]"#

  private static func texts(
    _ words: [String], _ prompt: String, draws: Int, ids: String = "draw"
  ) throws -> [String] {
    let server = try FaultServerProcess(words)
    let asked = Asked.completion(prompt, more: #", "max_tokens": 500"#)
    return try (0..<draws).map { draw in
      try LoopbackClient.send(
        to: server.port, "POST", asked.path, headers: ["x-client-request-id": "\(ids) \(draw)"],
        body: asked.bytes
      ).text
    }
  }

  /// What does not depend on the response: the text and how it ends.
  private static func choices(_ text: String) -> Substring {
    text.firstRange(of: #""choices""#).map { text[$0.lowerBound...] } ?? ""
  }

  /// Whether a count agrees with a probability; 5 standard deviations of the binomial law.
  private static func agrees(_ count: Int, _ probability: Double, of draws: Int) -> Bool {
    let expected = Double(draws) * probability
    return abs(Double(count) - expected) <= 5 * (expected * (1 - probability)).squareRoot()
  }

  @Test func theSameDrawGetsTheSameTextFromAnotherServer() throws {
    let words = ["--model", "hanoi", "--p", "0.6", "--v", "0.8"]
    let first = try Self.texts(words, Self.step, draws: 50).map(Self.choices)
    #expect(try Self.texts(words, Self.step, draws: 50).map(Self.choices) == first)
    #expect(Set(first).count > 10)
    #expect(try Self.texts(words, Self.step, draws: 50, ids: "other").map(Self.choices) != first)
    #expect(
      try Self.texts(words + ["--seed", "2"], Self.step, draws: 50).map(Self.choices) != first)
  }

  /// 1,000 draws at p = 0.8 and v = 0.9.
  @Test func hanoiIsRightAsOftenAsItIsTold() throws {
    let texts = try Self.texts(
      ["--model", "hanoi", "--p", "0.8", "--v", "0.9"], Self.step, draws: 1000)
    let right = texts.count {
      $0.contains(#"move = [1, 0, 2]\nnext_state = [[3, 2], [], [1]]"#)
    }
    #expect(Self.agrees(right, 0.72, of: 1000), "\(right) of 1,000, expected 720")
  }

  @Test func microRolesAreAnswered() throws {
    for (question, right, wrong) in [
      (#"peg 1 -> peg 2\npeg 2 ->"#, " peg 0", " peg 1"), ("min(9,3) =", " 3", " 9"),
    ] {
      let texts = try Self.texts(["--model", "hanoi", "--p", "0.5"], question, draws: 100)
      let found = [right, wrong].map { word in
        texts.count { $0.contains(#""text":"\#(word)""#) }
      }
      #expect(found[0] + found[1] == 100 && Self.agrees(found[0], 0.5, of: 100))
    }
  }

  /// 1,000 draws at p = 0.7, the two wrong answers alike.
  @Test func aScriptInThePromptIsFollowed() throws {
    let texts = try Self.texts(
      ["--model", "script"], #"Which?\nanswer p=0.7 v=0.9: right|wrong 1|wrong 2"#, draws: 1000)
    func count(_ word: String) -> Int { texts.count { $0.contains(#""text":"\#(word)""#) } }
    #expect(Self.agrees(count("right"), 0.63, of: 1000))
    #expect(Self.agrees(count("wrong 1"), 0.135, of: 1000))
    #expect(Self.agrees(count("wrong 2"), 0.135, of: 1000))
    #expect(
      count("right") + count("wrong 1") + count("wrong 2")
        + texts.count { $0.contains(#""finish_reason":"length""#) } == 1000)
  }

  @Test func repeatsCanBeMadeAlike() throws {
    let words = ["--model", "hanoi", "--p", "0.6", "--deterministic", "true"]
    #expect(Set(try Self.texts(words, Self.step, draws: 20).map(Self.choices)).count == 1)
    let ids = try Self.texts(["--model", "text:42", "--repeat-ids", "true"], "q", draws: 3)
    #expect(ids.allSatisfy { $0.contains(#""id":"cmpl-0""#) })
  }

  @Test func anUnknownPromptIsRefused() throws {
    let texts = try Self.texts(["--model", "hanoi"], "what now?", draws: 1)
    #expect(texts[0].contains("cannot make anything of this prompt"))
  }
}
