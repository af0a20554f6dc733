import Foundation
import MCPServer
import Providers
import SharedState
import TestSupport
import Testing
import TextFormats

@testable import LabCommands

@Suite struct ConfigureToolTests {
  /// Each setting changes what a tool does, and as the same argument of the call itself would.
  @Test(arguments: ConfigureEffect.all)
  func everySettingTakesEffect(effect: ConfigureEffect) async throws {
    let server = try effect.provider()
    let before = try await effect.call(effect.values.0, byHandle: true, server)
    let after = try await effect.call(effect.values.1, byHandle: true, server)
    #expect(before.seen == effect.expected.0, "before: \(JSONText.compact(before.result))")
    #expect(after.seen == effect.expected.1, "after: \(JSONText.compact(after.result))")
    #expect(effect.expected.0 != effect.expected.1)
    let direct = try await effect.call(effect.values.1, byHandle: false, server)
    #expect(Self.told(after.result) == Self.told(direct.result))
  }

  /// What a call says, without what it took and what the journal and the clock say.
  private static func told(_ result: JSONValue) -> String {
    JSONText.compact(
      .object(
        (result.members ?? []).filter {
          !$0.0.hasPrefix("latency")
            && !["budget", "warnings", "reason", "failure"].contains($0.0)
        }))
  }

  /// Every setting but how long the configuration lives.
  private static let settings = Set(ConfigureTool.description.parameters.map(\.name))
    .subtracting(["ttl_seconds"])

  /// A new argument of a vote is settled by a configuration.
  @Test func whatAVoteTakesIsSettled() {
    #expect(
      Set(VoteTool.description.parameters.map(\.name))
        == Self.settings.union(ConfigureTool.ofOneQuestion))
  }

  /// Each tool that has a setting among its arguments takes it from a configuration, and its effect is
  /// observed here.
  @Test(arguments: LabTools.all.indices)
  func noSettingIsForgotten(index: Int) {
    let tool = LabTools.all[index]
    guard tool != ConfigureTool.self else { return }
    let arguments = Set(tool.description.parameters.map(\.name))
    let taken = Self.settings.filter { arguments.contains(tool.configured[$0] ?? $0) }
    let effects = ConfigureEffect.all.filter { $0.tool == tool.description.name }
    #expect(Set(effects.map(\.name)).count == effects.count)
    for effect in effects {
      #expect(effect.argument == tool.configured[effect.name] ?? effect.name)
    }
    #expect(Set(effects.map(\.name)) == taken)
    #expect(arguments.contains("configuration") == !taken.isEmpty)
  }

  @Test func aConfigurationEndsWhenItSays() async throws {
    let time = Locked(Date(timeIntervalSince1970: 1_800_000_000))
    let bench = try ToolBench(
      configurations: ConfigurationStore(now: { time.withLock { $0 } }))
    for (given, ends) in [(60, "2027-01-15T08:01:00Z"), (nil, "2027-01-16T08:00:00Z")] {
      time.withLock { $0 = Date(timeIntervalSince1970: 1_800_000_000) }
      let minted = try await bench.call(
        "maker_configure",
        [("k", .int(1)), ("channel", .string("simulated:p=1"))]
          + (given.map { [("ttl_seconds", .int($0))] } ?? []))
      #expect(minted["expires_at"]?.string == ends)
      let handle = try #require(minted["configuration"])
      let call = JSONValue.object([("prompt", .string("a")), ("configuration", handle)])
      #expect(try await bench.call("maker_vote", call)["verdict"]?.string == "won")
      let life = TimeInterval(given ?? 86_400)
      time.withLock { $0 += life - 1 }
      #expect(await bench.refusal("maker_vote", call) == nil)
      time.withLock { $0 += 1 }
      #expect(
        await bench.refusal("maker_vote", call)
          == "configuration \(handle.string ?? "") expired at \(ends); mint another with "
          + "maker_configure")
    }
    let unknown = ConfigurationHandle.random()
    let refusal = await bench.refusal(
      "maker_vote",
      .object([("prompt", .string("a")), ("configuration", .string(unknown))]))
    #expect(refusal?.hasPrefix("configuration \(unknown) is unknown") == true, "\(refusal ?? "")")
  }

  @Test func settledFieldsHaveTheirDefaults() async throws {
    let bench = try ToolBench()
    func fields(_ json: String) async throws -> String {
      let result = try await bench.call("maker_configure", ToolBench.json(json))
      return JSONText.compact(try #require(result["fields"]))
    }
    #expect(
      try await fields(#"{"channel": "simulated:p=0.9", "steps": 1000, "seed": 5}"#)
        == #"{"channel":"simulated:p=0.9","escalate":null,"k":5,"steps":1000,"target":0.95,"p":null,"#
        + #""draw_limit":50,"cap":null,"temperature":"greedy-first","seed":5,"compare":"whitespace","#
        + #""token_limit":null,"must_match":null,"must_not_match":null,"json_schema":null,"#
        + #""reading":"flagging","max_cost":0.1,"max_tokens":100000}"#)
    let other = try await fields(
      #"{"json_schema": {"type": "object"}, "k": 2, "max_cost": 0.05, "escalate": ["simulated:p=1"], "#
        + #""cap": 4}"#)
    for part in [
      #""compare":"json""#, #""k":2"#, #""max_cost":0.05"#, #""target":null"#, #""channel":null"#,
      #""escalate":["simulated:p=1"]"#,
    ] { #expect(other.contains(part), "\(part) in \(other)") }
  }

  /// What a vote would refuse is refused when it is minted, in the same words.
  @Test(arguments: [
    #"{"channel": "simulated:p=2"}"#, #"{"channel": "simulated:q=1"}"#,
    #"{"channel": "/etc/passwd"}"#,
    #"{"channel": "openai:gpt-4.1-mini"}"#,
    #"{"channel": "openai:gpt-4.1-mini,base-url=http://127.0.0.1:1/v1"}"#,
    #"{"escalate": ["simulated:p=0.9", "nobody:x"], "cap": 3}"#, #"{"k": 5, "cap": 4}"#,
    #"{"k": 5, "draw_limit": 4}"#, #"{"compare": "fuzzy"}"#, #"{"compare": "regex:(a)(b)"}"#,
    #"{"must_match": "("}"#, #"{"must_not_match": "[z-a]"}"#,
    #"{"max_cost": 5}"#, #"{"max_tokens": 1000001}"#, #"{"max_cost": 0.0000000000001}"#,
    #"{"channel": "simulated:p=0.4", "steps": 10}"#, #"{"k": 3, "steps": 10}"#,
    #"{"k": 3, "target": 0.9}"#, #"{"k": 3, "p": 0.9}"#,
  ])
  func whatAVoteRefusesIsRefused(json: String) async throws {
    let bench = try ToolBench()
    let settings = try ToolBench.json(json)
    let refusal = try #require(
      await bench.refusal("maker_configure", settings), "\(json) is minted")
    #expect(refusal.allSatisfy { !$0.isNewline })
    #expect(!refusal.contains("--"), "in the words of the tool: \(refusal)")
    var asked = settings.members ?? []
    if settings["channel"] == nil { asked.append(("channel", .string("simulated:p=0.9"))) }
    if settings["k"] == nil, settings["steps"] == nil { asked.append(("k", .int(1))) }
    asked.append(("prompt", .string("?")))
    #expect(await bench.refusal("maker_vote", .object(asked)) == refusal)
  }

  /// What needs a call to be known is no error of a configuration.
  @Test(arguments: [
    "{}", #"{"steps": 1000}"#, #"{"target": 0.9}"#, #"{"p": 0.8}"#, #"{"cap": 3}"#,
    #"{"channel": "simulated:shares=0.6;0.4", "steps": 7}"#, #"{"must_match": "^[0-9]+$"}"#,
    #"{"token_limit": 2}"#,
  ])
  func halfAConfigurationIsMinted(json: String) async throws {
    let bench = try ToolBench()
    let settings = try ToolBench.json(json)
    #expect(await bench.refusal("maker_configure", settings) == nil)
  }
}
