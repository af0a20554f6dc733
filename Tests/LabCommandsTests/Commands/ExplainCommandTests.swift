import Foundation
import LabCommands
import Testing

@Suite struct ExplainCommandTests {
  /// What one call of `explain` says.
  private func explain(_ words: String) async throws -> [String: JSONField] {
    let run = await makerlab(
      ["explain", "--format", "json"] + words.split(separator: " ").map(String.init))
    try #require(run.code == .done, "\(run.notes)")
    return try run.object()
  }

  private func number(_ object: [String: JSONField], _ key: String) throws -> Double {
    guard case .number(let number) = object[key] else {
      throw Missing(key: key)
    }
    return number
  }

  /// Whether a number is within some units of 1e-12 of another, relatively.
  private func isNear(_ value: Double, _ other: Double, _ tolerance: Double = 1e-12) -> Bool {
    abs(value - other) <= tolerance * abs(other)
  }

  private struct Missing: Error { let key: String }

  private static let promised: Set<String> = [
    "p", "steps", "target", "steps_per_subtask", "k", "k_min", "verdict", "p_step", "p_step_wrong",
    "p_task", "p_task_wrong", "mean_votes", "votes_q50", "votes_q99", "expected_calls",
  ]
  private static let besides: Set<String> = ["v", "k_real", "sd_votes"]
  private static let ofCap: Set<String> = ["cap", "p_undecided_step", "p_undecided_task"]

  @Test func theKeysAreThePromisedOnes() async throws {
    let plain = try await explain("--p .85 --steps 1023")
    #expect(Set(plain.keys) == Self.promised.union(Self.besides))
    let capped = try await explain("--p .85 --steps 1023 --cap 9")
    #expect(Set(capped.keys) == Self.promised.union(Self.besides).union(Self.ofCap))
    let shares = try await explain("--shares .6,.3,.1 --k 3 --steps 31")
    #expect(Set(shares.keys) == Self.promised.union(Self.besides).union(["shares"]))
  }

  @Test func tenDisksAtEightyFivePercentNeedSix() async throws {
    let object = try await explain("--p .85 --steps 1023 --target .95")
    #expect(try number(object, "k_min") == 6)
    #expect(try number(object, "k") == 6)
    #expect(object["verdict"] == .text("reaches target"))
    #expect(try number(object, "p") == 0.85)
    #expect(try number(object, "steps") == 1023)
    #expect(try number(object, "target") == 0.95)
    #expect(try number(object, "steps_per_subtask") == 1)
    // By hand: (3/17)^6 over 1 + (3/17)^6, and its complement to the power 1023.
    let odds: Double = pow(3.0 / 17.0, 6.0)
    #expect(isNear(try number(object, "p_step_wrong"), odds / (1 + odds)))
    #expect(isNear(try number(object, "p_task"), pow(1 + odds, -1023)))
    let lead: Double = (1 - odds) / (1 + odds)
    let mean: Double = 6 * lead / 0.7
    #expect(isNear(try number(object, "mean_votes"), mean))
    #expect(isNear(try number(object, "expected_calls"), 1023 * mean))
  }

  @Test func everyReferenceRowIsSaid() async throws {
    let table = try References.rows("race2.csv")
    #expect(table.count == 120)
    for row in table {
      func reference(_ name: String) throws -> Double { try #require(Double(row[name] ?? "")) }
      let object = try await explain(
        "--p \(row["p"] ?? "") --k \(row["k"] ?? "") --steps 1 --target .5")
      for (key, name) in [
        ("p_step", "p_correct"), ("p_step_wrong", "p_wrong"), ("mean_votes", "mean_votes"),
      ] {
        let exact = try reference(name)
        #expect(isNear(try number(object, key), exact, 1e-11), "\(row) \(key)")
      }
      let variance = try reference("variance_votes")
      let deviation = try number(object, "sd_votes")
      // With k = 1 the reference is a rounding error around 0.
      #expect(abs(deviation * deviation - variance) <= 1e-7 * variance + 1e-50, "\(row)")
      for (key, name) in [("votes_q50", "q50"), ("votes_q99", "q99")] {
        let (said, exact) = (try number(object, key), try reference(name))
        #expect(said == exact, "\(row) \(key)")
      }
    }
  }

  @Test func aGivenMarginOverridesTheLeast() async throws {
    let less = try await explain("--p .85 --steps 1023 --k 5")
    #expect(try number(less, "k") == 5)
    #expect(try number(less, "k_min") == 6)
    #expect(less["verdict"] == .text("misses target"))
    let more = try await explain("--p .85 --steps 1023 --k 7")
    #expect(more["verdict"] == .text("reaches target"))
    let (surer, safer) = (try number(less, "p_task"), try number(more, "p_task"))
    #expect(safer > surer)
  }

  @Test func aSubtaskOfSeveralStepsVotesLessOften() async throws {
    let object = try await explain("--p .9 --steps 1000 --m 2 --k 3")
    #expect(try number(object, "steps_per_subtask") == 2)
    let votes = try number(object, "mean_votes")
    #expect(isNear(try number(object, "expected_calls"), 500 * votes))
  }

  @Test func flagsRaiseCallsOnly() async throws {
    let all = try await explain("--p .9 --steps 100")
    let half = try await explain("--p .9 --steps 100 --v .5")
    let (few, many) = (try number(all, "expected_calls"), try number(half, "expected_calls"))
    #expect(isNear(many, 2 * few))
    for key in ["mean_votes", "p_task"] {
      let (one, other) = (try number(half, key), try number(all, key))
      #expect(one == other)
    }
  }

  @Test func aCapLeavesRacesUndecided() async throws {
    // k = 2, cap 2: right with p², wrong with q², else undecided.
    let object = try await explain("--p .8 --steps 3 --k 2 --cap 2")
    #expect(isNear(try number(object, "p_step"), 0.64))
    #expect(isNear(try number(object, "p_step_wrong"), 0.04))
    #expect(isNear(try number(object, "p_undecided_step"), 0.32))
    #expect(isNear(try number(object, "mean_votes"), 2))
    let whole =
      try number(object, "p_task") + number(object, "p_task_wrong")
      + number(object, "p_undecided_task")
    #expect(isNear(whole, 1))
    #expect(isNear(try number(object, "p_task"), pow(0.64, 3)))
  }

  @Test func sharesBelowOneHalfCanStillWin() async throws {
    let object = try await explain("--shares .45,.2,.2,.15 --steps 31 --k 2")
    #expect(try number(object, "p") == 0.45)
    #expect(object["k_min"] == .null)
    #expect(try number(object, "p_step") > 0.6)
    let two = try await explain("--shares .8,.2 --steps 31 --k 3")
    let same = try await explain("--p .8 --steps 31 --k 3")
    for key in ["p_step", "p_step_wrong", "p_task", "mean_votes", "votes_q50", "votes_q99"] {
      #expect(isNear(try number(two, key), try number(same, key)))
    }
    // Below one half a margin may still be looked at, and only makes things worse.
    let low = try await explain("--p .4 --steps 2 --k 3")
    #expect(low["k_min"] == .null)
    #expect(try number(low, "p_step") < 0.4)
  }

  @Test func pricesGiveACost() async throws {
    let object = try await explain(
      "--p .9 --steps 100 --price-in 2 --price-out 8 --tokens-in 1000 --tokens-out 250")
    #expect(try number(object, "cost_per_call") == 0.004)
    let calls = try number(object, "expected_calls")
    #expect(isNear(try number(object, "expected_cost"), calls * 0.004))
    let free = try await explain("--p .9 --steps 100")
    #expect(free["expected_cost"] == nil)
  }

  @Test func theGreatestTaskIsAnswered() async throws {
    let object = try await explain("--p .85 --steps 4611686018427387904 --target .99")
    #expect(object["verdict"] == .text("reaches target"))
    #expect(try number(object, "p_task") >= 0.99)
  }

  @Test(arguments: [
    "--p .85 --steps 1023", "--p .85 --steps 1023 --cap 9 --v .9 --m 3",
    "--shares .45,.2,.2,.15 --k 2 --steps 31",
    "--p .9 --steps 9 --price-in 2 --price-out 8 --tokens-in 1000 --tokens-out 250",
  ])
  func tableJSONAndCSVAgree(words: String) async throws {
    let object = try await explain(words)
    let list = ["explain"] + words.split(separator: " ").map(String.init)
    let csv = try ParsedTable((await makerlab(list + ["--format", "csv"])).output)
    #expect(csv.rows.count == 1)
    #expect(Set(csv.columns) == Set(object.keys))
    for (name, field) in zip(csv.columns, csv.rows.first ?? []) {
      switch object[name] {
      case .number(let number): #expect(Double(field) == number, "\(name)")
      case .text(let text): #expect(field == text, "\(name)")
      case .list(let list): #expect(field.split(separator: ";").map { Double($0) } == list)
      case .null, nil: #expect(field.isEmpty, "\(name)")
      case .bool, .counts, .texts, .other: Issue.record("explain has no such field: \(name)")
      }
    }
    let text = (await makerlab(list)).output
    for key in ["p_step", "p_step_wrong", "p_task", "p_task_wrong", "mean_votes", "expected_calls"]
    {
      let shown = NumberFormat.significant(try number(object, key), 7)
      #expect(text.contains(shown), "\(key) = \(shown) is not in the table")
    }
    guard case .text(let verdict) = object["verdict"] else { throw Missing(key: "verdict") }
    #expect(text.contains(verdict.replacing(" target", with: " the target")))
  }
}
