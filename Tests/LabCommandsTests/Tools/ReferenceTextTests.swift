import Foundation
import Testing

@testable import LabCommands

@Suite struct ReferenceTextTests {
  /// The pages, and the command lines that write them anew.
  static let pages: [(name: String, words: [String], text: String)] = [
    ("commands", ["help", "--markdown"], ReferenceText.commands),
    ("reference", ["mcp", "--reference"], ReferenceText.tools),
  ]

  @Test(arguments: 0..<2) func theCommittedPageIsThatOfTheTables(number: Int) async throws {
    let page = Self.pages[number]
    let url = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../notebooks-md/\(page.name).md")
    let committed = try String(contentsOf: url, encoding: .utf8)
    #expect(
      committed == page.text,
      "makerlab \(page.words.joined(separator: " ")) > notebooks-md/\(page.name).md writes it anew")
    let run = await makerlab(page.words)
    #expect(run.code == .done)
    #expect(run.output + "\n" == page.text)
    #expect(run.notes.isEmpty)
  }

  @Test func everyCommandAndEveryToolIsInIt() {
    let commands = ReferenceText.commands
    for command in Lab.commands.map({ $0.description }) {
      #expect(commands.contains("\n## makerlab \(command.name)\n"))
      #expect(commands.contains("| [\(command.name)](#makerlab-\(command.name)) |"))
      for option in command.options {
        #expect(commands.contains("| `\(option.usage.replacing("|", with: "\\|"))` |"))
      }
      for operand in command.operands { #expect(commands.contains("| `\(operand.usage)` |")) }
      for example in command.examples { #expect(commands.contains("\n    \(example.line)\n")) }
    }
    for code in ExitCode.allCases { #expect(commands.contains("\n| \(code.rawValue) | ")) }
    let tools = ReferenceText.tools
    for tool in LabTools.all.map({ $0.description }) {
      #expect(tools.contains("\n## \(tool.name)\n"))
      for name in tool.parameters.map(\.name) + tool.outputs.map(\.name) {
        #expect(tools.contains("| `\(name)` |"))
      }
    }
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
