import MAKERCore
import RandomStreams
import Tasks
import Testing
import TextFormats

@Suite struct AnswerComparisonTests {
  private func read(
    _ compare: String, _ reply: String, _ reading: ReplyReading = .flagging
  ) throws -> Result<String, RedFlag> {
    let comparison = try AnswerComparison(compare)
    return Result { () throws(RedFlag) in
      try comparison.answer(in: Array(reply.utf8), reading: reading)
    }.map(\.text)
  }

  @Test(arguments: [
    ("exact", " Paris\n", " Paris\n"), ("whitespace", " \t New\n\n  York \u{A0}", "New York"),
    ("number", "42", "42"), ("number", " +042.0\n", "42"), ("number", "4.2e1", "42"),
    ("number", "-0.0", "0"), ("number", ".5", "0.5"), ("number", "5.", "5"),
    ("number", "1e-9", "1e-9"), ("number", "0.000001", "0.000001"),
    ("number", "123456789012345678901234567890", "12345678901234567890123456789e1"),
    ("number", "1E+400", "1e400"), ("number", "-12.340", "-12.34"),
    (
      "json", " {\"b\": 1.0, \"a\": [true, null, \"x\\u0041\\n\"]} ",
      "{\"a\":[true,null,\"xA\\u000a\"],\"b\":1}"
    ),
    ("json", "[]", "[]"), ("json", "{}", "{}"), ("json", "\"\\ud83d\\ude00\"", "\"😀\""),
    ("json", "-0", "0"), ("regex:Answer: *(\\w+)", "Answer: no. Answer:  yes!", "yes"),
    ("regex:^Answer:\\s+(yes|no)$", "Answer: yes\r\n", "yes"),
    ("regex:(\\S+)\n$", "a b\n", "b"), ("regex:(\\pL+)", "Grüße, Müller", "Müller"),
    ("regex:(?i)answer is ([^.]*)\\.", "The ANSWER is  New\nYork.", "New York"),
  ])
  func readsAnswers(compare: String, reply: String, answer: String) throws {
    #expect(try read(compare, reply) == .success(answer))
  }

  @Test(arguments: [
    ("whitespace", " \n\t", RedFlag.empty), ("number", "", .empty), ("number", "  ", .empty),
    ("number", "forty", .badAction), ("number", "1 2", .badAction), ("number", "1.2.3", .badAction),
    ("number", "0x10", .badAction), ("number", "1,000", .badAction), ("number", "e5", .badAction),
    ("number", "1e99999999999", .badAction), ("number", "nan", .badAction),
    ("number", "-", .badAction), ("number", ".", .badAction),
    ("json", " ", .empty), ("json", "{a: 1}", .badAction), ("json", "[1,]", .badAction),
    ("json", "01", .badAction), ("json", "+1", .badAction), ("json", "1.", .badAction),
    ("json", ".5", .badAction), ("json", "-", .badAction), ("json", "[1] [2]", .badAction),
    ("json", "{\"a\":1,\"a\":2}", .badAction), ("json", "\"\\ud83d\"", .badAction),
    ("json", "\"\t\"", .badAction), ("json", "```json\n1\n```", .badAction),
    ("json", "-.5", .badAction), ("json", "1.e5", .badAction), ("json", "tru", .badAction),
    ("regex:Answer: (\\w*)", "no answer", .noAction), ("regex:Answer: (\\w*)", "Answer: ", .empty),
    ("regex:(a)|b", "b", .noAction),
  ])
  func flags(compare: String, reply: String, flag: RedFlag) throws {
    #expect(try read(compare, reply) == .failure(flag))
  }

  @Test(arguments: [
    ("number", "It is 12, no, 13.50 in all.", "13.5"), ("number", "1.2.3", "0.3"),
    ("json", "Here:\n```json\n{\"a\": 1}\n```\nDone.", "{\"a\":1}"), ("json", "```\n[1]", "[1]"),
  ])
  func repairs(compare: String, reply: String, answer: String) throws {
    #expect(try read(compare, reply, .repairing) == .success(answer))
    #expect(try read(compare, reply) == .failure(.badAction))
  }

  /// The end of a number that is written in another way is no answer.
  @Test(arguments: ["about 1,234", "It is \u{2212}5", "x = \u{2212}.5", "1,234.5"])
  func partsOfNumbersAreNotRepaired(reply: String) throws {
    #expect(try read("number", reply, .repairing) == .failure(.badAction))
    #expect(try read("number", reply + ", that is 7", .repairing) == .success("7"))
  }

  /// A million brackets, and as many digits or blanks as no answer may have, take no time to speak of and trap nothing.
  @Test(
    arguments: ["[", "{\"a\":", "]", "1", " ", "-", "\\", "\"", "a ", "Answer: "],
    ReplyReading.allCases)
  func hostileRepliesAreFlaggedOrRead(piece: String, reading: ReplyReading) throws {
    let reply = Array(String(repeating: piece, count: piece == "[" ? 1_000_000 : 100_000).utf8)
    for name in ["exact", "whitespace", "number", "json", "regex:Answer: (\\w+)"] {
      #expect(throws: RedFlag.self) {
        try AnswerComparison(name).answer(in: reply, reading: reading)
      }
    }
  }

  /// Backtracking would try 2^60000 ways.
  @Test func expressionsTakeLinearTime() throws {
    let reply = String(repeating: "a", count: 60_000) + "b"
    #expect(try read("regex:(a+)+$", reply) == .failure(.noAction))
    #expect(try read("regex:(a.*c|a?)", reply) == .failure(.tooLong))
  }

  @Test func depthIsBounded() throws {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    #expect(try read("json", nested(60)) == .success(nested(60)))
    #expect(try read("json", nested(70)) == .failure(.badAction))
  }

  @Test func expressionsNeedOneGroup() {
    for (text, failure) in [
      ("regex:a", AnswerExpression.Failure.groups(0)), ("regex:(a)(b)", .groups(2)),
      ("regex:(a", .malformed(.malformed("missing ): (a"))), ("regex:", .malformed(.empty)),
      ("Exact", .unknown), ("", .unknown),
      ("regex:(a)(?=b)", .malformed(.malformed("invalid perl operator: (?="))),
    ] {
      #expect(throws: failure, "\(text)") { try AnswerComparison(text) }
    }
    for text in ["exact", "whitespace", "number", "json", "regex:(a)"] {
      #expect((try? AnswerComparison(text))?.name == text)
    }
  }

  /// A canonical answer is its own canonical answer, whatever the value.
  @Test func canonicalAnswersStayAsTheyAre() throws {
    var words = WordStream(StreamKey(seed: 62))
    for _ in 0..<2000 {
      let digits = (0..<Int.random(in: 1...30, using: &words)).map { _ in
        "\(Int.random(in: 0...9, using: &words))"
      }.joined()
      let point = Int.random(in: 0...digits.count, using: &words)
      let text =
        "\(digits.prefix(point)).\(digits.dropFirst(point))"
        + "e\(Int.random(in: -40...40, using: &words))"
      let once = try read("number", text)
      let again = try read("number", try once.get())
      #expect(once == again, "\(text)")
      let value = try #require(Double(text))
      #expect(Double(try once.get()) == value, "\(text)")
    }
  }

  @Test func escapedAnswersAreOneLineAndReadAgain() throws {
    var words = WordStream(StreamKey(seed: 63))
    let pieces = ["a", "\\", "\n", "\r", "\t", "\u{1B}", "\u{9B}", "\u{2028}", "\"", "é", "😀", "n"]
    for _ in 0..<500 {
      let text = (0..<8).compactMap { _ in pieces.randomElement(using: &words) }.joined()
      let answer = ComparedAnswer(text)
      #expect(ComparedAnswer(escaped: answer.escaped) == answer, "\(answer.escaped)")
      #expect(!answer.escaped.unicodeScalars.contains { $0.value < 32 || $0.value == 0x9B })
    }
    for text in ["\\", "\\x", "\\u{110000}", "\\u{41}", "\\u41", "\n"] {
      #expect(ComparedAnswer(escaped: text) == nil, "\(text)")
    }
  }
}
