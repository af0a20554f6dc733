import LabCommands
import Testing

/// `explain --undecided-share`: the least cap for each margin.
@Suite struct ExplainRiskSplitTests {
  private func run(_ line: String) async -> (code: ExitCode, text: String) {
    var printed: [String] = []
    let context = LabContext(write: { printed.append($0) }, note: { printed.append($0) })
    let code = await Lab.run(line.split(separator: " ").map(String.init), in: context)
    return (code, printed.joined(separator: "\n"))
  }

  /// The number of a field that `--cap` itself gives.
  private func number(_ field: String, _ line: String) async throws -> Double {
    let (code, text) = await run(line + " --format json")
    #expect(code == .done, "\(text)")
    let row = try #require(text.split(separator: "\n").first { $0.contains("\"\(field)\":") })
    let value = row.split(separator: ":")[1].filter { !" ,".contains($0) }
    return try #require(Double(value))
  }

  /// A vote less undecides more than is allowed, and the cap found does not.
  @Test(arguments: [0.1, 0.5, 0.9])
  func theCapIsTheLeast(share: Double) async throws {
    let task = "explain --p .85 --steps 1023"
    let cap = Int(try await number("cap", task + " --undecided-share \(share)"))
    let k = Int(try await number("k", task + " --undecided-share \(share)"))
    for (cap, fits) in [(cap, true), (cap - 1, false)] {
      let line = task + " --k \(k) --cap \(cap)"
      let undecided = try await number("p_undecided_task", line)
      let wrong = try await number("p_task_wrong", line)
      #expect((undecided <= 0.05 * share) == fits, "cap \(cap): \(undecided)")
      #expect(wrong <= 0.05 * (1 - share))
    }
  }

  @Test func theTableShowsGreaterMargins() async {
    let (code, text) = await run("explain --p .85 --steps 1023 --undecided-share .5")
    #expect(code == .done)
    #expect(text.contains("least cap") && text.contains("P(undecided)"))
    #expect(text.contains("verdict         reaches the target"))
  }

  @Test(arguments: [
    ("--undecided-share 0", "--undecided-share"), ("--undecided-share 1", "--undecided-share"),
    ("--undecided-share .5 --cap 9", "leave out --cap"),
    ("--undecided-share .5 --rho .1", "leave out --rho"),
    ("--undecided-share .5 --m 2", "leave out --m"),
    ("--undecided-share .5 --k 2", "is the least margin"),
  ])
  func nonsenseIsRefusedInOneLine(options: String, part: String) async {
    let (code, text) = await run("explain --p .85 --steps 1023 \(options)")
    #expect(code == .usage, "\(text)")
    #expect(text.contains(part) && !text.contains("\n"), "\(text)")
  }
}
