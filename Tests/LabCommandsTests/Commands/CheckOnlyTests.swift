import LabCommands
import Testing

/// `check --only`: the claims that are named, and nothing else is run.
@Suite struct CheckOnlyTests {
  private func suite() throws -> ScratchFolder {
    let folder = try ScratchFolder()
    for (name, claim) in [("one", "first"), ("two", "second")] {
      let text = Definitions.judged().replacing("\"law\"", with: "\"\(claim)\"")
        .replacing("200000", with: "500")
      try folder.experiment(text, in: "suite/\(name)")
    }
    return folder
  }

  @Test func nothingElseIsRunOrJudged() async throws {
    let folder = try suite()
    let run = await makerlab(
      "check", folder.path("suite"), "--only", "second", "--out", folder.path("out"))
    #expect(run.code == .done, "\(run.notes) \(run.output)")
    #expect(run.output.contains("second") && !run.output.contains("first"))
    let status = try ParsedTable(
      await makerlab("status", folder.path("out"), "--format", "csv").output)
    #expect(try status.column("experiment") == ["suite/two"])
  }

  @Test func aNameThatNoClaimHasIsRefused() async throws {
    let folder = try suite()
    let run = await makerlab(
      "check", folder.path("suite"), "--only", "secnd", "--out", folder.path("out"))
    #expect(run.isRefusal, "\(run.notes)")
    #expect(run.notes[0].hasSuffix("in what is named; did you mean second?"), "\(run.notes)")
    #expect(!folder.exists("out"))
  }
}
