import MCPServer
import Providers
import SharedState
import Testing
import TextFormats

@testable import LabCommands

@Suite struct SimulateToolTests {
  private func simulate(_ json: String, _ call: MCPCall = MCPCall()) async throws -> JSONValue {
    try await ToolBench().call("maker_simulate", ToolBench.json(json), call)
  }

  /// Holds each estimate against its exact value.
  ///
  /// Null: the simulation follows the exact law.  Each |z| is beyond 5 with probability 6e-7; about 40 are
  /// looked at, of fixed seeds.
  @Test(arguments: [
    #"{"p": 0.7, "k": 3, "trials": 20000, "seed": 1}"#,
    #"{"p": 0.6, "v": 0.8, "k": 4, "cap": 20, "trials": 20000, "seed": 2}"#,
    #"{"shares": [0.5, 0.3, 0.2], "k": 2, "trials": 20000, "seed": 3}"#,
    #"{"p": 0.9, "rho": 0.2, "v": 0.9, "k": 3, "cap": 30, "steps": 10, "trials": 20000, "seed": 4}"#,
    #"{"p": 0.45, "k": 2, "cap": 8, "trials": 20000, "seed": 5}"#,
  ])
  func estimatesAreNearTheExactValues(json: String) async throws {
    let result = try await simulate(json)
    let members = try #require(result.members)
    let scores = members.filter { $0.0.hasSuffix("_z") }
    #expect(scores.contains { !$0.1.isNull })
    for (name, z) in scores {
      #expect(abs(z.double ?? 0) < 5, "\(json): \(name) = \(z)")
    }
    #expect(result["trials"]?.integer == 20000)
    let shares = ["p_right", "p_wrong", "p_undecided"].compactMap { result[$0]?.double }
    #expect(abs(shares.reduce(0, +) - 1) < 1e-12)
  }

  /// A model that is never right loses its races in as many votes as lead.
  @Test(arguments: ["", #", "cap": 7"#])
  func aRaceThatIsNeverRightIsNotTooLarge(cap: String) async throws {
    let result = try await simulate(#"{"shares": [0, 1], "k": 4, "trials": 100, "seed": 1\#(cap)}"#)
    for (name, value) in [
      ("p_wrong", 1.0), ("p_wrong_exact", 1), ("p_right_exact", 0), ("mean_votes_exact", 4),
    ] {
      #expect(result[name]?.double == value, "\(name)")
    }
  }

  /// The exact values are those of maker_explain.
  @Test func exactValuesAreThoseOfExplain() async throws {
    let simulated = try await simulate(
      #"{"p": 0.8, "k": 3, "cap": 12, "steps": 20, "trials": 10, "seed": 1}"#)
    let explained = try await ToolBench().call(
      "maker_explain", ToolBench.json(#"{"p": 0.8, "k": 3, "cap": 12, "steps": 20}"#))
    for (ours, theirs) in [
      ("p_wrong_exact", "p_step_wrong"), ("p_undecided_exact", "p_undecided_step"),
      ("mean_votes_exact", "mean_votes"), ("p_task_exact", "p_task"),
    ] {
      let (own, other) = (simulated[ours]?.double ?? .nan, explained[theirs]?.double ?? .nan)
      #expect(abs(own - other) <= 1e-9 * other, "\(ours): \(own), not \(other)")
    }
  }

  @Test func aSeedGivesTheSameRacesAndNoSeedAFreshOne() async throws {
    let first = try await simulate(#"{"p": 0.7, "k": 2, "trials": 500, "seed": 9}"#)
    let again = try await simulate(#"{"p": 0.7, "k": 2, "trials": 500, "seed": 9}"#)
    #expect(JSONText.compact(first) == JSONText.compact(again))
    let fresh = try await simulate(#"{"p": 0.7, "k": 2, "trials": 500}"#)
    let other = try await simulate(#"{"p": 0.7, "k": 2, "trials": 500}"#)
    #expect(fresh["seed"]?.integer != other["seed"]?.integer)
    let seed = try #require(fresh["seed"]?.integer)
    let repeated = try await simulate(#"{"p": 0.7, "k": 2, "trials": 500, "seed": \#(seed)}"#)
    #expect(JSONText.compact(fresh) == JSONText.compact(repeated))
  }

  @Test(arguments: [
    (#"{"k": 2}"#, "p is required, or shares in its place"),
    (#"{"p": 0.7, "shares": [0.5, 0.5], "k": 2}"#, "shares takes the place of p"),
    (#"{"shares": [0.5, 0.5], "rho": 0.1, "k": 2}"#, "rho goes with p"),
    (#"{"p": 0.7, "k": 4, "cap": 3}"#, "cap 3 is below k = 4"),
    (#"{"p": 0.5, "k": 1000, "trials": 101}"#, "trials must be at most 100 here"),
    (#"{"p": 0.9, "k": 1, "v": 1e-9}"#, "draws on average, more than 1e8"),
    (#"{"p": 0.9, "k": 1, "rho": 1e-9}"#, "rho must be 0 or at least"),
  ])
  func whatMakesNoSenseIsRefused(json: String, words: String) async throws {
    do {
      _ = try await simulate(json)
      Issue.record("\(json) is taken")
    } catch let error as ToolError {
      #expect(error.message.contains(words), "\(error.message)")
      #expect(!error.message.contains("--"))
    }
  }

  /// One race has no spread: what has no value is null, and the result fits its schema.
  @Test(arguments: [
    #"{"p": 0.9, "k": 3, "trials": 1, "seed": 1}"#,
    #"{"p": 0.5, "k": 1000, "v": 0.011, "seed": 1}"#,
    #"{"p": 1, "k": 3, "trials": 1, "seed": 1}"#,
    #"{"p": 0.9, "k": 3, "cap": 3, "trials": 1, "seed": 1}"#,
    #"{"p": 0.9, "rho": 0.3, "k": 3, "trials": 1, "seed": 1}"#,
    #"{"p": 0.6, "k": 2, "steps": 1152921504606846976, "trials": 10, "seed": 1}"#,
  ])
  func whatHasNoValueIsNull(json: String) async throws {
    let result = try await simulate(json)
    #expect(result["mean_votes_z"]?.isNull == true)
    #expect(result["p_task_z"]?.isNull ?? true)
    let mean = try #require(result["mean_votes"]?.double)
    for end in ["mean_votes_low", "mean_votes_high"] {
      let value = try #require(result[end])
      #expect(value.isNull || value.double == mean, "\(json): \(value)")
    }
  }

  /// Where all races are alike the mean is certain.
  @Test func certainVotesAreAPoint() async throws {
    let result = try await simulate(#"{"p": 1, "k": 3, "trials": 10, "seed": 1}"#)
    for end in ["mean_votes_low", "mean_votes_high", "mean_votes_exact"] {
      #expect(result[end]?.double == 3)
    }
    #expect(result["mean_votes_z"]?.isNull == true)
  }

  /// Counts how often intervals of the mean votes miss, and how far out scores are, over many seeds.
  ///
  /// Null: an interval at 0.95 covers with at least 0.93; of 300, more than 40 then miss with
  /// probability 1e-4.  A score of a share is beyond 5 with probability 6e-7, of 1,200 or less looked at.
  @Test(arguments: [
    #""p": 0.999, "k": 5, "trials": 50"#, #""p": 0.999, "k": 5, "trials": 4000"#,
    #""p": 0.9, "k": 5, "trials": 2000"#, #""p": 0.7, "k": 3, "trials": 60"#,
    #""p": 0.5, "k": 6, "cap": 8, "trials": 200"#,
    #""p": 0.9, "rho": 0.2, "k": 3, "cap": 40, "trials": 300"#,
  ])
  func intervalsCoverAndScoresAreOfChance(json: String) async throws {
    let bench = try ToolBench()
    var (missed, given) = (0, 0)
    for seed in 1...300 {
      let result = try await bench.call(
        "maker_simulate", ToolBench.json("{\(json), \"seed\": \(seed)}"))
      for name in ["p_right", "p_wrong", "p_undecided"] {
        #expect(abs(result["\(name)_z"]?.double ?? 0) < 5, "\(json), seed \(seed): \(name)")
      }
      guard let low = result["mean_votes_low"]?.double, let high = result["mean_votes_high"]?.double
      else { continue }
      given += 1
      #expect(low < high)
      let exact = try #require(result["mean_votes_exact"]?.double)
      if exact < low || exact > high { missed += 1 }
    }
    // Whether there is an interval is a matter of the setting, not of chance.
    #expect(given == 0 || given == 300)
    #expect(missed <= 40, "\(json): \(missed) of \(given)")
  }

  @Test func progressEndsAtAllRaces() async throws {
    let told = Locked<[Double]>([])
    _ = try await simulate(
      #"{"p": 0.5, "k": 20, "trials": 6000, "seed": 1}"#,
      MCPCall { done, total, _ in
        told.withLock { $0.append(total == 6000 ? done : .nan) }
      })
    let done = told.withLock { $0 }
    #expect(done.count > 1)
    #expect(done == done.sorted())
    #expect(done.last == 6000)
  }
}
