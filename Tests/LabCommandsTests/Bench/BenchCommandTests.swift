import Testing
import TextFormats

@testable import LabCommands

/// What the command makes of measurements; the measurements themselves are those of `make bench`.
@Suite struct BenchCommandTests {
  private static var benchmarks: [Benchmark] {
    [
      Benchmark(name: "fast", unit: "M votes/s", goal: .atLeast(50)) {
        Benchmark.Measurement(value: 50, detail: "a million, \"twice\"")
      },
      Benchmark(name: "slow", unit: "ms", goal: .atMost(100)) {
        Benchmark.Measurement(value: 123.456, detail: "median of 21")
      },
    ]
  }

  private func measured(
    _ benchmarks: [Benchmark], as format: OutputFormat
  ) async throws -> (text: String, allMet: Bool) {
    var written: [String] = []
    let context = LabContext(
      write: { written.append($0) }, note: { _ in Issue.record("a note") }, environment: [:])
    let allMet = try await BenchCommand.measure(benchmarks, as: format, in: context)
    return (written.joined(separator: "\n"), allMet)
  }

  @Test func aMissedGoalIsSeen() async throws {
    #expect(try await measured(Array(Self.benchmarks.prefix(1)), as: .table).allMet)
    let both = try await measured(Self.benchmarks, as: .table)
    #expect(!both.allMet)
    let lines = both.text.split(separator: "\n")
    #expect(lines.count == 4)
    #expect(
      lines[2].split(separator: " ").prefix(7)
        == ["fast", "50", "M", "votes/s", ">=", "50", "yes"])
    #expect(
      lines[3].split(separator: " ").prefix(6) == ["slow", "123", "ms", "<=", "100", "NO"])
  }

  @Test func everyFormatSaysTheSame() async throws {
    let csv = try await measured(Self.benchmarks, as: .csv)
    let table = try ParsedTable(csv.text)
    #expect(table.columns == ["benchmark", "value", "unit", "goal", "met", "detail"])
    #expect(try table.column("value") == ["50", "123"])
    #expect(try table.column("met") == ["yes", "NO"])
    #expect(try table.column("goal") == [">= 50", "<= 100"])
    let json = try await measured(Self.benchmarks, as: .json)
    let objects = try #require(try JSONReader.value(Array(json.text.utf8)).elements)
    #expect(objects.map { $0["value"]?.double } == [50, 123.456], "not rounded")
    #expect(objects.map { $0["met"]?.bool } == [true, false])
    #expect(objects[0]["detail"]?.string == "a million, \"twice\"")
  }

  @Test func aMeasurementThatFailsEndsTheCommand() async throws {
    let broken = Benchmark(name: "b", unit: "s", goal: .atMost(1)) {
      throw LabError("no such program")
    }
    await #expect(throws: LabError.self) { try await measured([broken], as: .csv) }
  }

  @Test func aNameThatIsNoneIsRefused() async {
    let run = await makerlab("bench", "--only", "no such thing")
    #expect(run.code == .usage && run.written.isEmpty)
    #expect(
      run.notes.last == "makerlab: --only no such thing: no benchmark has this in its name")
  }

  @Test func goalsAreInclusive() {
    #expect(Benchmark.Goal.atLeast(2).isMet(2) && !Benchmark.Goal.atLeast(2).isMet(1.999))
    #expect(Benchmark.Goal.atMost(2).isMet(2) && !Benchmark.Goal.atMost(2).isMet(2.001))
    #expect(!Benchmark.Goal.atLeast(2).isMet(.nan) && !Benchmark.Goal.atMost(2).isMet(.nan))
  }

  /// A busy machine slows both pieces of work: they take turns.
  @Test func workIsTakenTurnByTurn() {
    var order = ""
    let times = Benchmark.sideBySide(rounds: 3, { order += "a" }, { order += "b" })
    #expect(order == "ababab")
    #expect(times.ratio > 0 && times.first > 0 && times.second > 0, "no division by zero")
    #expect(Benchmark.median([9, 1, 5]) == 5)
    var sum = 0
    #expect(Benchmark.coreSeconds { for number in 0..<1000 { sum &+= number } } > 0)
    #expect(sum == 499_500)
  }
}
