import Foundation
import Testing
import TextFormats

/// The configuration that the README gives to a client is one, and what it starts is a server.
@Suite(.timeLimit(.minutes(5))) struct ReadmeSnippetTests {
  /// The first block of a language under the first heading that has a word in it; nil where there is none.
  static func block(_ language: String, under word: String, in page: String) -> String? {
    var isUnder = false
    var lines: [String]?
    var isForeign = false
    for line in page.components(separatedBy: "\n") {
      if line.hasPrefix("```") {
        if let lines { return lines.joined(separator: "\n") }
        if isUnder, !isForeign, line == "```" + language { lines = [] } else { isForeign.toggle() }
      } else if lines != nil {
        lines?.append(line)
      } else if line.hasPrefix("#"), !isForeign {
        isUnder = line.contains(word)
      }
    }
    return nil
  }

  @Test func blocksAreFoundUnderTheirHeading() {
    let page = """
      # One
      ```json
      1
      ```
      ## The MCP server
      ```console
      # MCP is no heading here
      ```
      ### A comment on nothing
      ## MCP again
      Text
      ```json
      {"a":
      2}
      ```
      """
    #expect(Self.block("json", under: "MCP", in: page) == "{\"a\":\n2}")
    #expect(Self.block("json", under: "Two", in: page) == nil)
    #expect(Self.block("csv", under: "MCP", in: page) == nil)
  }

  @Test func theConfigurationOfTheReadmeStartsAServer() throws {
    let readme = try String(
      contentsOf: KnownCalls.root.appendingPathComponent("README.md"), encoding: .utf8)
    let block = try #require(
      Self.block("json", under: "MCP", in: readme),
      "README.md has no json block under a heading with MCP")
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
