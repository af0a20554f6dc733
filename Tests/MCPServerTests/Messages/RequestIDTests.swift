import Testing
import TextFormats

@testable import MCPServer

@Suite(.timeLimit(.minutes(5))) struct RequestIDTests {
  /// Whatever JSON can spell comes back.
  @Test(arguments: [
    "0", "-1", "9007199254740993", "123456789012345678901234567890", "-0", "1e3", "7.0",
    #""""#, #""a b""#, #""7""#, #""日本 🗼""#, #""e\u0301""#, #""\"\\\n\u0000""#, #""\ud83d\uddfc""#,
  ])
  func comesBackAsItWasGiven(id: String) async throws {
    let client = EngineClient(try TestOffer().offer())
    for line in [Requests.legacy(id, "ping"), Requests.call(id, "echo", #"{"text":"x"}"#)] {
      let reply = try await client.reply(to: line)
      let given = try TestOffer.json(id)
      #expect(reply["id"].map(JSONText.compact) == JSONText.compact(given), "\(line)")
      #expect(reply["result"] != nil)
    }
  }

  @Test func spellingsOfOneIntegerAreOneID() throws {
    func id(_ text: String) throws -> RequestID { try #require(RequestID(TestOffer.json(text))) }
    #expect(try id("1") == id("1.0"))
    #expect(try id("1000") == id("1e3"))
    #expect(try id("1") != id(#""1""#))
    // One letter in two spellings is two strings.
    #expect(try id(#""\u00e9""#) != id(#""e\u0301""#))
  }

  @Test(arguments: ["0.5", "1e-1", "-2.5", "null", "true", "[]", "{}", "1e1234567890123"])
  func isNoID(text: String) throws {
    #expect(RequestID(try TestOffer.json(text)) == nil)
  }
}
