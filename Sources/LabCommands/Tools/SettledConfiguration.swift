import Economics
import MAKERCore
import MCPServer
import Tasks
import TextFormats

/// What a configuration comes to in a vote; checked by asking for one.
struct SettledConfiguration {
  /// What all calls together may spend: nothing is limited that the client does not limit.
  let limits: SpendingLimit
  private let members: [(String, JSONValue)]
  private let question: VoteQuestion
  /// Whether the margin is known without a call.
  private let hasMargin: Bool

  /// Checks what a client gave as a vote would.
  ///
  /// What only a call can know, its prompt above all, is stood in for by something that nothing else depends
  /// on.
  ///
  /// - Parameters:
  ///   - members: The arguments, without null.
  ///   - lab: What calls share.
  /// - Throws: What a vote with these arguments would be refused for.
  init(_ members: [(String, JSONValue)], in lab: ToolLab) throws {
    self.members = members
    func given(_ name: String) -> JSONValue? { members.first { $0.0 == name }?.1 }
    var asked = members + [("prompt", JSONValue.string("?"))]
    let channel = given("channel")?.string
    // Its replies are so short that every token limit holds them.
    if channel == nil { asked.append(("channel", .string("simulated:p=0.9,tokens=1"))) }
    hasMargin =
      try given("k") != nil
      || (given("steps") != nil
        && (given("p") != nil || channel.map { try Self.knowsSuccess($0, in: lab) } == true))
    if !hasMargin {
      // One that no margin follows from yet is checked with any: a call brings what it lacks.
      asked.removeAll { ["steps", "target", "p"].contains($0.0) }
      asked.append(("k", .int(1)))
    }
    question = try VoteQuestion(
      ToolArguments(.object(asked), for: VoteTool.description), in: lab)
    limits = SpendingLimit(
      money: given("max_cost") == nil ? nil : question.spending.limits.money,
      tokens: given("max_tokens") == nil ? nil : question.spending.limits.tokens)
  }

  /// Whether a margin can follow from a channel's own step success.
  private static func knowsSuccess(_ channel: String, in lab: ToolLab) throws -> Bool {
    try ChannelChoice(ofClient: channel, name: "channel", environment: lab.environment)
      .simulated?.stepSuccess != nil
  }

  /// What a vote would use.
  ///
  /// - Parameter parameters: The table.
  /// - Returns: Name and value of each; what was given stands as it was given.
  func fields(of parameters: [ToolParameter]) -> [(String, JSONValue)] {
    parameters.map { parameter in
      if let given = members.first(where: { $0.0 == parameter.name }) { return given }
      return (parameter.name, value(of: parameter.name))
    }
  }

  /// What holds where nothing was given; null where a call decides.
  private func value(of name: String) -> JSONValue {
    let solve = question.solve
    return switch name {
    case "k": hasMargin ? .int(question.margin) : .null
    case "target": question.isLeastMargin || !hasMargin ? .number(solve.target) : .null
    case "draw_limit": .int(solve.drawLimit)
    case "temperature": .string("greedy-first")
    case "token_limit": .int(solve.redFlags.tokenLimit)
    case "reading": .string(solve.redFlags.reading.rawValue)
    case "max_cost": .number(question.spending.limits.money.map { Double($0.picodollars) / 1e12 })
    case "max_tokens": .int(question.spending.limits.tokens)
    case "compare": .string(question.task.lines.first?.comparison.name)
    default: .null
    }
  }
}
