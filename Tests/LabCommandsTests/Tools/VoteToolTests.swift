import Economics
import Foundation
import MAKERCore
import MCPServer
import Providers
import SharedState
import Testing
import TextFormats

@testable import LabCommands

/// Votes on simulated channels: verdicts, margins and what a client may say.
@Suite(.timeLimit(.minutes(10))) struct VoteToolTests {
  private func text(_ value: JSONValue?) -> String? { value.map { JSONText.compact($0) } }

  private func codes(_ result: JSONValue) -> [String] {
    (result["warnings"]?.elements ?? []).compactMap { $0["code"]?.string }
  }

  @Test func aSureChannelWins() async throws {
    let fixture = try ToolCalls()
    let result = try await fixture.vote(
      #"{"prompt": "6 x 7?", "expected": "42", "k": 3, "channel": "simulated:p=1", "seed": 5}"#)
    #expect(result["verdict"]?.string == "won" && result["reason"]?.isNull == true)
    #expect(result["winner"]?.string == "42" && result["is_right"]?.bool == true)
    #expect(text(result["votes"]) == #"[{"answer":"42","votes":3,"is_cut":false}]"#)
    #expect(
      text(result["draws"])
        == #"{"issued":3,"used":3,"cancelled":0,"failed":0,"retries":0,"reused":0}"#)
    #expect(result["cost"]?.double == 0 && result["cost_status"]?.string == "free")
    #expect(result["budget"]?.isNull == true && text(result["warnings"]) == "[]")
    #expect(result["seed"]?.integer == 5)
    #expect(!fixture.folder.exists("mcp"), "who asks no provider opens no store")
  }

  /// Over 300 seeds: where the limit of draws comes first there is no winner, the table adds up, and the
  /// leader of the table is named nowhere.
  @Test func undecidedIsAnAnswerWithoutAWinner() async throws {
    let fixture = try ToolCalls()
    var undecided = 0
    for seed in 0..<300 {
      let result = try await fixture.vote(
        """
        {"prompt": "?", "k": 3, "draw_limit": 7, "channel": "simulated:shares=0.5;0.3;0.2,v=0.9", \
        "seed": \(seed)}
        """)
      let votes = (result["votes"]?.elements ?? []).compactMap { $0["votes"]?.integer }
      let flags = (result["flags"]?.members ?? []).compactMap { $0.1.integer }.reduce(0, +)
      let used = try #require(result["draws"]?["used"]?.integer)
      #expect(votes.reduce(0, +) + flags == used, "seed \(seed)")
      #expect(votes == votes.sorted(by: >), "seed \(seed)")
      let lead = (votes.first ?? 0) - (votes.dropFirst().first ?? 0)
      #expect(result["lead"]?.integer == lead, "seed \(seed)")
      if result["verdict"]?.string == "won" {
        #expect(lead == 3, "seed \(seed)")
        #expect(result["winner"]?.string == result["votes"]?.elements?.first?["answer"]?.string)
      } else {
        undecided += 1
        #expect(result["verdict"]?.string == "undecided", "seed \(seed)")
        #expect(result["reason"]?.string == "draw limit" && used == 7 && lead < 3, "seed \(seed)")
        #expect(result["winner"]?.isNull == true && result["is_right"]?.isNull == true)
      }
    }
    #expect((30...270).contains(undecided), "\(undecided) of 300")
  }

  @Test func theMarginFollowsFromTheTask() async throws {
    let fixture = try ToolCalls()
    let least = try MinimumMargin(
      stepSuccess: Probability(0.9), steps: 1000, target: Probability(0.99, name: "target")
    ).margin
    let known = try await fixture.vote(
      #"{"prompt": "?", "steps": 1000, "target": 0.99, "channel": "simulated:p=0.9"}"#)
    #expect(known["k"]?.integer == least && known["k_choice"]?.string == "k_min")
    let told = try await fixture.vote(
      #"{"prompt": "?", "steps": 1000, "target": 0.99, "p": 0.9, "channel": "simulated:p=0.7"}"#)
    #expect(told["k"]?.integer == least && codes(told) == ["independent_margin"])
    #expect(codes(known) == [], "a simulated channel is as independent as it says")
    let given = try await fixture.vote(#"{"prompt": "?", "k": 2, "channel": "simulated:p=0.9"}"#)
    #expect(given["k"]?.integer == 2 && given["k_choice"]?.string == "given" && codes(given) == [])
  }

  /// The call's own aim excludes the configuration's margin, and is told so; a number of steps replaces it.
  @Test func theMarginOfAConfigurationIsNotDroppedSilently() async throws {
    let fixture = try ToolCalls()
    let minted = try await fixture.call(
      ConfigureTool.self, #"{"k": 7, "channel": "simulated:p=0.9"}"#)
    let handle = try #require(minted["configuration"]?.string)
    for aim in ["target", "p"] {
      let line = await fixture.refusal(
        #"{"prompt": "?", "configuration": "\#(handle)", "\#(aim)": 0.9}"#)
      #expect(
        line?.hasPrefix("k of the configuration and \(aim) exclude each other: give k, or steps")
          == true, "\(line ?? "")")
    }
    let voted = try await fixture.vote(
      #"{"prompt": "?", "configuration": "\#(handle)", "steps": 1}"#)
    #expect(voted["k"]?.integer == 2 && voted["k_choice"]?.string == "k_min")
  }

  /// A simulated channel that is told to be wrong in the same way says so.
  @Test func aCorrelatedChannelIsNamed() async throws {
    let fixture = try ToolCalls()
    let result = try await fixture.vote(
      #"{"prompt": "?", "k": 3, "channel": "simulated:p=0.7,rho=0.6", "seed": 1}"#)
    #expect(codes(result) == ["simulated_correlation"])
    #expect(result["warnings"]?.elements?.first?["message"]?.string?.contains("rho = 0.6") == true)
  }

  /// Money is counted in 1e-12 dollars: a sum has no digits beyond.
  @Test func costsAreWholeInTheLastDigitOfMoney() async throws {
    let fixture = try ToolCalls()
    for seed in 0..<50 {
      let result = try await fixture.vote(
        #"{"prompt": "?", "k": 3, "seed": \#(seed), "#
          + #""channel": "simulated:p=0.7,price-in=0.4,price-out=1.6"}"#)
      let text = JSONText.compact(try #require(result["cost"]))
      #expect(text.count <= 14 && result["cost_status"]?.string == "known", "seed \(seed): \(text)")
    }
  }

  @Test func aLadderDecidesWhatStaysUndecided() async throws {
    let result = try await ToolCalls().vote(
      """
      {"prompt": "?", "k": 4, "cap": 5, "channel": "simulated:shares=0.34;0.33;0.33", \
      "escalate": ["simulated:p=1"], "expected": "yes", "seed": 3}
      """)
    #expect(result["verdict"]?.string == "won" && result["winner"]?.string == "yes")
    #expect(result["escalations"]?.integer == 1)
    #expect(text(result["votes"]) == #"[{"answer":"yes","votes":4,"is_cut":false}]"#)
    #expect((result["draws"]?["used"]?.integer ?? 0) > 4)
    #expect(result["decided_by"]?.string?.hasPrefix("simulated:p=1,") == true)
    #expect(result["channel"]?.string?.hasPrefix("simulated:shares=0.34;0.33;0.33,") == true)
  }

  /// A channel counts once it was asked: its clock, and whether it is the one that decided.
  @Test(arguments: [("simulated:p=1", false), ("simulated:shares=0.34;0.33;0.33", true)])
  func onlyChannelsThatWereAskedCount(first: String, isEscalated: Bool) async throws {
    let result = try await ToolCalls().vote(
      """
      {"prompt": "?", "k": 4, "cap": 5, "channel": "\(first)", "seed": 3, \
      "escalate": ["simulated:p=1,clock=real,price-in=1,price-out=1"]}
      """)
    #expect(result["verdict"]?.string == "won")
    #expect(result["escalations"]?.integer == (isEscalated ? 1 : 0))
    #expect(result["latency_s"]?.isNull == !isEscalated)
    #expect(result["decided_by"]?.string?.contains("clock=real") == isEscalated)
    #expect((result["cost_status"]?.string == "free") == !isEscalated)
    let undecided = try await ToolCalls().vote(
      #"{"prompt": "?", "k": 4, "cap": 4, "channel": "simulated:shares=0.5;0.5", "seed": 1}"#)
    #expect(undecided["verdict"]?.string == "undecided")
    #expect(undecided["decided_by"]?.isNull == true)
  }

  /// Without a seed every call draws anew and says how to draw the same again.
  @Test func aSeedIsFreshUnlessGiven() async throws {
    let fixture = try ToolCalls()
    let call = #"{"prompt": "?", "k": 3, "channel": "simulated:p=0.6""#
    let seeds = try await [fixture.vote(call + "}"), fixture.vote(call + "}")].compactMap {
      $0["seed"]?.integer
    }
    #expect(Set(seeds).count == 2)
    #expect(seeds.allSatisfy { (0...ToolSeed.greatest).contains($0) })
    func without(_ result: JSONValue) -> [String] {
      (result.members ?? []).filter { $0.0 != "latency_s" }.map { text($0.1) ?? "" }
    }
    let again = try await [seeds[0], seeds[0]].asyncMap { seed in
      without(try await fixture.vote(call + ", \"seed\": \(seed)}"))
    }
    #expect(again[0] == again[1])
  }

  @Test func progressTellsEveryDraw() async throws {
    let told = Locked<[(Double, Double?, String?)]>([])
    let result = try await ToolCalls().vote(
      #"{"prompt": "?", "k": 3, "channel": "simulated:p=0.7,v=0.8", "seed": 8, "draw_limit": 40}"#,
      MCPCall { done, total, message in told.withLock { $0.append((done, total, message)) } })
    let steps = told.withLock { $0 }
    let used = try #require(result["draws"]?["used"]?.integer)
    #expect(steps.map(\.0) == (1...used).map(Double.init))
    #expect(steps.allSatisfy { $0.1 == 40 })
    let last = try #require(steps.last?.2)
    #expect(last.hasPrefix("\(used) of at most 40 draws, "), "\(last)")
    #expect(last.hasSuffix("votes, lead 3 of 3"), "\(last)")
  }

  @Test(arguments: [
    (#""k": 3"#, "channel is required"),
    (#""channel": "simulated:p=0.9""#, "k is required, best k_recommended"),
    (#""k": 3, "channel": "openai:gpt-4.1-mini""#, "OPENAI_API_KEY"),
    (#""k": 3, "channel": "recorded:Results/solves""#, "tools read no recordings and no files"),
    (#""k": 3, "channel": "/etc/passwd""#, "tools read no recordings and no files"),
    (#""k": 3, "channel": "profile.json""#, "tools read no recordings and no files"),
    (#""k": 3, "channel": "ollama:m,base-url=http://10.0.0.1""#, "base-url is the operator's"),
    (
      #""k": 3, "channel": "fallback(ollama:m | ollama:n,base-url=http://127.0.0.1:9)""#,
      "base-url is the operator's"
    ),
    (
      #""k": 3, "cap": 9, "channel": "simulated:p=0.9", "escalate": ["recorded:x"]"#,
      "tools read no recordings and no files"
    ),
    (#""steps": 10, "channel": "ollama:m""#, "k_recommended of maker_calibrate"),
    (#""k": 3, "steps": 10, "channel": "simulated:p=0.9""#, "k and steps exclude each other"),
    (#""k": 3, "target": 0.9, "channel": "simulated:p=0.9""#, "k and target exclude each other"),
    (#""k": 3, "p": 0.9, "channel": "simulated:p=0.9""#, "k and p exclude each other"),
    (#""steps": 10, "p": 0.500001, "channel": "simulated:p=0.9""#, "allowed are up to 1000"),
    (#""steps": 10, "channel": "simulated:p=0.500001""#, "allowed are up to 1000"),
    (#""steps": 10, "channel": "simulated:p=0.5""#, "p = 0.5 must be above 0.5"),
    (#""steps": 10, "channel": "simulated:p=0.6,rho=0.9""#, "steps as unequal as rho = 0.9"),
    (
      #""k": 9, "cap": 5, "channel": "simulated:p=0.9""#,
      "cap 5: no step can be decided by a margin of 9 votes; give at least 9"
    ),
    (#""k": 9, "draw_limit": 5, "channel": "simulated:p=0.9""#, "draw_limit 5: no step"),
    (#""k": 3, "channel": "simulated:p=0.9", "max_cost": 2"#, "max_cost must be at most $1.00"),
    (#""k": 3, "channel": "simulated:p=0.9", "max_tokens": 2000000"#, "max_tokens must be at"),
    (
      #""k": 3, "channel": "simulated:p=0.9", "compare": "number", "expected": "x""#,
      "expected would be discarded: compare: the reply is not a number and nothing else"
    ),
    (
      #""k": 3, "channel": "simulated:p=0.9", "must_not_match": "2$", "expected": "42""#,
      "expected would be discarded: must_not_match: the reply matches the expression"
    ),
    (
      #""k": 3, "channel": "simulated:p=0.9", "json_schema": {"maximum": 3}, "expected": "42""#,
      "expected would be discarded: json_schema: must be at most 3, not 42"
    ),
    (
      #""k": 3, "channel": "simulated:p=0.9", "configuration": "cfg_00000000000000000000000000000000""#,
      "unknown"
    ),
  ])
  func whatCannotBeAskedIsOneLine(arguments: String, complaint: String) async throws {
    let fixture = try ToolCalls()
    let line = try #require(
      await fixture.refusal(#"{"prompt": "?", \#(arguments)}"#), "\(arguments)")
    #expect(line.contains(complaint), "\(line)")
    #expect(!line.contains { $0.isNewline } && !line.contains("--"), "\(line)")
    #expect(!line.contains(/\bauto\b/), "a word of the command line: \(line)")
    #expect(!fixture.folder.exists("mcp"), "nothing is opened for a call that is refused")
  }
}

extension Array {
  fileprivate func asyncMap<Output>(
    _ transform: (Element) async throws -> Output
  ) async rethrows -> [Output] {
    var output: [Output] = []
    for element in self { output.append(try await transform(element)) }
    return output
  }
}
