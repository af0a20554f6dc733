import Analysis
import LabCommands
import Testing

@Suite struct SelfTestCommandTests {
  @Test func theTableHasALineForEachCheat() async throws {
    let run = await makerlab("self-test")
    #expect(run.code == .done)
    #expect(run.notes.isEmpty)
    let lines = run.output.split(separator: "\n")
    #expect(lines.count { $0.contains("rejected") } == 10)
    #expect(lines.count { $0.contains("accepted") } == 1)
    #expect(
      lines.contains {
        $0.contains("margin from a bound   rejected") && $0.contains("p 0.51, t 0.5")
      })
  }

  @Test func otherFormatsSayTheSame() async throws {
    let csv = await makerlab("self-test", "--seed", "2", "--format", "csv")
    #expect(csv.code == .done)
    let table = try ParsedTable(csv.output)
    #expect(table.columns == ["engine", "check", "verdict", "objection"])
    #expect(Set(try table.column("engine")).count == 11)
    #expect(table.rows.count == 11 * Set(try table.column("check")).count)
    let json = await makerlab("self-test", "--seed", "2", "--format", "json")
    #expect(json.code == .done)
    for cheat in Set(try table.column("engine")) {
      #expect(json.output.contains("\"engine\": \"\(cheat)\""))
    }
  }

  /// Held against a wrong theory, our engine is rejected too.
  @Test func aWrongTheoryEndsWithCodeOne() async {
    let run = await makerlab(
      ["self-test"], oracle: { WrongOracle(race: { race, _ in race.wrong *= 1.5 }) })
    #expect(run.code == .verdict)
    #expect(run.notes.contains { $0.contains("our engine is rejected") })
  }

  @Test func aBadSeedIsRefused() async {
    #expect((await makerlab("self-test", "--seed", "-1")).isRefusal)
  }
}
