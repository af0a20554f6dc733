import Foundation
import LabCommands
import Storage
import Testing

/// `makerlab predict` from files.
struct PredictCommandTests {
  private static func file(_ text: String) throws -> String {
    let url = FileManager.default.temporaryDirectory
      .appendingPathComponent("makerlab-predict-\(UUID().uuidString).csv")
    try text.write(to: url, atomically: true, encoding: .utf8)
    return url.path
  }

  private static let draws = """
    step,right,wrong,flagged
    a,10,0,0
    b,9,1,0
    c,1,9,1
    d,10,0,0
    """

  private static func races(_ margin: Int, runs: Int) -> String {
    var text = "k,run,step,verdict,votes\n"
    for run in 0..<runs {
      for step in ["a", "b", "c", "d"] {
        text += "\(margin),\(run),\(step),\(step == "c" ? "wrong" : "right"),\(margin)\n"
      }
    }
    return text
  }

  @Test func everyModelIsHeldAgainstTheRaces() async throws {
    let (draws, races) = (try Self.file(Self.draws), try Self.file(Self.races(3, runs: 4)))
    let run = await makerlab("predict", draws, races, "--repetitions", "600", "--format", "csv")
    #expect(run.code == .done, "\(run.notes)")
    let table = try CSVTable(parsing: run.output)
    #expect(table.rows.count == 9)
    #expect(try table.column("races").allSatisfy { $0 == "16" })
    #expect(try table.column("observed").prefix(3) == ["0.75", "3", "0"])
    let again = await makerlab("predict", draws, races, "--repetitions", "600", "--format", "csv")
    #expect(again.output == run.output)
    let text = await makerlab("predict", draws, races, "--repetitions", "600")
    for model in ["alike", "unequal", "own"] { #expect(text.output.contains("steps \(model): ")) }
  }

  /// Chained, a run ends with its wrong third race.
  @Test func chainedRunsEndWhereTheyGoWrong() async throws {
    let (draws, races) = (try Self.file(Self.draws), try Self.file(Self.races(2, runs: 2)))
    let run = await makerlab(
      "predict", draws, races, "--chained", "--repetitions", "600", "--format", "csv")
    let table = try CSVTable(parsing: run.output)
    #expect(try table.column("races").allSatisfy { $0 == "6" })
    #expect(try table.column("observed").prefix(3) == ["0.66667", "2", "0"])
  }

  /// Of whole runs only the end is compared.
  @Test func wholeRunsAreComparedByTheirEnds() async throws {
    let runs = "source,k,run,verdict,votes\n1,2,0,right,9\n1,2,1,wrong,9\n1,3,0,right,9\n"
    let run = await makerlab(
      "predict", try Self.file(Self.draws), try Self.file(runs), "--repetitions", "600",
      "--format", "csv")
    let table = try CSVTable(parsing: run.output)
    #expect(table.rows.count == 6, "\(run.notes)")
    #expect(try table.column("quantity").allSatisfy { $0 == "chain_success" })
    #expect(try table.column("observed").prefix(2) == ["0.5", "1"])
    #expect(try table.column("runs").prefix(2) == ["2", "1"])
  }

  /// Three comparisons at 1 %: two-sided p-values end at 2/(1 + n), which is below 1/300 from n = 600 on.
  @Test func tooFewRepetitionsToTellAreRefused() async throws {
    let (draws, races) = (try Self.file(Self.draws), try Self.file(Self.races(3, runs: 1)))
    let run = await makerlab("predict", draws, races, "--repetitions", "599")
    #expect(run.isRefusal, "\(run.notes)")
    #expect(run.notes.first?.contains("give at least 600") == true, "\(run.notes)")
    let more = await makerlab(
      "predict", draws, races, "--repetitions", "100", "--false-alarm", "0.5")
    #expect(more.code == .done, "\(more.notes)")
  }

  @Test(arguments: [
    ("source,k,verdict\n1,2,right\n2,2,right\n", "races of 2 sources; a calibration is of one"),
    ("k,verdict\n2,solved\n", "line 2: verdict must be right, wrong or undecided"),
    ("k,verdict\n", "the file holds no run"),
    ("k,step,verdict,votes\n2,e,right,2\n", "line 2: the step 'e' is not in the calibration"),
    ("k,step,verdict,votes\n0,a,right,2\n", "line 2: k must be a whole number from 1 to 1000"),
    ("k,step,verdict,votes\n2,a,won,2\n", "verdict must be right, wrong or undecided"),
    ("k,step,verdict,votes\n2,a,right,1\n", "votes must be a whole number from 2 to 1000000"),
    ("k,step,verdict\n2,a,right\n", "races have k, step, verdict, votes"),
    ("k,step,verdict,votes\n", "the file holds no race"),
    (
      "k,run,step,verdict,votes\n2,1,a,right,2\n2,1,a,right,2\n",
      "line 3: run '1' has the step 'a' twice at k = 2"
    ),
  ])
  func filesThatAreNoRacesAreRefused(races: String, problem: String) async throws {
    let run = await makerlab("predict", try Self.file(Self.draws), try Self.file(races))
    #expect(run.isRefusal, "\(run.notes)")
    #expect(run.notes.first?.contains(problem) == true, "\(run.notes)")
  }
}
