import Foundation
import LabCommands
import Testing

@Suite struct EscalateCommandTests {
  private func escalate(_ words: String) async throws -> CommandRun {
    await makerlab(["escalate"] + words.split(separator: " ").map(String.init))
  }

  /// What is looked at of an answer.
  private struct Answer: Decodable {
    var models: [Int]
    var verdict: String
    var k: Int
    var cap: Int
    var states: [State]

    struct State: Decodable {
      var share: Double
    }
  }

  private func answer(_ words: String) async throws -> Answer {
    let run = try await escalate(words + " --format json")
    try #require(run.code == .done, "\(run.notes)")
    return try JSONDecoder().decode(Answer.self, from: Data(run.output.utf8))
  }

  /// Hard steps: races of the first model get worse, so the second is asked after two of them.
  static let hard =
    "--p .9,.99 --cost 1,30 --steps 100 --hard-steps .02 --hard-p .5,.95 --k 11 --cap 17"

  @Test func escalatesAfterTwoUndecidedRaces() async throws {
    // Sentences are wrapped.
    let text = try await escalate(Self.hard).output.replacing("\n", with: " ")
    #expect(text.contains("Best: race on model 1, then 1, then 2, with k = 11"))
    #expect(text.contains("Escalate after 2 undecided races on model 1."))
    #expect(text.contains("right with 0.92002, a retry with 0.70888."))
    #expect(text.contains("always escalate"))
    let answer = try await answer(Self.hard)
    #expect(answer.models == [1, 1, 2] && answer.verdict == "reached")
    #expect(answer.k == 11 && answer.cap == 17)
  }

  /// Alike steps of a cheap model: no more models are worth their cost.
  @Test func alikeStepsAreRetried() async throws {
    let text = try await escalate("--p .7,.95 --cost 1,10 --steps 31").output
    #expect(text.contains("Escalation does not pay here: model 1 alone is enough."))
    let cheap = try await escalate("--p .7,.95 --cost 1,1 --steps 31").output
    #expect(cheap.contains("Begin with model 2: racing on a cheaper one first does not pay."))
  }

  @Test func valueTakesThePlaceOfTheTarget() async throws {
    let worthless = try await escalate("--p .7,.95 --cost 1,10 --steps 5 --value .5").output
    #expect(worthless.contains("No race is worth what it costs: give every step up."))
    let worthy = try await answer("--p .7,.95 --cost 1,10 --steps 5 --value 1000 --k 3 --cap 9")
    #expect(worthy.verdict == "reached" && !worthy.models.isEmpty)
  }

  /// A model that is wrong more often than right reaches nothing, and that is no error.
  @Test func whatIsOutOfReachIsAVerdict() async throws {
    let answer = try await answer("--p .4 --steps 10 --k 3 --cap 9")
    #expect(answer.verdict == "out of reach")
  }

  /// The orchestrator's own races; 4 x 4 comparisons, each beyond 5 sigma with probability 6e-7.
  @Test func simulationAgrees() async throws {
    let run = try await escalate(Self.hard + " --simulate 2000 --format csv")
    try #require(run.code == .done, "\(run.notes)")
    let lines = run.output.split(separator: "\n").map { $0.split(separator: ",") }
    let column = try #require(lines[0].firstIndex(of: "greatest_z"))
    #expect(lines.count == 5)
    for line in lines.dropFirst() {
      let z = try #require(Double(line[column]))
      #expect(z < 5, "\(line)")
    }
  }

  /// Probabilities that rounding would lift above 1.
  @Test func extremeModelsAreSimulated() async throws {
    let run = try await escalate(
      "--p 1e-9,.999999999 --steps 100 --rho .001 --k 3 --cap 9 --simulate 200")
    try #require(run.code == .done, "\(run.notes)")
    #expect(!run.output.contains("nan") && !run.output.contains("inf"), "\(run.output)")
    for words in ["--k 3 --cap 9", "--k 3 --cap 4 --rho .3"] {
      let answer = try await answer("--p .7,.9 --steps 100 \(words)")
      #expect(answer.states.allSatisfy { (0...1).contains($0.share) }, "\(answer.states)")
    }
  }

  /// Without a margin none above the cap is tried.
  @Test func marginsStayWithinTheCap() async throws {
    let answer = try await answer("--p .7 --rho .3 --cap 2 --steps 100")
    #expect(answer.k <= 2 && answer.verdict == "out of reach")
  }

  @Test(arguments: [
    "--p .7,.95 --steps 9 --cost 1,2,3", "--p .7 --steps 9 --wrong-loss 3",
    "--p .7 --steps 9 --separate", "--p .7 --steps 9 --hard-steps .1", "--p 1.2 --steps 9",
    "--p .7 --steps 9 --rho .1 --hard-steps .1 --hard-p .3",
    "--p .9,.7 --steps 9 --rho .1", "--p .95 --steps 9 --hard-steps .5 --hard-p .1",
    "--p .6,.7,.8,.9,.95 --steps 9", "--p .7 --rho .3 --k 9 --cap 5 --steps 100 --target .5",
    "--p .7,.8,.9,.95 --steps 100 --rho .05 --separate --cap 40 --races 4 --k 3",
    "--p 1e-12,.999999999999 --steps 100 --rho 1e-12 --k 3 --cap 9 --simulate 200",
    "--p 1e-12,.999999999999 --rho .999999999999 --steps 100 --k 3 --cap 9",
  ])
  func refusesInOneLine(words: String) async throws {
    let run = try await escalate(words)
    #expect(run.isRefusal, "\(run.notes)")
  }
}
