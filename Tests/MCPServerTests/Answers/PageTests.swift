import MCPServer
import Testing
import TextFormats

@Suite(.timeLimit(.minutes(5))) struct PageTests {
  private static let lists = [
    ("tools/list", "tools", "name"), ("resources/list", "resources", "uri"),
    ("resources/templates/list", "resourceTemplates", "uriTemplate"),
    ("prompts/list", "prompts", "name"),
  ]

  private func pages(
    _ method: String, _ member: String, _ key: String, size: Int
  ) async throws -> [[String]] {
    var limits = MCPLimits()
    limits.pageSize = size
    let client = EngineClient(try TestOffer().offer(), limits: limits)
    var pages: [[String]] = []
    var cursor = ""
    while true {
      let reply = try await client.reply(to: Requests.modern("1", method, cursor))
      let items = try #require(reply["result"]?[member]?.elements)
      pages.append(items.compactMap { $0[key]?.string })
      guard let next = reply["result"]?["nextCursor"]?.string else { return pages }
      cursor = #""cursor":\#(JSONText.quoted(next))"#
    }
  }

  @Test(arguments: lists)
  func pagesOfAnySizeAreTheWholeList(method: String, member: String, key: String) async throws {
    let whole = try await pages(method, member, key, size: 50)
    #expect(whole.count == 1 && !whole[0].isEmpty)
    for size in 1...whole[0].count {
      let pages = try await pages(method, member, key, size: size)
      #expect(pages.flatMap { $0 } == whole[0])
      #expect(pages.dropLast().allSatisfy { $0.count == size })
      #expect(pages.count == (whole[0].count + size - 1) / size)
    }
  }

  @Test(arguments: lists)
  func aCursorThatLeadsNowhereIsRefused(method: String, member: String, key: String) async throws {
    let client = EngineClient(try TestOffer().offer())
    // The third is one of a list that no server has.
    for cursor in [#""""#, #""x""#, #""bm9uZQplY2hv""#, "3", "null"] {
      let line = Requests.modern("1", method, #""cursor":\#(cursor)"#)
      let reply = try await client.reply(to: line)
      #expect(reply["error"]?["code"]?.integer == -32602, "\(cursor)")
    }
  }

  @Test func aCursorOfAnotherListIsRefused() async throws {
    var limits = MCPLimits()
    limits.pageSize = 1
    let client = EngineClient(try TestOffer().offer(), limits: limits)
    let tools = try await client.reply(to: Requests.modern("1", "tools/list"))
    let cursor = try #require(tools["result"]?["nextCursor"]?.string)
    let prompts = try await client.reply(
      to: Requests.modern("1", "prompts/list", #""cursor":"\#(cursor)""#))
    #expect(prompts["error"]?["code"]?.integer == -32602)
  }

  @Test func aListThatCannotBeMadeIsAnError() async throws {
    struct Broken: MCPResources {
      let templates: [MCPResourceTemplate] = []
      func list() throws(ToolError) -> [MCPResource] { throw ToolError("the store is gone") }
      func read(_ uri: String) throws(ToolError) -> MCPContent? { nil }
    }
    let client = EngineClient(try TestOffer().offer(resources: Broken()))
    let reply = try await client.reply(to: Requests.modern("1", "resources/list"))
    #expect(reply["error"]?["code"]?.integer == -32603)
    #expect(reply["error"]?["message"]?.string == "the store is gone")
  }
}
