import Foundation
import LabCommands
import Testing

@Suite struct VoteCommandTests {
  static let questions = """
    {"id": "capital", "prompt": "Capital of France? One word.", "expected": "Paris"}
    {"id": "product", "prompt": "6 x 7?", "expected": 42, "compare": "number"}
    {"id": "primes", "prompt": "The first primes as JSON.", "expected": [2, 3], "compare": "json"}
    {"id": "sure", "prompt": "Is 91 prime?", "expected": "no", "compare": "regex:Answer: (yes|no)"}
    {"id": "open", "prompt": "Which word comes next?"}

    """

  private func vote(_ words: String) async -> CommandRun {
    await makerlab(["vote"] + words.split(separator: " ").map(String.init))
  }

  private struct Result: Decodable {
    struct Step: Decodable {
      let step: String
      let verdict: String
      let reason: String?
      let winner: String?
      let judgement: String?
      let expected: String?
      let lead: Int
      let votes: Int
      let draws: Int
      let answers: [String: Int]
      let flags: [String: Int]
    }
    let steps: Int
    let decided: Int
    let right: Int
    let wrong: Int
    let unknown: Int
    let undecided: Int
    let k: Int
    let votes: Int
    let draws: Int
    let results: [Step]
  }

  private func result(_ run: CommandRun) throws -> Result {
    try JSONDecoder().decode(Result.self, from: Data(run.output.utf8))
  }

  @Test func everyQuestionHasItsResult() async throws {
    let folder = try ScratchFolder()
    let file = try folder.write(Self.questions, to: "questions.jsonl")
    let out = folder.path + "/votes.json"
    let run = await vote(
      "--task jsonl:\(file) --channel simulated:p=.95,v=.8 --k 4 --seed 3 --format json --out \(out)"
    )
    #expect(run.code == .done, "\(run.notes)")
    let found = try result(run)
    #expect(found.results.map(\.step) == ["capital", "product", "primes", "sure", "open"])
    #expect(
      found.results.map(\.winner) == ["Paris", "42", "[2,3]", "no", "answer 0"])
    #expect(
      found.results.map(\.judgement) == ["right", "right", "right", "right", "unknown"])
    #expect(found.results.map(\.expected) == ["Paris", "42", "[2,3]", "no", nil])
    #expect(found.right == 4 && found.unknown == 1 && found.wrong == 0 && found.k == 4)
    for step in found.results {
      #expect(step.answers.values.reduce(0, +) == step.votes)
      #expect(step.votes + step.flags.values.reduce(0, +) == step.draws)
      #expect(step.lead == 4)
    }
    #expect(found.votes == found.results.reduce(0) { $0 + $1.votes })
    #expect(try String(contentsOfFile: out, encoding: .utf8) == run.output + "\n")
  }

  /// A race that meets its cap has no winner, whoever leads.
  @Test func undecidedIsNeverAPlurality() async throws {
    let run = await vote(
      "--task hanoi --disks 8 --steps 40 --channel simulated:p=.6 --k 4 --cap 5 --format json")
    #expect(run.code == .verdict)
    let found = try result(run)
    #expect(found.undecided > 0 && found.undecided + found.decided == 40)
    for step in found.results where step.verdict == "undecided" {
      #expect(step.winner == nil && step.judgement == nil && step.reason == "cap")
      #expect(step.votes == 5 && step.lead < 4)
    }
    let text = await vote(
      "--task hanoi --disks 8 --steps 40 --channel simulated:p=.6 --k 4 --cap 5")
    #expect(text.output.contains("undecided; a plurality is no verdict"), "\(text.output)")
  }

  @Test func aWrongWinnerIsTold() async throws {
    let run = await vote("--task hanoi-roles --disks 3 --channel simulated:shares=0;1 --k 2")
    #expect(run.code == .verdict)
    #expect(run.output.contains("right: 0 of 7, 0 (95 % interval 0 to 0.4096)"), "\(run.output)")
  }

  /// Steps side by side get the votes that they get one by one.
  @Test func resultsDoNotDependOnHowManyAreUnderWay() async throws {
    var outputs: Set<String> = []
    for limit in [1, 5, 64] {
      outputs.insert(
        await vote(
          "--task hanoi --disks 9 --steps 30 --channel simulated:p=.8,v=.9 --k 3 --format csv "
            + "--at-once \(limit)"
        ).output)
    }
    #expect(outputs.count == 1)
    #expect(outputs.first?.split(separator: "\n").count == 31)
  }

  /// The share of races that come out right is the theory's; 5 sigma of 1,000 races.
  @Test func votesComeOutAsTheorySays() async throws {
    let run = await vote(
      "--task hanoi --disks 12 --steps 1000 --channel simulated:p=.7 --k 2 --format json")
    let found = try result(run)
    let right = 0.49 / (0.49 + 0.09)
    let sigma = (right * (1 - right) / 1000).squareRoot()
    #expect(abs(Double(found.right) / 1000 - right) < 5 * sigma, "\(found.right)")
  }

  @Test func aStepGoesOnToTheNextChannel() async throws {
    let run = await vote(
      "--task hanoi --disks 5 --channel simulated:p=.5 --escalate simulated:p=1 --k 3 --cap 3 "
        + "--format json")
    #expect(run.code == .verdict || run.code == .done)
    let found = try result(run)
    #expect(found.decided == 31)
    for step in found.results { #expect(step.answers.values.max() == 3 && step.answers.count == 1) }
  }

  @Test(arguments: [
    ("--channel simulated:p=.9", "--task"),
    ("--task hanoi --disks 3", "--channel"),
    ("--task hanoi --disks 3 --channel simulated:p=.5", "p = 0.5 must be above 0.5"),
    ("--task hanoi --disks 3 --channel simulated:p=.9 --k 5 --cap 4", "--cap 4"),
    ("--task hanoi --disks 3 --channel simulated:p=.9,rho=.9", "no margin reaches the target"),
    ("--task chain --channel simulated:p=.9", "chain"),
    ("--task jsonl:/nonexistent --channel simulated:p=.9", "no file that can be read"),
    ("--task hanoi --disks 3 --channel simulated:p=.9 --at-once 0", "--at-once"),
  ])
  func refusesInOneLine(words: String, problem: String) async {
    let run = await vote(words)
    #expect(run.isRefusal, "\(run.output) \(run.notes)")
    #expect(run.notes.first?.contains(problem) == true, "\(run.notes)")
  }

  @Test func aBadFileIsRefusedWithItsLine() async throws {
    let folder = try ScratchFolder()
    let file = try folder.write(
      "{\"id\": \"a\", \"prompt\": \"b\"}\n{\"id\": \"c\", \"promt\": \"d\"}\n", to: "bad.jsonl")
    let run = await vote("--task jsonl:\(file) --channel simulated:p=.9")
    #expect(run.isRefusal)
    #expect(
      run.notes == [
        "makerlab: \(file): line 2: unknown key 'promt'; known are id, prompt, system, expected, "
          + "compare; did you mean 'prompt'?"
      ])
  }

  @Test func solveSendsFilesToVote() async throws {
    let folder = try ScratchFolder()
    let file = try folder.write(Self.questions, to: "questions.jsonl")
    let run = await makerlab(
      "solve", "--task", "jsonl:\(file)", "--channel", "simulated:p=.9", "--out",
      folder.path + "/solves")
    #expect(run.code == .usage && run.notes.first?.contains("makerlab vote") == true)
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/solves"))
  }
}
