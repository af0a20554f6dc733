import Foundation
import LabCommands
import Testing

/// `explain` for steps that are not alike, and for equally good answers.
@Suite struct ExplainUnequalTests {
  private struct Missing: Error { let key: String }

  private func explain(_ words: String) async throws -> [String: JSONField] {
    let run = await makerlab(
      ["explain", "--format", "json"] + words.split(separator: " ").map(String.init))
    try #require(run.code == .done, "\(run.notes)")
    return try run.object()
  }

  private func text(_ words: String) async throws -> String {
    let run = await makerlab(["explain"] + words.split(separator: " ").map(String.init))
    try #require(run.code == .done, "\(run.notes)")
    return run.output
  }

  private func number(_ object: [String: JSONField], _ key: String) throws -> Double {
    guard case .number(let number) = object[key] else { throw Missing(key: key) }
    return number
  }

  private func list(_ object: [String: JSONField], _ key: String) throws -> [Double] {
    guard case .list(let list) = object[key] else { throw Missing(key: key) }
    return list
  }

  private func verdict(_ object: [String: JSONField]) throws -> String {
    guard case .text(let text) = object["verdict"] else { throw Missing(key: "verdict") }
    return text
  }

  /// Mean .95, 1,023 steps, k = 4: .992 promised, .697 at a correlation of .05 and .099 at .1.
  @Test func thePromiseBreaks() async throws {
    for (correlation, success) in [("0", 0.992181), ("0.05", 0.6968266), ("0.1", 0.0987659)] {
      let object = try await explain("--p .95 --steps 1023 --k 4 --rho \(correlation)")
      #expect(abs(try number(object, "p_task") / success - 1) < 1e-6, "rho \(correlation)")
      #expect(abs(try number(object, "iid_p_task") - 0.992181) < 1e-6)
      #expect(try number(object, "iid_k_min") == 4)
      #expect(try number(object, "rho") == Double(correlation))
    }
    let shown = try await text("--p .95 --steps 1023 --rho .05 --k 4")
    for part in [
      "Unequal steps (Beta 18.05, 0.95)", "is to give 0.99218; it gives 0.69683",
      "promised by i.i.d.", "k = 4 misses the target; k_min is 7; i.i.d. theory asks for 4",
      "no end     0.99674",
    ] { #expect(shown.contains(part), "\(part) is not in\n\(shown)") }
  }

  /// Alike steps, asked for as unequal ones, are answered as ever.
  @Test func noCorrelationIsTheOldAnswer() async throws {
    for words in ["--p .85 --steps 1023", "--p .9 --steps 100 --k 3 --v .8"] {
      let old = try await explain(words)
      let new = try await explain(words + " --rho 0")
      #expect(Set(new.keys).isSuperset(of: old.keys))
      #expect(old["k_min"] == new["k_min"] && old["k"] == new["k"])
      #expect(old["verdict"] == new["verdict"] && old["votes_q99"] == new["votes_q99"])
      for key in ["p_step_wrong", "p_task", "mean_votes", "sd_votes", "expected_calls"] {
        #expect(abs(try number(new, key) / number(old, key) - 1) < 1e-10, "\(key)")
      }
    }
  }

  @Test func theLeastMarginIsFoundOrTheCeilingTold() async throws {
    let mild = try await explain("--p .95 --rho .05 --steps 1023")
    #expect(try number(mild, "k_min") == 7 && number(mild, "k") == 7)
    #expect(try verdict(mild) == "reaches target" && number(mild, "p_task") >= 0.95)
    let margins = try list(mild, "table_k")
    let success = try list(mild, "table_p_task")
    #expect(margins.contains(6) && margins.contains(7))
    for (margin, value) in zip(margins, success) { #expect((value >= 0.95) == (margin >= 7)) }
    #expect(try list(mild, "table_iid_p_task").count == margins.count)

    let strong = try await explain("--p .95 --rho .1 --steps 1023")
    #expect(strong["k_min"] == .null && strong["k_best"] == .null)
    #expect(
      try verdict(strong)
        == "no k reaches the target: P(task) cannot pass 0.5578, however many votes are cast")
    let ceiling = try number(strong, "p_task_ceiling")
    #expect(abs(ceiling - 0.55776) < 1e-5)
    #expect(try number(strong, "p_task") >= ceiling - 0.01 && number(strong, "p_task") < ceiling)
    let below = try number(strong, "p_below_half")
    #expect(abs(ceiling / exp(1023 * log1p(-below)) - 1) < 1e-10)
    let given = try await explain("--p .95 --rho .1 --steps 1023 --k 100000")
    #expect(try number(given, "k") == 100_000 && verdict(given).hasPrefix("no k reaches"))
  }

  /// Where P(task) cannot come near 0.01 the recommended k is still a good one.
  @Test func aLowCeilingIsStillReached() async throws {
    for words in ["--steps 1023 --cap 9", "--steps 30000 --cap 25", "--steps 20000"] {
      let object = try await explain("--p .95 --rho .1 " + words)
      let ceiling = try number(object, "p_task_ceiling")
      #expect(ceiling > 0 && ceiling < 0.01, "\(words)")
      #expect(try number(object, "p_task") >= 0.9 * ceiling, "\(words)")
    }
    let capped = try await explain("--p .95 --rho .1 --steps 1023 --cap 9")
    #expect(try number(capped, "k") == 3 && number(capped, "k_best") == 3)
    let none = try await text("--p .6 --rho .5 --steps 1000000")
    #expect(none.contains("no k gives what a double can hold"), "\(none)")
  }

  /// What is called unequal is.
  @Test func headingsSayHowTheStepsAre() async throws {
    #expect(
      try await text("--p .9 --rho 0 --steps 9").contains(
        "Alike steps (each right with probability 0.9)"))
    let all = try await text("--p .9 --hard-steps 1 --steps 9")
    #expect(!all.contains("1 of them") && all.contains("Alike steps"))
    let some = try await text("--p .9 --hard-steps .1 --hard-p .2 --steps 9")
    #expect(some.contains("Unequal steps (a share of 0.1 right with probability 0.2)"))
  }

  @Test func shapesAreMeanAndCorrelation() async throws {
    let shapes = try await explain("--beta 18.05,.95 --steps 1023")
    let mean = try await explain("--p .95 --rho .05 --steps 1023")
    for key in ["p", "rho", "p_task", "mean_votes", "p_below_half", "k"] {
      #expect(abs(try number(shapes, key) / number(mean, key) - 1) < 1e-12, "\(key)")
    }
    #expect(try list(shapes, "beta") == [18.05, 0.95])
  }

  /// Systematically wrong steps: nobody is right on all of them, (1 − q)^s at most.
  @Test func hardStepsAreACeiling() async throws {
    let object = try await explain("--p .99 --hard-steps .001 --steps 100")
    #expect(abs(try number(object, "p") - 0.99 * 0.999) < 1e-15)
    #expect(abs(try number(object, "p_task_ceiling") - pow(0.999, 100)) < 1e-12)
    #expect(object["k_min"] == .null && object["hard_p"] == .number(0))
    // Var(p_i)/(p(1 − p)) of two kinds of steps.
    let mean = 0.99 * 0.999
    let spread = 0.99 * 0.99 * 0.999 * 0.001 / (mean * (1 - mean))
    #expect(abs(try number(object, "rho") / spread - 1) < 1e-9)
    // A little worse than a coin: P(task) rises and falls.
    let peak = try await explain("--p .9 --hard-steps .01 --hard-p .48 --steps 100 --target .6")
    #expect(try verdict(peak).contains("P(task) is at most 0.5509, at k = 4"))
    #expect(try number(peak, "k_best") == 4)
  }

  @Test func capsFlagsAndPricesWork() async throws {
    let words = "--p .95 --rho .02 --steps 50 --cap 15 --v .8"
    let prices = " --price-in 2 --price-out 8 --tokens-in 1000 --tokens-out 250"
    let object = try await explain(words + prices)
    let free = try await explain(words)
    #expect(try number(object, "p_undecided_step") > 0 && number(object, "cap") == 15)
    #expect(object["p_task_limit"] == .null && object["k_min"] != .null)
    let calls = try number(object, "expected_calls")
    #expect(abs(calls - 50 * (try number(object, "mean_votes")) / 0.8) < 1e-9 * calls)
    #expect(abs(try number(object, "expected_cost") - 0.004 * calls) < 1e-12 * calls)
    #expect(try list(object, "table_expected_cost").count == list(object, "table_k").count)
    #expect(free["table_expected_cost"] == nil)
    #expect(try await text(words + prices).contains("cost"))
    let none = try await explain("--p .95 --rho .2 --steps 500 --cap 6")
    #expect(try verdict(none).hasPrefix("no k reaches the target within 6 votes a step"))
  }

  /// The longest tasks and shapes far apart.
  @Test(arguments: [
    "--p .999999999 --rho .01 --steps 4611686018427387904", "--p .51 --rho 1e-8 --steps 1e6",
    "--p .95 --rho .05 --steps 1023 --k 1000000000", "--beta .01,1000000000 --steps 3",
    "--beta 1e9,1e-17 --steps 1000 --target .9", "--beta 1e9,1e-7 --steps 1 --target 1e-9 --k 1",
    "--p .95 --rho .999999 --steps 9", "--p 1 --rho .5 --steps 100", "--p .3 --rho .1 --steps 2",
    "--p .9 --hard-steps 1 --steps 10", "--p .5 --rho .1 --steps 10",
  ])
  func extremesHaveNumbers(words: String) async throws {
    let object = try await explain(words)
    for key in [
      "p_task", "p_task_wrong", "p_step_wrong", "mean_votes", "sd_votes", "p_task_ceiling",
    ] {
      let value = try number(object, key)
      #expect(value >= 0 && value.isFinite, "\(key)")
    }
    #expect(try number(object, "p_task") <= number(object, "p_task_ceiling") * (1 + 1e-9))
  }

  /// Two good answers split the right votes: the race between them costs most of the calls.
  @Test func groupingEquallyGoodAnswersIsPriced() async throws {
    let object = try await explain("--p .95 --right-answers 2 --steps 1023")
    #expect(try number(object, "k_min") == 4 && number(object, "grouped_k_min") == 4)
    let one = try await explain("--p .95 --steps 1023")
    #expect(abs(try number(object, "grouped_p_task") / number(one, "p_task") - 1) < 1e-9)
    #expect(abs(try number(object, "grouped_mean_votes") / number(one, "mean_votes") - 1) < 1e-9)
    #expect(try number(object, "mean_votes") > 3 * number(one, "mean_votes"))
    #expect(try number(object, "p_task") >= 0.95)
    // The same as a race of three, whose right candidate is one of the two.
    let three = try await explain("--shares .475,.475,.05 --steps 1023 --k 4")
    #expect(abs(try number(object, "p_step") - 2 * (try number(three, "p_step"))) < 1e-9)
    #expect(abs(try number(object, "mean_votes") / number(three, "mean_votes") - 1) < 1e-9)

    let split = try await explain("--p .6 --right-answers 2 --steps 3")
    #expect(split["k_min"] == .null && split["grouped_k_min"] != .null)
    #expect(try verdict(split).hasPrefix("no k reaches the target: each of 2 right answers"))
    let shown = try await text("--shares .8,.15,.05 --right-answers 2 --steps 2 --k 2 --target .8")
    #expect(shown.contains("Equally good answers") && shown.contains("as one"))
  }

  @Test(arguments: [
    "--p .95 --rho .05 --steps 1023", "--p .95 --rho .1 --steps 1023 --cap 9",
    "--p .9 --hard-steps .01 --steps 9", "--p .9 --right-answers 2 --steps 9",
    "--p 0.9 --rho 0.1 --steps 9 --price-in 2 --price-out 8 --tokens-in 1000 --tokens-out 250",
  ])
  func tableJSONAndCSVAgree(words: String) async throws {
    let object = try await explain(words)
    let list = ["explain"] + words.split(separator: " ").map(String.init)
    let csv = try ParsedTable((await makerlab(list + ["--format", "csv"])).output)
    #expect(csv.rows.count == 1 && Set(csv.columns) == Set(object.keys))
    for (name, field) in zip(csv.columns, csv.rows.first ?? []) {
      switch object[name] {
      case .number(let number): #expect(Double(field) == number, "\(name)")
      case .text(let text): #expect(field == text, "\(name)")
      case .list(let list): #expect(field.split(separator: ";").map { Double($0) } == list)
      case .null, nil: #expect(field.isEmpty, "\(name)")
      case .bool, .counts, .texts, .other: Issue.record("explain has no such field: \(name)")
      }
    }
    let shown = try await text(words)
    for key in ["p_step", "p_step_wrong", "p_task", "p_task_wrong", "mean_votes", "expected_calls"]
    {
      #expect(shown.contains(NumberFormat.significant(try number(object, key), 7)), "\(key)")
    }
  }

  /// What makes no sense together is refused in one line.
  @Test(arguments: [
    ("--rho .1 --steps 9", "--p"), ("--p .9 --rho 1 --steps 9", "--rho"),
    ("--p .9 --rho -.1 --steps 9", "--rho"), ("--p .9 --rho nan --steps 9", "--rho"),
    ("--p .9 --rho 1e-12 --steps 9", "--rho"), ("--beta 1,2 --p .9 --steps 9", "--p"),
    ("--beta 1,2 --rho .1 --steps 9", "--rho"), ("--beta 1 --steps 9", "--beta"),
    ("--beta 1,2,3 --steps 9", "--beta"), ("--beta 1,1e-18 --steps 9", "--beta"),
    ("--p 1e-300 --rho .05 --steps 9", "--p"), ("--beta 0,2 --steps 9", "--beta"),
    ("--beta 1,1e10 --steps 9", "--beta"), ("--p .9 --hard-steps 2 --steps 9", "--hard-steps"),
    ("--p .9 --hard-p .1 --steps 9", "--hard-steps"), ("--hard-steps .1 --steps 9", "--p"),
    ("--p .9 --hard-steps .1 --hard-p 1.1 --steps 9", "--hard-p"),
    ("--shares .6,.4 --rho .1 --k 2 --steps 9", "--shares"),
    ("--p .9 --rho .1 --right-answers 2 --steps 9", "--right-answers"),
    ("--p .9 --rho .1 --steps 9 --m 3", "--m"), ("--p .9 --rho .1 --steps 9 --equations", "--rho"),
    ("--p .9 --right-answers 2 --steps 9 --m 3", "--m"),
    ("--p .9 --right-answers 0 --steps 9", "--right-answers"),
    ("--p .9 --right-answers 16 --steps 9", "--right-answers"),
    ("--shares .6,.2,.2 --right-answers 15 --steps 9", "16 candidates"),
    ("--p .9 --right-answers 2 --steps 9 --equations", "--right-answers"),
  ])
  func nonsenseIsRefusedInOneLine(words: String, named: String) async {
    let run = await makerlab(["explain"] + words.split(separator: " ").map(String.init))
    #expect(run.isRefusal, "\(run)")
    #expect(run.notes.first?.contains(named) == true, "\(run.notes)")
  }
}
