import Foundation
import TestSupport
import Testing
import TextFormats

/// What a server may spend is its operator's to say.
@Suite(.timeLimit(.minutes(10))) struct BudgetAttackTests {
  /// A vote on a model whose replies have 2 tokens, asking for at most 100.
  private static func vote(_ seed: Int, _ more: [(String, JSONValue)] = []) -> JSONValue {
    .object(
      [
        ("prompt", .string("6 x 7?")), ("k", .int(3)), ("seed", .int(seed)),
        ("channel", .string("openai:m,max-tokens=100,attempts=1")),
      ] + more)
  }

  private static let limit = 2000

  private func model() throws -> FaultServerProcess {
    try FaultServerProcess(["--model", "text:42", "--models", "m"])
  }

  private func server(
    _ model: FaultServerProcess, _ folder: ServerFolder? = nil
  ) throws -> ServerProcess {
    try ServerProcess(
      ["--max-tokens-total", "\(Self.limit)"], environment: model.environment, folder: folder)
  }

  private static func spent(_ model: FaultServerProcess) throws -> Int {
    let counts = try model.counts()
    return counts.inputTokens + counts.outputTokens
  }

  /// Votes until the budget ends it; the number of votes that were won.
  private static func exhaust(
    _ server: ServerProcess, from seed: Int = 0, _ more: [(String, JSONValue)] = []
  ) throws -> Int {
    for number in 0..<1000 {
      let reply = try server.call("maker_vote", vote(seed + number, more))
      if reply.structured?["verdict"]?.string != "won" { return number }
    }
    throw ServerProcess.Failure("1,000 votes were paid for", server.notes)
  }

  @Test func aClientCannotRaiseTheBudgetOfTheServer() throws {
    let model = try model()
    let server = try server(model)
    for (name, value) in [
      ("max_tokens", JSONValue.int(1_000_000_000)), ("max_tokens_total", .int(1_000_000_000)),
      ("max_cost", .int(1_000_000)), ("max_tokens", .int(Self.limit + 1)),
    ] {
      let reply = try server.call("maker_vote", Self.vote(1, [(name, value)]))
      #expect(reply.complaint != nil, "\(name): \(JSONText.compact(reply))")
    }
    #expect(try model.counts().received == 0, "nothing is asked before all is checked")
    // A configuration's budget is one more limit, not another source.
    let minted = try server.call("maker_configure", #"{"max_tokens": 2000, "k": 3}"#)
    let handle = try #require(minted.structured?["configuration"], "\(JSONText.compact(minted))")
    let won = try Self.exhaust(server, [("configuration", handle)])
    #expect(won > 0)
    #expect(try Self.spent(model) <= Self.limit)
    #expect(try Self.exhaust(server, from: 5000) <= 1)
    #expect(try Self.spent(model) <= Self.limit)
    #expect(try server.end().code == 0)
  }

  /// Begins anew at midnight, UTC: what such a test would find then says nothing.
  private static func today() -> Int { Int(Date().timeIntervalSince1970) / 86_400 }

  @Test func theBudgetOfADayOutlivesTheServer() throws {
    let (model, folder, day) = (try model(), try ServerFolder(), Self.today())
    let first = try server(model, folder)
    #expect(try Self.exhaust(first) > 0)
    #expect(try first.end().code == 0)
    let received = try model.counts().received
    let second = try server(model, folder)
    let reply = try second.call("maker_vote", Self.vote(5000))
    #expect(try second.end().code == 0)
    guard Self.today() == day else { return }
    #expect(reply.structured?["verdict"]?.string != "won", "\(JSONText.compact(reply))")
    #expect(try model.counts().received - received <= 3)
    #expect(try Self.spent(model) <= Self.limit)
  }

  /// Two servers over one folder would have one budget each.
  @Test func aFolderHasOneServerThatSpends() throws {
    let (model, folder) = (try model(), try ServerFolder())
    let first = try server(model, folder)
    #expect(try first.call("maker_vote", Self.vote(1)).structured?["verdict"]?.string == "won")
    let received = try model.counts().received
    let second = try server(model, folder)
    let reply = try second.call("maker_vote", Self.vote(2))
    #expect(reply.complaint != nil, "\(JSONText.compact(reply))")
    #expect(try model.counts().received == received)
    #expect(try first.end().code == 0)
    #expect(try second.end().code == 0)
  }

  @Test func theBudgetIsSmallUnlessTheOperatorSaysOtherwise() throws {
    let model = try model()
    let server = try ServerProcess(environment: model.environment)
    let reply = try server.call("maker_vote", Self.vote(1))
    let budget = try #require(reply.structured?["budget"], "\(JSONText.compact(reply))")
    let (call, day) = (budget["call"], budget["server_day"])
    #expect((call?["max_tokens"]?.integer ?? .max) <= 100_000)
    #expect((day?["max_tokens"]?.integer ?? .max) <= 1_000_000)
    #expect((call?["max_cost"]?.double ?? .infinity) <= 0.1)
    #expect((day?["max_cost"]?.double ?? .infinity) <= 1)
    let spent = try Self.spent(model)
    #expect(spent > 0 && day?["spent_tokens"]?.integer == spent)
    #expect(try server.end().code == 0)
  }
}
