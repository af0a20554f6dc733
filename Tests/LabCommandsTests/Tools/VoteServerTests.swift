import Economics
import Foundation
import MAKERCore
import MCPServer
import Providers
import Storage
import TestSupport
import Testing
import TextFormats

@testable import LabCommands

/// Votes over a provider's wire format, against a server on loopback.
@Suite(.timeLimit(.minutes(10))) struct VoteServerTests {
  private let prompt = #"answer p=0.8 v=0.9: right|wrong|other"#

  private func script() throws -> FaultServerProcess {
    try FaultServerProcess(["--model", "script"])
  }

  private func vote(_ more: String, _ channel: String = "openai:gpt-4.1-mini") -> String {
    #"{"prompt": "\#(prompt)", "channel": "\#(channel)", "k": 3, "temperature": 1\#(more)}"#
  }

  /// What the journal holds of all payers.
  private func sums(_ fixture: ToolCalls) throws -> [PayerSums] {
    let store = try LabStore(readingOnly: fixture.store)
    defer { store.close() }
    return try store.payers()
  }

  /// Forty calls at once share one journal: every answer of the server is one draw of one call, and the
  /// day's sum is what the journal says.
  @Test func callsShareOneJournal() async throws {
    let server = try script()
    let fixture = try ToolCalls(server.environment)
    let words = vote("")
    let results = try await withThrowingTaskGroup(of: JSONValue.self) { group in
      for _ in 0..<40 { group.addTask { try await fixture.vote(words) } }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(results.allSatisfy { $0["verdict"]?.string == "won" })
    let used = results.reduce(0) { $0 + ($1["draws"]?["used"]?.integer ?? 0) }
    #expect(try server.counts().answered == used)
    #expect(Set(results.compactMap { $0["seed"]?.integer }).count == 40)
    let sums = try sums(fixture)
    #expect(sums.count == 1 && sums[0].answered == used && sums[0].cut == 0)
    let spent = results.reduce(0.0) { $0 + ($1["budget"]?["call"]?["spent_cost"]?.double ?? 0) }
    let cost = results.reduce(0.0) { $0 + ($1["cost"]?.double ?? 0) }
    let day = Double(try #require(sums[0].charged.picodollars)) / 1e12
    #expect(abs(spent - day) < 1e-9 && abs(cost - day) < 1e-9 && day > 0)
  }

  /// A seed that is given again reads what was drawn, and costs nothing; another policy judges the same
  /// replies.
  @Test func aGivenSeedReadsRecordedDraws() async throws {
    let server = try script()
    let fixture = try ToolCalls(server.environment)
    let first = try await fixture.vote(vote(#", "seed": 7"#))
    let asked = try server.counts().answered
    let again = try await fixture.vote(vote(#", "seed": 7"#))
    #expect(try server.counts().answered == asked)
    for name in ["verdict", "winner", "votes", "lead", "flags", "tokens_in", "cost", "warnings"] {
      #expect(
        again[name].map { JSONText.compact($0) } == first[name].map { JSONText.compact($0) },
        "\(name)")
    }
    #expect(again["draws"]?["reused"]?.integer == again["draws"]?["used"]?.integer)
    #expect(again["budget"]?["call"]?["spent_tokens"]?.integer == 0)
    #expect((first["budget"]?["call"]?["spent_tokens"]?.integer ?? 0) > 0)
    _ = try await fixture.vote(vote(#", "seed": 7, "must_not_match": "wrong", "draw_limit": 3"#))
    #expect(try server.counts().answered <= max(asked, 3))
  }

  /// A spent budget is a result that says what was drawn and spent, whosever budget it is.
  @Test(arguments: [("this call", #", "max_tokens": 9000"#, 1_000_000), ("this server", "", 9000)])
  func aSpentBudgetIsAResult(whose: String, more: String, day: Int) async throws {
    let server = try script()
    var spending = ServerSpending()
    spending.day.tokens = day
    let fixture = try ToolCalls(server.environment, spending: spending)
    // Worst cases of about 4,250 tokens: two draws are answered, then none fits beside what they took.
    let words = #"""
      {"prompt": "answer p=0.5 v=1: right|wrong", "channel": "openai:gpt-4.1-mini", "k": 900, \#
      "draw_limit": 1000, "temperature": 1\#(more)}
      """#
    // What was spent today before leaves this call less than it may spend itself.  It is one answered
    // draw: of several, those that come too late are charged what they may have cost at most.
    if day == 9000 { _ = try await fixture.vote(vote("").replacing(#""k": 3"#, with: #""k": 1"#)) }
    let before = try server.counts().answered
    let result = try await fixture.vote(words)
    #expect(result["verdict"]?.string == "stopped", "\(JSONText.compact(result))")
    #expect(result["winner"]?.isNull == true)
    let reason = try #require(result["reason"]?.string)
    #expect(reason.hasPrefix(whose) && reason.contains("9000 tokens"), "\(reason)")
    let spent = try #require(result["budget"]?["call"]?["spent_tokens"]?.integer)
    #expect(spent > 0 && spent <= 9000)
    #expect(
      result["tokens_in"]?.integer.map { $0 + (result["tokens_out"]?.integer ?? 0) } == spent,
      "what was paid for is told, also where it came too late to count")
    #expect((result["draws"]?["used"]?.integer ?? .max) <= (try server.counts().answered) - before)
    let votes = (result["votes"]?.elements ?? []).compactMap { $0["votes"]?.integer }.reduce(0, +)
    #expect(votes == result["draws"]?["used"]?.integer && votes > 0)
  }

  /// Nothing was drawn, and nobody knows what a draw would have cost: that is no cost of 0.
  @Test(arguments: [("openai:nobody-sells-it", "unknown"), ("openai:gpt-4.1-mini", "known")])
  func noDrawOfAModelWithoutAPriceIsNotFree(channel: String, status: String) async throws {
    let fixture = try ToolCalls(try script().environment)
    let result = try await fixture.vote(vote(#", "max_tokens": 10"#, channel))
    #expect(result["verdict"]?.string == "stopped" && result["draws"]?["used"]?.integer == 0)
    #expect(result["cost_status"]?.string == status)
    #expect(result["cost"]?.double == (status == "known" ? 0 : nil))
  }

  /// What a tool returns as a channel can be given to it again, and says nothing of the operator's network.
  @Test func aReturnedChannelCanBeGivenAgain() async throws {
    let server = try script()
    let fixture = try ToolCalls(server.environment)
    let given = "fallback(openai:gpt-4.1-mini,top-p=0.50 | openai:gpt-4.1-nano)"
    for channel in ["openai:gpt-4.1-mini,top-p=0.50", given] {
      let first = try await fixture.vote(vote(#", "seed": 7"#, channel))
      let shown = try #require(first["channel"]?.string)
      #expect(shown.contains("openai:gpt-4.1-mini,top-p=0.5") && !shown.contains("127.0.0.1"))
      #expect(first["decided_by"]?.string == shown)
      let again = try await fixture.vote(vote(#", "seed": 7"#, shown))
      #expect(again["channel"]?.string == shown)
      #expect(again["draws"]?["reused"]?.integer == first["draws"]?["used"]?.integer)
      let calibrated = try await fixture.call(
        CalibrateTool.self,
        #"""
        {"channel": "\#(shown)", "repeats": 2, "prompts": [{"prompt": "answer p=1: 1", "expected": "1"}]}
        """#)
      #expect(calibrated["channel"]?.string == shown)
    }
  }

  /// Why a provider cannot be asked is told without where it is.
  @Test func aReasonNamesNoAddress() async throws {
    let fixture = try ToolCalls([
      "OPENAI_API_KEY": "sk-x", "OPENAI_BASE_URL": "http://127.0.0.1:1/v1",
    ])
    let result = try await fixture.vote(vote("", "openai:gpt-4.1-mini,attempts=1"))
    #expect(result["verdict"]?.string == "failed")
    let reason = try #require(result["reason"]?.string)
    #expect(reason.contains("connection refused"), "\(reason)")
    #expect(!JSONText.compact(result).contains("127.0.0.1"), "\(JSONText.compact(result))")
  }

  /// The day's purse survives a restart, and only one process at a time may use it.
  @Test func aRestartDoesNotFillThePurse() async throws {
    let server = try script()
    let folder = try ScratchFolder()
    var spent = 0
    do {
      let fixture = try ToolCalls(server.environment, in: folder)
      let result = try await fixture.vote(vote(""))
      spent = try #require(result["budget"]?["server_day"]?["spent_tokens"]?.integer)
      let other = try ToolCalls(server.environment, in: folder)
      let line = try #require(await other.refusal(vote("")))
      #expect(line.contains("another process asks for the same"), "\(line)")
      #expect(await other.refusal(#"{"prompt": "?", "k": 1, "channel": "simulated:p=1"}"#) == nil)
      withExtendedLifetime(fixture) {}
    }
    let fixture = try ToolCalls(server.environment, in: folder)
    let result = try await fixture.vote(vote(""))
    let call = try #require(result["budget"]?["call"]?["spent_tokens"]?.integer)
    #expect(result["budget"]?["server_day"]?["spent_tokens"]?.integer == spent + call)
    #expect(spent > 0 && call > 0)
  }

  /// A model without a known price is bounded by tokens, and its cost is unknown, never 0.
  @Test func anUnknownPriceIsNotFree() async throws {
    let server = try script()
    let fixture = try ToolCalls(server.environment)
    let result = try await fixture.vote(vote("", "openai:no-such-price"))
    #expect(result["verdict"]?.string == "won")
    #expect(result["cost"]?.isNull == true && result["cost_status"]?.string == "unknown")
    #expect(result["budget"]?["call"]?["spent_cost"]?.double == 0)
    #expect((result["budget"]?["call"]?["spent_tokens"]?.integer ?? 0) > 0)
    let line = try #require(
      await fixture.refusal(vote(#", "max_cost": 0.01"#, "openai:no-such-price")))
    #expect(line.contains("prices of openai:no-such-price are unknown"), "\(line)")
    // A call with a known price goes on beside it.
    let priced = try await fixture.vote(vote(""))
    #expect(priced["verdict"]?.string == "won" && priced["cost_status"]?.string == "known")
    #expect(try sums(fixture).count == 2)
  }

  @Test func aProviderThatFailsIsAResult() async throws {
    let server = try FaultServerProcess(["--model", "script", "--models", "another"])
    let result = try await ToolCalls(server.environment).vote(vote(""))
    #expect(result["verdict"]?.string == "failed" && result["winner"]?.isNull == true)
    #expect(result["reason"]?.string?.isEmpty == false)
    #expect(result["draws"]?["failed"]?.integer == 1)
    #expect(result["budget"]?["call"]?["spent_tokens"]?.integer == 0)
  }

  /// Draws that can only repeat, and long replies that are one text, are told.
  @Test func votesThatTellNothingAreTold() async throws {
    let server = try FaultServerProcess([
      "--model", "text:" + String(repeating: "The move is from peg 1 to peg 3. ", count: 10),
    ])
    let fixture = try ToolCalls(server.environment)
    func codes(_ temperature: String) async throws -> [String] {
      let result = try await fixture.vote(
        #"{"prompt": "?", "channel": "openai:gpt-4.1-mini", "k": 4, "temperature": \#(temperature)}"#
      )
      #expect(result["verdict"]?.string == "won")
      return (result["warnings"]?.elements ?? []).compactMap { $0["code"]?.string }
    }
    #expect(try await codes("0") == ["temperature_zero"])
    #expect(try await codes("1") == ["identical_replies"])
    try server.control(#"{"repeat_ids": true}"#)
    #expect(try await codes("1").contains("repeated_response_ids"))
  }

  /// A cancelled vote stops its draws: the server sees their connections close and no further request, and
  /// the journal says that nobody knows what they cost.
  @Test func cancellingStopsTheDraws() async throws {
    let server = try script()
    let fixture = try ToolCalls(server.environment)
    let words = vote(#", "k": 1"#).replacing(#""k": 3, "#, with: "")
    _ = try await fixture.vote(words)
    let before = try server.counts()
    try server.control(#"{"hold": true}"#)
    let held = vote("")
    let voting = Task { try await fixture.vote(held) }
    while try server.counts().inFlight < 3 { try await Task.sleep(for: .milliseconds(5)) }
    let clock = ContinuousClock()
    let start = clock.now
    voting.cancel()
    let end = await voting.result
    let time = clock.now - start
    #expect(throws: ToolError.self) { try end.get() }
    #expect(time < .seconds(10), "the server would hold them for ever; they stopped after \(time)")
    // What is settled is in the journal when the call has ended.
    let sums = try sums(fixture)
    #expect(sums.count == 1 && sums[0].cut == 0 && sums[0].unknown == 3, "\(sums)")
    while try server.counts().inFlight > 0 { try await Task.sleep(for: .milliseconds(5)) }
    try server.control(#"{"hold": false}"#)
    let after = try server.counts()
    #expect(after.received == before.received + 3 && after.answered == before.answered)
    #expect(after.abandoned == before.abandoned + 3)
    // Their worst case stands, in the budget of the day too.
    let next = try await fixture.vote(words)
    let spent = try #require(next["budget"]?["server_day"]?["spent_tokens"]?.integer)
    #expect(spent == (try self.sums(fixture)).reduce(0) { $0 + $1.charged.tokens })
    #expect(spent > 3 * 4096)
  }
}
