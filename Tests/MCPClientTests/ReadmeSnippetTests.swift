import Foundation
import Testing
import TextFormats

/// The configuration that the README gives to a client is one, and what it starts is a server.
@Suite(.timeLimit(.minutes(5))) struct ReadmeSnippetTests {
  /// The blocks of a language under headings that have a word in them, in their order.
  static func blocks(_ language: String, under word: String, in page: String) -> [String] {
    var isUnder = false
    var blocks: [String] = []
    var lines: [String]?
    var isForeign = false
    for line in page.components(separatedBy: "\n") {
      if line.hasPrefix("```") {
        if let block = lines {
          blocks.append(block.joined(separator: "\n"))
          lines = nil
        } else if isUnder, !isForeign, line == "```" + language {
          lines = []
        } else {
          isForeign.toggle()
        }
      } else if lines != nil {
        lines?.append(line)
      } else if line.hasPrefix("#"), !isForeign {
        isUnder = line.contains(word)
      }
    }
    return blocks
  }

  private static func readme() throws -> [String] {
    let page = try String(
      contentsOf: KnownCalls.root.appendingPathComponent("README.md"), encoding: .utf8)
    return blocks("json", under: "MCP", in: page)
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
    #expect(Self.blocks("json", under: "MCP", in: page) == ["{\"a\":\n2}"])
    #expect(Self.blocks("json", under: "Two", in: page) == [])
    #expect(Self.blocks("csv", under: "MCP", in: page) == [])
  }

  @Test func theConfigurationOfTheReadmeStartsAServer() throws {
    let block = try #require(
      try Self.readme().first, "README.md has no json block under a heading with MCP")
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
  /// The exchange on the page is what the server answers.
  @Test func theExchangeOfTheReadmeIsReal() throws {
    let blocks = try Self.readme()
    try #require(blocks.count == 3, "a configuration, arguments and a result")
    let process = try ServerProcess(folder: ServerFolder())
    let reply = try process.call("maker_vote", blocks[1])
    let shown = try ServerProcess.parsed(Array(blocks[2].utf8))
    let content = reply["result"]?["structuredContent"]
    #expect(content?.canonical == shown.canonical, "\(reply)")
    #expect(try process.end().code == 0, "\(process.notes)")
  }
}
