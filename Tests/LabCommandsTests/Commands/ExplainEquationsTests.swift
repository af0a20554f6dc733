import Foundation
import LabCommands
import Testing

@Suite struct ExplainEquationsTests {
  private func explain(_ words: String) async throws -> [String: JSONField] {
    let run = await makerlab(
      ["explain", "--equations", "--format", "json"]
        + words.split(separator: " ").map(String.init))
    try #require(run.code == .done, "\(run.notes)")
    return try run.object()
  }

  private func number(_ object: [String: JSONField], _ key: String) throws -> Double {
    guard case .number(let number) = object[key] else {
      throw LabError("no number for \(key)")
    }
    return number
  }

  private static let keys: Set<String> = [
    "p_right", "p_vote", "p_alt", "p_scattered", "p_sub", "p_sub_wrong", "p_full",
    "failure_budget", "k_real_least", "k_real_most", "c_sample", "c_vote", "c_sub",
    "c_sub_approximate", "c_full", "c_full_approximate", "log10_c_full", "slope", "cost",
    "cost_approximate", "cheapest_m", "cheapest_m_k_min", "cheapest_m_cost",
  ]

  @Test func addsItsKeysToTheOthers() async throws {
    let plain = await makerlab(["explain", "--format", "json", "--p", ".9", "--steps", "40"])
    let others = Set(try plain.object().keys)
    let object = try await explain("--p .9 --steps 40 --m 4 --v .8")
    #expect(Set(object.keys) == others.union(Self.keys))
  }

  @Test func theValuesBelongTogether() async throws {
    let object = try await explain("--p .9 --steps 40 --m 4 --k 2 --v .8")
    func value(_ key: String) throws -> Double { try number(object, key) }
    func expect(_ key: String, _ exact: Double) throws {
      #expect(abs(try value(key) - exact) <= 1e-12 * abs(exact), "\(key)")
    }
    try expect("p_vote", 0.6561)
    try expect("p_alt", 0.0729)
    try expect("p_scattered", 0.271)
    try expect("p_sub", 81.0 / 82)
    try expect("p_right", 81.0 / 82)
    try expect("p_sub_wrong", 1.0 / 82)
    try expect("p_full", pow(81.0 / 82, 10))
    try expect("c_sample", 4)
    try expect("c_vote", 4 / 0.729)
    // Two votes, or two that cancel and again: 2/(p² + q²) decisive ones.
    try expect("c_sub", 4 / 0.729 * 2 / 0.82)
    try expect("c_sub_approximate", 4 / 0.729 * 2.5)
    try expect("c_full", 40 / 0.729 * 2 / 0.82)
    try expect("c_full_approximate", 40 / 0.729 * 2.5)
    try expect("log10_c_full", log10(40 / 0.729 * 2 / 0.82))
    try expect("cost", 50 / 0.729 * 2 / 0.82)
    try expect("cost_approximate", 50 / 0.729 * 2.5)
    try expect("slope", 1 / (0.8 * log(9)))
    let real = try value("k_real")
    #expect(try value("k_real_least") < real && real < value("k_real_most"))
  }

  @Test func pricesReplaceTheUnit() async throws {
    let bare = try await explain("--p .9 --steps 40 --m 4")
    let priced = try await explain(
      "--p .9 --steps 40 --m 4 --price-in 2 --price-out 8 --tokens-in 1000 --tokens-out 250")
    for key in ["c_sample", "c_vote", "c_sub", "c_full", "cost", "slope", "cheapest_m_cost"] {
      // A call of four steps costs .004.
      let (unit, money) = (try number(bare, key), try number(priced, key))
      #expect(abs(money - 0.001 * unit) <= 1e-12 * money, "\(key)")
    }
    let (bill, task) = (try number(priced, "expected_cost"), try number(priced, "c_full"))
    #expect(abs(bill - task) <= 1e-12 * bill)
  }

  /// What a double cannot hold is said to be so, and never printed as 0.
  @Test func powersOutOfRangeAreNoNumbers() async throws {
    let words = "--p .9 --steps 1000000 --target .9 --m 100000"
    let object = try await explain(words)
    for key in ["p_vote", "p_alt", "c_vote", "c_sub", "c_full", "cost"] {
      #expect(object[key] == .null, "\(key)")
    }
    #expect(abs(try number(object, "log10_c_full") - 4582.28) < 0.005)
    let text = await makerlab(
      ["explain", "--equations"] + words.split(separator: " ").map(String.init))
    #expect(text.output.contains("out of range"))
  }

  @Test(arguments: [
    ("--shares .6,.4 --k 2 --steps 9", "--shares"), ("--p .9 --cap 9 --steps 9", "--cap"),
    ("--p .4 --k 2 --steps 9", "0.5"),
  ])
  func onlyTwoCandidatesHaveThem(words: String, named: String) async {
    let run = await makerlab(
      ["explain", "--equations"] + words.split(separator: " ").map(String.init))
    #expect(run.isRefusal, "\(run)")
    #expect(run.notes.first?.contains(named) == true, "\(run.notes)")
  }
}
