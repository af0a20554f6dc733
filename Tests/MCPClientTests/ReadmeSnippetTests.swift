import Foundation
import Markdown
import Testing
import TextFormats

/// The configuration that the README gives to a client is one, and what it starts is a server.
@Suite(.timeLimit(.minutes(5))) struct ReadmeSnippetTests {
  @Test func theConfigurationOfTheReadmeStartsAServer() throws {
    let page = try String(
      contentsOf: KnownCalls.root.appendingPathComponent("README.md"), encoding: .utf8)
    let found = MarkdownDocument(page).blocks.first { $0.words == ["json", "file=.mcp.json"] }
    let block = try #require(found?.text, "README.md has no block for .mcp.json")
    let servers = try ServerProcess.parsed(Array(block.utf8))["mcpServers"]?.members ?? []
    try #require(!servers.isEmpty, "\(block)")
    for (name, server) in servers {
      let command = try #require(server["command"]?.string, "\(name)")
      #expect(URL(filePath: command).lastPathComponent == "makerlab")
      let words = (server["args"]?.elements ?? []).compactMap(\.string)
      #expect(words.first == "mcp")
      let environment = (server["env"]?.members ?? []).compactMap { name, value in
        value.string.map { (name, $0) }
      }
      let process = try ServerProcess(
        all: words, environment: Dictionary(uniqueKeysWithValues: environment),
        folder: ServerFolder())
      let tools = try process.tools().compactMap { $0["name"]?.string }
      #expect(tools.contains("maker_vote"))
      #expect(try process.end().code == 0, "\(process.notes)")
    }
  }
}
