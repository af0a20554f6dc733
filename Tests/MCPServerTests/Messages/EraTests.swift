import Testing
import TextFormats

/// Which revision a request is in is said by the request, or by the handshake before it.
@Suite(.timeLimit(.minutes(5))) struct EraTests {
  private func code(_ reply: JSONValue) -> Int? { reply["error"]?["code"]?.integer }

  @Test func requestsOfTheModernEraNeedNothingBeforeThem() async throws {
    let client = EngineClient(try TestOffer().offer())
    let reply = try await client.reply(to: Requests.modern("1", "tools/list"))
    #expect(reply["result"]?["resultType"]?.string == "complete")
    let server = reply["result"]?["_meta"]?["io.modelcontextprotocol/serverInfo"]
    #expect(server?["name"]?.string == "test" && server?["version"]?.string == "1.2.3")
  }

  /// Each request of the modern era says all of itself, whatever came before it.
  @Test func nothingIsTakenOverFromEarlierRequests() async throws {
    let client = EngineClient(try TestOffer().offer())
    _ = await client.exchange(Requests.modern("1", "tools/list"))
    let plain = try await client.reply(to: Requests.legacy("2", "tools/list"))
    #expect(code(plain) == -32602)
    _ = await client.exchange(Requests.initialize(version: "2024-11-05"))
    let modern = try await client.reply(to: Requests.modern("3", "tools/list"))
    #expect(modern["result"]?["resultType"]?.string == "complete")
    let legacy = try await client.reply(to: Requests.legacy("4", "tools/list"))
    #expect(legacy["result"]?["resultType"] == nil)
    #expect(legacy["result"]?["tools"]?.elements?.first?["annotations"] == nil)
  }

  @Test func missingFieldsAreNamed() async throws {
    let client = EngineClient(try TestOffer().offer())
    let version = #""io.modelcontextprotocol/protocolVersion":"2026-07-28""#
    let capabilities = #""io.modelcontextprotocol/clientCapabilities":{}"#
    let cases = [
      ("{\(version)}", "lacks io.modelcontextprotocol/clientCapabilities"),
      ("{\(capabilities)}", "lacks io.modelcontextprotocol/protocolVersion"),
      (#"{"io.modelcontextprotocol/logLevel":"info"}"#, "protocolVersion and io.modelcontext"),
      ("{}", "there was no initialize"), ("3", "must be an object"),
      (#"{"io.modelcontextprotocol/protocolVersion":3,\#(capabilities)}"#, "must be a string"),
      (#"{\#(version),"io.modelcontextprotocol/clientCapabilities":[]}"#, "must be an object"),
      ("{\(version),\(capabilities),\"progressToken\":1.5}", "a string or an integer"),
      (
        #"{\#(version),\#(capabilities),"io.modelcontextprotocol/logLevel":"loud"}"#, "no level"
      ),
      (
        #"{\#(version),\#(capabilities),"io.modelcontextprotocol/clientInfo":{"name":"x"}}"#,
        "lacks version"
      ),
    ]
    for (meta, says) in cases {
      for method in ["tools/list", "server/discover", "tools/call"] {
        let reply = try await client.reply(to: Requests.legacy("1", method, #""_meta":\#(meta)"#))
        #expect(code(reply) == -32602, "\(method) \(meta)")
        #expect(reply["error"]?["message"]?.string?.contains(says) == true, "\(method) \(meta)")
      }
    }
  }

  /// Also a revision that begins with a handshake, and a method that nobody knows.
  @Test(arguments: ["1900-01-01", "2027-01-01", "2025-11-25", ""])
  func unknownVersionsAreAnsweredWithThoseThatAreKnown(version: String) async throws {
    let client = EngineClient(try TestOffer().offer())
    // The version alone decides: another revision may have other fields.
    let alone = #""_meta":{"io.modelcontextprotocol/protocolVersion":"\#(version)"}"#
    let lines = ["tools/list", "server/discover", "nothing"].flatMap { method in
      [Requests.meta(version: version), alone].map { Requests.legacy("1", method, $0) }
    }
    for line in lines {
      let reply = try await client.reply(to: line)
      #expect(code(reply) == -32022)
      let data = try #require(reply["error"]?["data"])
      #expect(data["requested"]?.string == version)
      #expect(
        data["supported"]?.elements?.compactMap(\.string) == [
          "2026-07-28", "2025-11-25", "2025-06-18", "2024-11-05",
        ])
    }
  }

  @Test(arguments: [
    "initialize", "ping", "logging/setLevel", "resources/subscribe", "resources/unsubscribe",
    "completion/complete", "subscriptions/listen", "tasks/get", "roots/list", "nothing",
  ])
  func removedMethodsAreUnknownInTheModernEra(method: String) async throws {
    let client = EngineClient(try TestOffer().offer())
    #expect(code(try await client.reply(to: Requests.modern("1", method))) == -32601)
  }

  @Test(arguments: ["server/discover", "logging/setLevel", "completion/complete", "nothing"])
  func whatIsNotOfferedIsUnknownInTheLegacyEra(method: String) async throws {
    let client = EngineClient(try TestOffer().offer())
    _ = await client.exchange(Requests.initialize())
    #expect(code(try await client.reply(to: Requests.legacy("1", method))) == -32601)
  }

  /// A client that asks a server of the other era falls back on it.
  @Test func beforeTheHandshakeUnknownMethodsAreUnknown() async throws {
    let client = EngineClient(try TestOffer().offer())
    #expect(code(try await client.reply(to: Requests.legacy("1", "nothing"))) == -32601)
    #expect(code(try await client.reply(to: Requests.legacy("2", "tools/list"))) == -32602)
    #expect(try await client.reply(to: Requests.legacy("3", "ping"))["result"] != nil)
  }

  @Test func theHandshakeComesToARevision() async throws {
    for (asked, told) in [
      ("2025-11-25", "2025-11-25"), ("2025-06-18", "2025-06-18"), ("2025-03-26", "2025-11-25"),
      ("2024-11-05", "2024-11-05"), ("2026-07-28", "2025-11-25"), ("1.0", "2025-11-25"),
    ] {
      let client = EngineClient(try TestOffer().offer())
      let reply = try await client.reply(to: Requests.initialize(version: asked))
      #expect(reply["result"]?["protocolVersion"]?.string == told)
      #expect(try await client.reply(to: Requests.legacy("1", "tools/list"))["result"] != nil)
    }
  }

  @Test func aHandshakeThatIsRefusedIsNone() async throws {
    let client = EngineClient(try TestOffer().offer())
    let reply = try await client.reply(to: Requests.legacy("0", "initialize", ""))
    #expect(code(reply) == -32602)
    let says = "params lacks protocolVersion and capabilities and clientInfo"
    #expect(reply["error"]?["message"]?.string == says)
    #expect(code(try await client.reply(to: Requests.legacy("1", "tools/list"))) == -32602)
  }

  /// Schemas of the protocol are open: extensions and later revisions add members.
  @Test func membersThatNobodyKnowsAreLetBe() async throws {
    let client = EngineClient(try TestOffer().offer())
    _ = await client.exchange(Requests.initialize())
    let more = #""task":{"ttl":1},"x":[null],"name":"echo","arguments":{"text":"x"}"#
    for line in [
      Requests.modern(
        "1", "tools/call", more, meta: #","com.example/y":{"z":1},"tracestate":"a=b""#),
      Requests.legacy("1", "tools/call", #"\#(more),"_meta":{"com.example/y":1}"#),
      Requests.modern("1", "tools/list", #""x":1"#),
      #"{"jsonrpc":"2.0","id":1,"method":"ping","x":1}"#,
    ] {
      #expect(try await client.reply(to: line)["result"] != nil, "\(line)")
    }
  }
}
