import Foundation
import LabCommands
import Testing

@Suite struct ChannelCalibrationTests {
  private func calibrate(_ words: String) async -> CommandRun {
    await makerlab(["calibrate"] + words.split(separator: " ").map(String.init))
  }

  private func number(_ object: [String: JSONField], _ key: String) throws -> Double {
    guard case .number(let value) = object[key] else {
      throw LabError("no number \(key): \(String(describing: object[key]))")
    }
    return value
  }

  /// The intervals of calibrations of known models hold the truth: each at level .9999, so that one of
  /// 24 misses once in 400 sets of seeds; the seeds are fixed.
  @Test(arguments: [
    ("hanoi --disks 10", 0.9, 0.0, 1.0), ("hanoi --disks 12", 0.8, 0.1, 0.9),
    ("hanoi-roles --disks 8", 0.95, 0.05, 0.8), ("sorting --length 100", 0.7, 0.3, 0.95),
  ])
  func intervalsHoldTheTruth(task: String, p: Double, rho: Double, v: Double) async throws {
    for model in ["beta", "moments"] {
      let run = await calibrate(
        "--task \(task) --channel simulated:p=\(p),rho=\(rho),v=\(v) --steps 100 --repeats 4 "
          + "--level .9999 --model \(model) --seed 5 --format json")
      #expect(run.code == .done, "\(run.notes)")
      let found = try run.object()
      for (key, truth) in [("success", p), ("valid_rate", v), ("correlation", rho)] {
        let (low, high) = (try number(found, key + "_low"), try number(found, key + "_high"))
        #expect(low <= truth && truth <= high, "\(task) \(model) \(key): \(low) to \(high)")
      }
      #expect(try number(found, "repeats") == 4)
      #expect(
        try number(found, "draws") == 4 * min(100, number(found, "steps_drawn")))
      #expect(try number(found, "tokens_in_mean") == 577)
      #expect(found["cost"] == .number(0) && found["projected_cost"] == .number(0))
      #expect(found["cost_status"] == .text("free"))
      #expect(found["latency_median_s"] == .null && found["latency_90_s"] == .null)
    }
  }

  /// The same draws, however many are under way at a time.
  @Test func drawsDoNotDependOnHowManyAreUnderWay() async throws {
    var outputs: Set<String> = []
    for limit in [1, 7, 64] {
      outputs.insert(
        await calibrate(
          "--task hanoi --disks 7 --channel simulated:p=.8,v=.9 --repeats 3 --at-once \(limit) "
            + "--format json"
        ).output)
    }
    #expect(outputs.count == 1)
  }

  /// Of two wrong answers alike in share half the pairs agree; 5 sigma of about 4,000 pairs that are not
  /// independent, at most ten of a step.
  @Test func collisionsArePairsThatAgree() async throws {
    let one = try await calibrate(
      "--task hanoi --disks 10 --channel simulated:p=.5 --repeats 5 --steps 1000 --format json"
    ).object()
    #expect(try number(one, "collisions") == 1)
    let two = try await calibrate(
      "--task hanoi --disks 10 --channel simulated:shares=.4;.3;.3 --repeats 5 --steps 1000 "
        + "--format json"
    ).object()
    #expect(abs(try number(two, "collisions") - 0.5) < 0.1)
    let none = try await calibrate(
      "--task hanoi --disks 4 --channel simulated:p=1 --format json"
    ).object()
    #expect(none["collisions"] == .null)
    #expect(try number(none, "wrong_pairs") == 0)
  }

  @Test func hardStepsAreListedWithWhatWasSaid() async throws {
    let run = await calibrate(
      "--task hanoi-roles --disks 4 --channel simulated:p=.6,rho=.6 --repeats 9 --seed 2")
    #expect(run.code == .done)
    #expect(run.output.contains("hard steps, which votes may make worse"), "\(run.output)")
    #expect(run.output.contains("verdict: no k reaches the target"))
    #expect(run.output.contains("which does not reach the target for sure"))
    let sure = await calibrate("--task hanoi --disks 4 --channel simulated:p=.999 --repeats 9")
    #expect(!sure.output.contains("hard steps"), "\(sure.output)")
  }

  @Test func moneyIsProjectedWherePricesAreKnown() async throws {
    let found = try await calibrate(
      "--task hanoi --disks 6 --channel simulated:p=.99,tokens-in=100,price-in=2,price-out=8 "
        + "--repeats 20 --format json"
    ).object()
    let cost = try number(found, "cost")
    #expect(cost > 0)
    let draws = try number(found, "draws")
    let projected = try number(found, "projected_draws")
    #expect(
      abs(try number(found, "projected_cost") - cost / draws * projected) < 1e-9 * projected)
  }

  @Test func questionsWithoutAnAnswerAreLeftOut() async throws {
    let folder = try ScratchFolder()
    let file = try folder.write(VoteCommandTests.questions, to: "questions.jsonl")
    let run = await calibrate("--task jsonl:\(file) --channel simulated:p=.9 --repeats 8")
    #expect(run.code == .done, "\(run.notes)")
    #expect(run.output.contains("nobody can say what is right there: 1"), "\(run.output)")
    #expect(run.output.contains("4 steps, 32 draws"))
    let open = try folder.write("{\"id\": \"a\", \"prompt\": \"b\"}\n", to: "open.jsonl")
    let refused = await calibrate("--task jsonl:\(open) --channel simulated:p=.9")
    #expect(refused.isRefusal)
    #expect(refused.notes[0].contains("nobody can say what p is"), "\(refused.notes)")
  }

  /// A profile is a channel again, and its calibration finds what it was made of.
  @Test func aProfileIsAChannel() async throws {
    let folder = try ScratchFolder()
    let path = folder.path + "/model.json"
    let made = await calibrate(
      "--task hanoi --disks 10 --channel simulated:p=.9,rho=.1,v=.8,latency=exp:20ms,tokens=100 "
        + "--steps 400 --repeats 5 --save \(path)")
    #expect(made.code == .done, "\(made.notes)")
    let again = try await calibrate(
      "--task hanoi --disks 10 --channel \(path) --steps 1000 --repeats 5 --level .9999 "
        + "--format json"
    ).object()
    for (key, truth) in [("success", 0.9), ("correlation", 0.1), ("valid_rate", 0.8)] {
      // Two estimates lie between: each interval is wide enough for one of a thousand steps.
      let (low, high) = (try number(again, key + "_low"), try number(again, key + "_high"))
      #expect(low - 0.05 < truth && truth < high + 0.05, "\(key): \(low) to \(high)")
    }
    #expect(abs(try number(again, "latency_median_s") - 0.02 * log(2)) < 0.002)
    let solved = await makerlab(
      "solve", "--task", "hanoi", "--disks", "3", "--channel", path, "--k", "4", "--out",
      folder.path + "/solves")
    #expect(solved.output.contains("profile    model simulated:p=0.9,rho=0.1"), "\(solved.output)")
    let none = await calibrate(
      "--task hanoi --disks 3 --channel simulated:shares=0;1 --save \(path)")
    #expect(none.notes.contains { $0.contains("no draw was right") }, "\(none.notes)")
  }

  @Test(arguments: [
    ("--task hanoi --channel simulated:p=.9", "--disks"),
    ("--task hanoi --disks 3", "--channel"),
    ("--task hanoi --disks 3 --channel simulated:p=.9 --numbers 1,2", "--numbers belongs to"),
    (
      "--task hanoi --disks 3 --channel simulated:p=.9 --trials 5",
      "--trials does not go with --task"
    ),
    ("--task hanoi-roles --disks 9 --channel simulated:p=.9", "from 2 to 8"),
    ("--task chain --channel simulated:p=.9", "chain"),
    ("--task jsonl: --channel simulated:p=.9", "needs a file"),
    ("--task jsonl:/nonexistent.jsonl --channel simulated:p=.9", "no file that can be read"),
    ("--task hanoi --disks 3 --channel simulated:p=.9,rho=1", "rho"),
    ("--task hanoi --disks 3 --channel simulated:shares=.5;.5,rho=.1", "rho goes with p"),
    (
      "--task hanoi --disks 12 --steps 2100 --repeats 1000 --channel simulated:p=.9",
      "smaller --steps"
    ),
    ("--simulated p=.9 --channel simulated:p=.9", "--channel does not go with --simulated"),
    ("--simulated p=.9 --legality", "--legality does not go with --simulated"),
    ("--task hanoi --disks 3 --channel simulated:p=.9 --simulated p=.9", "one of them"),
  ])
  func refusesInOneLine(words: String, problem: String) async {
    let run = await calibrate(words)
    #expect(run.isRefusal, "\(run.output) \(run.notes)")
    #expect(run.notes.first?.contains(problem) == true, "\(run.notes)")
  }
}
