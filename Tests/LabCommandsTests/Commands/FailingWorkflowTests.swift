import Foundation
import LabCommands
import Testing

/// A workflow whose tasks fail now and then.
@Suite struct FailingWorkflowTests {
  /// Tasks of which one try in five fails and one more is made: five of five come out with
  /// (1 - 1/25)^5 = 0.8154; 400 runs, 5 sigma are 0.097, seed 1.
  @Test func howOftenEveryTaskSucceedsIsSaid() async throws {
    let folder = try ScratchFolder()
    let shipped = await makerlab("workflow", "--json-workflow")
    let text = shipped.output.replacing("\"failure_rate\": 0", with: "\"failure_rate\": 0.2")
      .replacing("\"retries\": 0", with: "\"retries\": 1")
    let file = try folder.write(text, to: "own.json")
    let run = await makerlab(["workflow", file, "--trials", "400"], environment: [:])
    #expect(run.code == .done, "\(run.notes)")
    #expect(
      run.output.contains(
        "a try of a task fails with probability 0.2 and is done again up to 1 times"))
    let line = try #require(
      run.output.split(separator: "\n").first { $0.hasPrefix("every task succeeds") })
    // Columns are two blanks apart, at the least: mean, interval, exact.
    let cells = line.components(separatedBy: "  ").map { $0.trimmingCharacters(in: .whitespaces) }
      .filter { !$0.isEmpty }
    try #require(cells.count == 4, "\(line)")
    func share(_ text: String) throws -> Double {
      let number = try #require(Double(text.filter { $0.isNumber || $0 == "." }))
      return text.contains("%") ? number / 100 : number
    }
    let (mean, exact) = (try share(cells[1]), try share(cells[3]))
    #expect(abs(exact - 0.8154) < 0.001, "\(line)")
    #expect(abs(mean - exact) < 0.097, "seed 1: expected \(exact), observed \(mean)")
    let ends = try cells[2].components(separatedBy: " to ").map { try share($0) }
    #expect(ends.count == 2 && ends[0] <= mean && mean <= ends[1], "\(line)")
  }
}
