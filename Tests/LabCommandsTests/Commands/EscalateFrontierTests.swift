import LabCommands
import Testing

/// `escalate --frontier`, and leaving a race before its end.
@Suite struct EscalateFrontierTests {
  private func escalate(_ words: String) async -> CommandRun {
    await makerlab(["escalate"] + words.split(separator: " ").map(String.init))
  }

  private static let models = "--p .9,.99 --cost 1,30 --steps 100 --hard-steps .02 --hard-p .5,.95"

  /// Every plan of the frontier costs more than the one before it, and fails less.
  @Test func dearerPlansFailLess() async throws {
    let run = await escalate(Self.models + " --k 3 --cap 9 --frontier")
    #expect(run.code == .done, "\(run.notes)")
    let table = try ParsedTable(run.output)
    #expect(Set(try table.column("policy")) == ["frontier"])
    #expect(Set(try table.column("k")) == ["3"])
    #expect(Set(try table.column("cap")) == ["9"])
    func numbers(_ name: String) throws -> [Double] {
      try table.column(name).map { try #require(Double($0)) }
    }
    let (costs, right) = (try numbers("step_cost"), try numbers("step_right"))
    #expect(costs.count > 3)
    #expect(zip(costs, costs.dropFirst()).allSatisfy { $0 < $1 }, "\(costs)")
    #expect(zip(right, right.dropFirst()).allSatisfy { $0 < $1 }, "\(right)")
    #expect(try table.column("simulated_steps").allSatisfy(\.isEmpty))
  }

  /// Each of the plans simulated stands beside its theory; 5 sigma a plan, seed 1.
  @Test func theFrontierIsSimulated() async throws {
    let run = await escalate(
      "--p .7,.8 --cost 1,5 --steps 100 --k 2 --cap 4 --races 2 --frontier --simulate 400")
    #expect(run.code == .done, "\(run.notes)")
    let table = try ParsedTable(run.output)
    // The cheapest plan races on no model, and there is nothing to simulate.
    #expect(try table.column("models").first == "")
    for (row, steps) in try table.column("simulated_steps").enumerated().dropFirst() {
      #expect(steps == "400")
      let z = try #require(Double(try table.column("greatest_z")[row]))
      #expect(z < 5, "seed 1: \(table.rows[row])")
    }
  }

  /// A race that falls behind on steps of unequal difficulty is left before its cap.
  @Test func aRaceIsLeftEarlyWhereThatPays() async throws {
    let run = await escalate(Self.models + " --k 11 --cap 17 --value 1000")
    let text = run.output.replacing("\n", with: " ")
    #expect(text.contains("Vote by vote it pays to leave a race on model 1 at lead"), "\(text)")
    #expect(text.contains("of the steps are not right instead of"))
  }

  @Test(arguments: [
    ("--value 3 --target .9", "--value takes the place of --target: give one of them"),
    ("--seed 4", "--seed needs --simulate beside it"),
    ("--frontier --format json", "--frontier prints CSV: leave out --format"),
    ("--wrong-loss 4", "--wrong-loss needs --value beside it"),
  ])
  func optionsThatDoNotGoTogetherAreRefused(words: String, problem: String) async {
    let run = await escalate("--p .7,.95 --cost 1,10 --steps 9 \(words)")
    #expect(run.isRefusal && run.notes == ["makerlab: \(problem)"], "\(run.notes)")
  }
}
