import Testing
import TextFormats

/// What is no request is refused by code and by name of what is wrong, and says whose reply it is.
@Suite(.timeLimit(.minutes(5))) struct RPCErrorTests {
  struct Case: CustomTestStringConvertible {
    let line: String
    let code: Int
    /// As it stands in the reply.
    var id = "null"
    /// Part of the message.
    let says: String
    var testDescription: String { line }

    init(_ line: String, _ code: Int, id: String = "null", _ says: String) {
      (self.line, self.code, self.id, self.says) = (line, code, id, says)
    }
  }

  static let cases = [
    Case("{", -32700, "no JSON"),
    Case("{\"a\":\u{0}1}", -32700, "no JSON"),
    Case(#"{"jsonrpc":"2.0","id":1,"id":2,"method":"ping"}"#, -32700, #""id" stands twice"#),
    Case(String(repeating: "[", count: 100), -32700, "within each other"),
    Case("[]", -32600, "batches"),
    Case(#"[{"jsonrpc":"2.0","id":1,"method":"ping"}]"#, -32600, "batches"),
    Case("3", -32600, "object"),
    Case("null", -32600, "object"),
    Case(#""ping""#, -32600, "object"),
    Case("{}", -32600, "jsonrpc"),
    Case(#"{"id":7,"method":"ping"}"#, -32600, id: "7", "jsonrpc"),
    Case(#"{"jsonrpc":"1.0","id":7,"method":"ping"}"#, -32600, id: "7", "jsonrpc"),
    Case(#"{"jsonrpc":2.0,"id":7,"method":"ping"}"#, -32600, id: "7", "jsonrpc"),
    Case(#"{"jsonrpc":"2.0","id":7}"#, -32600, id: "7", "method is missing"),
    Case(#"{"jsonrpc":"2.0"}"#, -32600, "method is missing"),
    Case(#"{"jsonrpc":"2.0","id":"x","method":1}"#, -32600, id: #""x""#, "method must be"),
    Case(#"{"jsonrpc":"2.0","method":null}"#, -32600, "method must be"),
    Case(#"{"jsonrpc":"2.0","id":null,"method":"ping"}"#, -32600, "id must be"),
    Case(#"{"jsonrpc":"2.0","id":1.5,"method":"ping"}"#, -32600, "id must be"),
    Case(#"{"jsonrpc":"2.0","id":1e-3,"method":"ping"}"#, -32600, "id must be"),
    Case(#"{"jsonrpc":"2.0","id":true,"method":"ping"}"#, -32600, "id must be"),
    Case(#"{"jsonrpc":"2.0","id":[1],"method":"ping"}"#, -32600, "id must be"),
    Case(#"{"jsonrpc":"2.0","id":1e99999999999,"method":"ping"}"#, -32600, "id must be"),
    Case(#"{"jsonrpc":"2.0","id":1,"method":"ping","params":[]}"#, -32602, id: "1", "params"),
    Case(#"{"jsonrpc":"2.0","id":1,"method":"ping","params":null}"#, -32602, id: "1", "params"),
    Case(#"{"jsonrpc":"2.0","id":1,"method":"nothing"}"#, -32601, id: "1", #""nothing""#),
    Case(#"{"jsonrpc":"2.0","id":1,"method":"pïng\n"}"#, -32601, id: "1", #""pïng\n""#),
  ]

  @Test(arguments: cases) func isRefused(_ example: Case) async throws {
    let client = EngineClient(try TestOffer().offer())
    let reply = try await client.reply(to: example.line)
    #expect(reply["error"]?["code"]?.integer == example.code)
    #expect(reply["error"]?["message"]?.string?.contains(example.says) == true)
    #expect(reply["id"].map(JSONText.compact) == example.id)
    #expect(reply["jsonrpc"]?.string == "2.0")
    #expect(reply["result"] == nil)
  }

  @Test func bytesThatAreNoTextAreNoJSON() async throws {
    let client = EngineClient(try TestOffer().offer())
    client.send([0x22, 0xC3, 0x28, 0x22])
    let replies = client.received
    #expect(replies.count == 1)
    #expect(try TestOffer.json(replies[0])["error"]?["code"]?.integer == -32700)
  }

  /// Whatever is wrong with it.
  @Test(arguments: [
    #"{"jsonrpc":"2.0","method":"notifications/initialized"}"#,
    #"{"jsonrpc":"2.0","method":"notifications/unknown","params":{"a":1}}"#,
    #"{"jsonrpc":"2.0","method":"tools/call"}"#,
    #"{"jsonrpc":"2.0","method":"notifications/cancelled","params":[]}"#,
    #"{"jsonrpc":"2.0","method":"notifications/cancelled","params":{}}"#,
    #"{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":{}}}"#,
    #"{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":99}}"#,
    #"{"jsonrpc":"2.0","id":1,"result":{}}"#,
    #"{"jsonrpc":"2.0","id":1,"error":{"code":1,"message":"x"}}"#,
    "", " \t\r",
  ])
  func isNeverAnswered(line: String) async throws {
    let client = EngineClient(try TestOffer().offer())
    #expect(await client.exchange(line) == [])
  }

  /// A name of a method of a megabyte is no message of a megabyte.
  @Test func longTextOfAClientIsCutShort() async throws {
    let client = EngineClient(try TestOffer().offer())
    let name = String(repeating: "é", count: 1_000_000)
    let reply = try await client.reply(to: Requests.modern("1", name))
    #expect((reply["error"]?["message"]?.string?.count ?? .max) < 150)
  }
}
