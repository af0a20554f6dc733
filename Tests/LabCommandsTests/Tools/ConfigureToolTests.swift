import Foundation
import MCPServer
import Providers
import SharedState
import TestSupport
import Testing
import TextFormats

@testable import LabCommands

@Suite struct ConfigureToolTests {
  /// A vote and what a provider got of it, each in a folder of its own, so that nothing is read again.
  private func vote(
    _ effect: ConfigureEffect, _ value: String?, byHandle: Bool, _ server: FaultServerProcess?
  ) async throws -> (result: JSONValue, seen: String) {
    let bench = try ToolBench(environment: server?.environment ?? [:])
    var arguments = try effect.members(value)
    if byHandle {
      arguments = [("configuration", .string(try await bench.configure(arguments)))]
    }
    let question: [(String, JSONValue)] =
      [("prompt", .string(effect.prompt))]
      + (server == nil ? [("expected", .string("42"))] : [])
    let result = try await bench.call("maker_vote", arguments + question)
    var seen: JSONValue? = result
    switch effect.seen {
    case .result(let path): for name in path { seen = seen?[name] }
    case .request(let name):
      seen = try server?.requests(last: 1).first.map { try ToolBench.json($0.body) }?[name]
    }
    return (result, JSONText.compact(seen ?? .null))
  }

  /// Each setting changes what a vote does, and as the same argument of the vote itself would.
  @Test(arguments: ConfigureEffect.all)
  func everySettingTakesEffect(effect: ConfigureEffect) async throws {
    let server = effect.isScripted ? try FaultServerProcess(["--model", "script"]) : nil
    let before = try await vote(effect, effect.values.0, byHandle: true, server)
    let after = try await vote(effect, effect.values.1, byHandle: true, server)
    #expect(before.seen == effect.expected.0, "before: \(JSONText.compact(before.result))")
    #expect(after.seen == effect.expected.1, "after: \(JSONText.compact(after.result))")
    #expect(effect.expected.0 != effect.expected.1)
    let direct = try await vote(effect, effect.values.1, byHandle: false, server)
    #expect(Self.told(after.result) == Self.told(direct.result))
  }

  /// What a vote says, without what it took and what the journal and the clock say.
  private static func told(_ result: JSONValue) -> String {
    JSONText.compact(
      .object(
        (result.members ?? []).filter {
          !$0.0.hasPrefix("latency") && !["budget", "warnings", "reason"].contains($0.0)
        }))
  }

  /// A new argument of a vote is settled by a configuration, and has an effect that is observed here.
  @Test func noSettingIsForgotten() {
    let settings = Set(ConfigureTool.description.parameters.map(\.name))
    #expect(
      Set(VoteTool.description.parameters.map(\.name))
        == settings.subtracting(["ttl_seconds"]).union(ConfigureTool.ofOneQuestion))
    let observed = ConfigureEffect.all.map(\.name)
    #expect(Set(observed) == settings.subtracting(["ttl_seconds"]))
    #expect(Set(observed).count == observed.count)
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
  ])
  func halfAConfigurationIsMinted(json: String) async throws {
    let bench = try ToolBench()
    let settings = try ToolBench.json(json)
    #expect(await bench.refusal("maker_configure", settings) == nil)
  }
}
