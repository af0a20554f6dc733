package import MAKERCore
package import TextFormats

/// What a free reply must be, besides short enough, and how it is compared with others.
///
/// Voting discards a reply at the first condition that it does not meet; `flags` lists them all.
package struct ReplyPolicy: Hashable, Sendable {
  /// How replies are compared.
  package let comparison: AnswerComparison
  /// What a reply must match somewhere; nil for nothing.
  package let mustMatch: RegularExpression?
  /// What a reply must match nowhere; nil for nothing.
  package let mustNotMatch: RegularExpression?
  /// What a reply must be as JSON; nil where it need not be JSON.
  package let schema: JSONSchema?

  /// Makes a policy.
  ///
  /// - Parameters:
  ///   - comparison: How replies are compared.
  ///   - mustMatch: What a reply must match somewhere; one of at most `AnswerComparison.mostBytes` can.
  ///   - mustNotMatch: What a reply must match nowhere; a longer reply is discarded.
  ///   - schema: What a reply must be as JSON, the whole of it; a longer reply is discarded too.
  package init(
    _ comparison: AnswerComparison = .whitespace, mustMatch: RegularExpression? = nil,
    mustNotMatch: RegularExpression? = nil, schema: JSONSchema? = nil
  ) {
    self.comparison = comparison
    self.mustMatch = mustMatch
    self.mustNotMatch = mustNotMatch
    self.schema = schema
  }

  /// Reads the answer in a reply, if it meets all conditions.
  ///
  /// - Parameters:
  ///   - reply: The reply; valid UTF-8.
  ///   - reading: How what does not fit is read; as `AnswerComparison` says.
  /// - Returns: The answer.
  /// - Throws: The first reason to discard the reply; `flags` lists it first.
  package func answer(
    in reply: [UInt8], reading: ReplyReading = .flagging
  ) throws(RedFlag) -> ComparedAnswer {
    if let flag = violations(in: reply, reading, all: false).first { throw flag.flag }
    return try comparison.answer(in: reply, reading: reading)
  }

  /// Reads the answer that is expected: a whole reply, or what an expression's group is to hold.
  ///
  /// - Parameter text: The expected text.
  /// - Returns: The answer that replies are held against.
  /// - Throws: `RedFlag` where no reply could be that: `RedFlag.badAction` for JSON that the schema
  ///   excludes.
  package func expected(_ text: String) throws(RedFlag) -> ComparedAnswer {
    let answer = try comparison.expected(text)
    if comparison == .json, let schema,
      try schema.problem(with: AnswerComparison.json(in: answer.bytes, .flagging)) != nil
    {
      throw .badAction
    }
    return answer
  }

  /// Lists every reason to discard a reply, in the order in which voting looks at them.
  ///
  /// - Parameters:
  ///   - reply: The reply; valid UTF-8.
  ///   - reading: How what does not fit is read.
  /// - Returns: The reasons; none exactly where `answer` gives an answer.
  package func flags(in reply: [UInt8], reading: ReplyReading = .flagging) -> [ReplyFlag] {
    var flags = violations(in: reply, reading, all: true)
    do throws(RedFlag) {
      _ = try comparison.answer(in: reply, reading: reading)
    } catch {
      let flag = ReplyFlag(error, reason(error))
      // That a reply is empty or no JSON is one reason, whoever finds it.
      if !flags.contains(flag) { flags.append(flag) }
    }
    return flags
  }

  /// What keeps a reply from being compared; only the first where not all are asked for.
  private func violations(
    in reply: [UInt8], _ reading: ReplyReading, all: Bool
  ) -> [ReplyFlag] {
    var flags: [ReplyFlag] = []
    func isWanted() -> Bool { all || flags.isEmpty }
    guard reply.count <= AnswerComparison.mostBytes else {
      let isFree = mustMatch == nil && mustNotMatch == nil && schema == nil
      return isFree ? [] : [ReplyFlag(.tooLong, ReplyFlag.tooManyBytes)]
    }
    if let mustMatch, !mustMatch.finds(in: reply) {
      flags.append(ReplyFlag(.noAction, "must_match: the reply does not match the expression"))
    }
    if isWanted(), let mustNotMatch, mustNotMatch.finds(in: reply) {
      flags.append(ReplyFlag(.badAction, "must_not_match: the reply matches the expression"))
    }
    if isWanted(), let schema { flags += schemaFlags(schema, reply, reading) }
    return flags
  }

  private func schemaFlags(
    _ schema: JSONSchema, _ reply: [UInt8], _ reading: ReplyReading
  ) -> [ReplyFlag] {
    do throws(RedFlag) {
      let value = try AnswerComparison.json(in: reply, reading)
      guard let problem = schema.problem(with: value) else { return [] }
      return [ReplyFlag(.badAction, "json_schema: \(problem)")]
    } catch {
      return [ReplyFlag(error, error == .empty ? ReplyFlag.nothing : ReplyFlag.noJSON)]
    }
  }

  /// Why the comparison finds no answer, in one line.
  private func reason(_ flag: RedFlag) -> String {
    switch (flag, comparison) {
    case (.empty, .expression): "compare: the group of the last match is empty"
    case (.empty, _): ReplyFlag.nothing
    case (.tooLong, _): ReplyFlag.tooManyBytes
    case (.badAction, .json): ReplyFlag.noJSON
    case (.badAction, .number): "compare: the reply is not a number and nothing else"
    case (.noAction, _):
      "compare: the reply does not match the expression, or its group is no part of it"
    default: "compare: \(flag.rawValue)"
    }
  }
}

/// One reason to discard a reply.
package struct ReplyFlag: Hashable, Sendable {
  /// The reason as it is counted.
  package let flag: RedFlag
  /// What is wrong, in one line; it may quote the reply.
  package let reason: String

  /// Makes a reason.
  package init(_ flag: RedFlag, _ reason: String) {
    self.flag = flag
    self.reason = reason
  }

  /// There is no text at all.
  package static let empty = ReplyFlag(.empty, nothing)

  static let nothing = "the reply is empty"
  static let noJSON = "the reply is not JSON and nothing else"
  static let tooManyBytes =
    "the reply or its answer is longer than \(AnswerComparison.mostBytes) bytes, or takes too long to search"
}

extension RegularExpression {
  /// Whether it matches somewhere, also where `$` stands before a line end at the end.
  fileprivate func finds(in reply: [UInt8]) -> Bool {
    matches(reply) || (reply.last == UInt8(ascii: "\n") && matches(reply.withoutLineEnd))
  }
}
