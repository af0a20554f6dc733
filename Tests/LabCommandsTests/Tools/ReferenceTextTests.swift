import Foundation
import Testing

@testable import LabCommands

@Suite struct ReferenceTextTests {
  /// `makerlab mcp --reference > notebooks-md/reference.md` writes it anew.
  @Test func theCommittedReferenceIsThatOfTheTables() throws {
    let url = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../notebooks-md/reference.md")
    let committed = try String(contentsOf: url, encoding: .utf8)
    #expect(
      committed == ReferenceText.text,
      "makerlab mcp --reference > notebooks-md/reference.md writes it anew")
  }

  @Test func everyCommandAndEveryToolIsInIt() {
    let text = ReferenceText.text
    for command in Lab.commands.map({ $0.description }) {
      #expect(text.contains("\n### makerlab \(command.name)\n"))
      for option in command.options {
        #expect(text.contains("| `\(option.usage.replacing("|", with: "\\|"))` |"))
      }
    }
    for tool in LabTools.all.map({ $0.description }) {
      #expect(text.contains("\n### \(tool.name)\n"))
      for name in tool.parameters.map(\.name) + tool.outputs.map(\.name) {
        #expect(text.contains("| `\(name)` |"))
      }
    }
  }

  @Test func theCommandPrintsIt() async {
    let run = await makerlab("mcp", "--reference")
    #expect(run.code == .done)
    #expect(run.output + "\n" == ReferenceText.text)
    #expect(run.notes.isEmpty)
  }

  @Test(arguments: [
    ["--max-cost", "-1"], ["--max-cost", "lots"], ["--max-tokens-total", "1.5"], ["--out", ""],
    ["--results", ""], ["--log-level", "debug"], ["stray"], ["--max-cost", "1e99"],
  ])
  func wrongOptionsAreRefusedBeforeAnythingIsServed(words: [String]) async {
    let run = await makerlab(["mcp"] + words)
    #expect(run.isRefusal, "\(words): \(run.notes)")
  }
}
