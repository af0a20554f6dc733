import Foundation
import MCPServer
import TestSupport
import Testing
import TextFormats

@testable import LabCommands

/// What `maker_calibrate` says where something is missing: null and why, never an error or a number that
/// looks measured.
@Suite(.timeLimit(.minutes(10))) struct CalibrateResultTests {
  private func prompts(_ count: Int) -> JSONValue {
    .array(
      (0..<count).map {
        .object([
          ("id", .string("q\($0)")), ("prompt", .string("\($0)?\nanswer p=0.9: right|wrong")),
          ("expected", .string("right")),
        ])
      })
  }

  private func calibrate(
    _ bench: ToolBench, _ count: Int, _ others: String
  ) async throws -> JSONValue {
    try await bench.call(
      "maker_calibrate",
      .object([("prompts", prompts(count))] + (try ToolBench.json("{\(others)}").members ?? [])))
  }

  /// Without a single draw every number is null, and the budgets stand.
  private func expectNothing(_ result: JSONValue) {
    #expect(result["draws"]?.integer == 0 && result["steps_drawn"]?.integer == 0)
    for name in [
      "success", "correlation", "k_recommended", "p_task_recommended", "calls_estimated",
      "p_task_ceiling", "projected_for", "projected_k", "latency_median_s", "tokens_in_mean",
      "collisions",
    ] { #expect(result[name]?.isNull == true, "\(name)") }
    #expect(result["success_low"]?.double == 0 && result["success_high"]?.double == 1)
    #expect(result["verdict"]?.string == "no margin is recommended: not all draws came")
    #expect(result["hard_steps"]?.elements?.isEmpty == true)
    #expect(result["per_prompt"]?.elements?.count == 4)
    #expect(result["budget"]?["call"]?["spent_tokens"]?.integer == 0)
  }

  @Test func aBudgetThatAllowsNoDrawIsAResult() async throws {
    let server = try FaultServerProcess(["--model", "script"])
    let bench = try ToolBench(environment: server.environment)
    for model in ["beta", "moments"] {
      let result = try await calibrate(
        bench, 4,
        #""channel": "openai:gpt-4.1-mini", "token_limit": 500, "max_tokens": 10, "model": "\#(model)""#
      )
      expectNothing(result)
      #expect(result["failure"]?.string?.hasPrefix("this call: ") == true, "\(result)")
      #expect(result["budget"]?["call"]?["left_tokens"]?.integer == 10)
    }
    #expect(try server.counts().received == 0)
  }

  @Test func aProviderThatIsGoneIsAResult() async throws {
    let server = try FaultServerProcess(["--model", "script", "--faults", "401=1"])
    let bench = try ToolBench(environment: server.environment)
    let result = try await calibrate(
      bench, 4, #""channel": "openai:gpt-4.1-mini", "token_limit": 500"#)
    expectNothing(result)
    let failure = try #require(result["failure"]?.string)
    for word in ["channel:", "fatal:", "exhausted:"] { #expect(!failure.contains(word)) }
  }

  @Test func whatIsFreeTakesNoTimeAndNoMoney() async throws {
    let bench = try ToolBench()
    func said(_ channel: String) async throws -> JSONValue {
      try await calibrate(bench, 40, #""channel": "\#(channel)", "seed": 1"#)
    }
    let free = try await said("simulated:p=0.9")
    #expect(free["latency_median_s"]?.isNull == true && free["latency_90_s"]?.isNull == true)
    #expect(free["cost_status"]?.string == "free" && free["cost"]?.double == 0)
    #expect(free["projected_cost"]?.double == 0)
    let billed = try await said("simulated:p=0.9,latency=20ms,price-in=1,price-out=1")
    #expect(billed["latency_median_s"]?.double == 0.02 && billed["latency_90_s"]?.double == 0.02)
    #expect(billed["cost_status"]?.string == "known" && (billed["cost"]?.double ?? 0) > 0)
  }

  /// The projection names the margin that it is for.
  @Test(arguments: [
    (200, "simulated:p=0.9", 10, "recommended"), (40, "simulated:p=0.9,rho=0.05", 5, "estimated"),
    (40, "simulated:p=1", 3, "independent"),
  ])
  func theProjectionSaysWhatItIsFor(
    count: Int, channel: String, repeats: Int, basis: String
  ) async throws {
    let result = try await calibrate(
      ToolBench(), count,
      #""channel": "\#(channel)", "seed": 1, "task_steps": 10, "repeats": \#(repeats)"#)
    #expect(result["projected_for"]?.string == basis, "\(JSONText.compact(result))")
    #expect(result["projected_k"]?.integer == result["k_\(basis)"]?.integer)
    #expect((result["k_recommended"]?.isNull == true) == (basis != "recommended"))
  }

  @Test func everyMemberOfAListIsDescribed() {
    for name in ["hard_steps", "per_prompt"] {
      let output = CalibrateOutputs.all.first { $0.name == name }
      let members = output?.schema["items"]?["properties"]?.members ?? []
      #expect(members.count >= 4)
      for (member, schema) in members {
        #expect(schema["description"]?.string?.isEmpty == false, "\(name).\(member)")
      }
    }
    #expect(CalibrateOutputs.all.allSatisfy { $0.isAlways })
  }
}
