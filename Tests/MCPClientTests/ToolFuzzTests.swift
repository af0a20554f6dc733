import TestSupport
import Testing
import TextFormats

/// Calls of the real tools, changed at random, each have one reply, and the server lives on.
@Suite(.timeLimit(.minutes(5))) struct ToolFuzzTests {
  private static let count = 300

  @Test(arguments: [UInt64(1), 2, 3, 4, 5])
  func changedCallsHaveOneReplyEach(seed: UInt64) throws {
    // Known calls have simulated channels; should a change lead to a provider, it is seen here.
    let model = try FaultServerProcess(["--model", "text:42"])
    let server = try ServerProcess(environment: model.environment)
    var mutator = LineMutator(seed: seed)
    let corpus = try Self.corpus(server, &mutator)
    _ = try server.ask("server/discover")
    try shakeHands(server)
    var (results, errors) = (0, 0)
    for number in 0..<Self.count {
      // Every other one as it is: most changes of bytes get no farther than the reader of JSON.
      let line = number % 2 == 0 ? mutator.line(corpus) : corpus[mutator.below(corpus.count)]
      let said = "seed \(seed), line \(number): \(String(decoding: line, as: UTF8.self))"
      try server.send(line + [10])
      do {
        let messages = try replies(of: server, to: line, number)
        #expect(messages.count == (Self.isAnswered(line) ? 1 : 0), "\(said) gave \(messages)")
        for message in messages {
          #expect((message["result"] == nil) != (message["error"] == nil), "\(said)")
          let told = message["id"] ?? .null
          let isRefused = told.isNull && message["error"] != nil
          #expect(isRefused || told.canonical == Self.id(line)?.canonical, "\(said)")
          if message.structured == nil { errors += 1 } else { results += 1 }
        }
      } catch {
        Issue.record("\(said): \(error)")
        return
      }
    }
    // Changes that all are refused, or that all are harmless, would be no test.
    #expect(results > Self.count / 10 && errors > Self.count / 4, "\(results), \(errors)")
    #expect(try server.call("maker_vote", KnownCalls.of("maker_vote")).complaint == nil)
    let (code, late) = try server.end()
    #expect(code == 0 && late.isEmpty, "\(late.map(JSONText.compact)) \(server.notes)")
    LineAttackTests.expectQuiet(server)
    #expect(try model.baitTaken() == 0)
  }

  /// Lines that the changes begin with: calls that work, and calls with one value that may not.
  private static func corpus(
    _ server: ServerProcess, _ mutator: inout LineMutator
  ) throws -> [[UInt8]] {
    let values: [String: [JSONValue]] = [
      "boolean": [.bool(true), .bool(false)], "integer": [.int(0), .int(1), .int(7), .int(-1)],
      "number": [.number(0.5), .number(1e-300), .int(1), .decimal("1e400")],
      "string": [.string(""), .string("x"), .string("simulated:p=1"), .string("number")],
      "array": [.array([]), .array([.int(1), .string("y")])],
      "object": [.object([]), .object([("a", .null)])], "null": [.null],
    ]
    let types = values.keys.sorted()
    var lines: [[UInt8]] = []
    for tool in try server.tools().map(ToolSchema.init) {
      let call = try KnownCalls.of(tool.name)
      var calls = [call, call]
      for number in 0..<16 {
        let place = tool.places[mutator.below(tool.places.count)]
        // Three in four are of a type that fits.
        let fitting = number % 4 == 0 ? types : types.filter { place.types.contains($0) }
        guard !fitting.isEmpty else { continue }
        let some = values[fitting[mutator.below(fitting.count)]] ?? []
        let value = some[mutator.below(some.count)]
        calls.append(ToolSchema.put(value, at: place.path[...], in: call))
      }
      for (index, arguments) in calls.enumerated() {
        // Every other one in the revision of the handshake, which has no metadata to be lost in.
        let params = [("name", JSONValue.string(tool.name)), ("arguments", arguments)]
        let meta = index % 2 == 0 ? [] : [("_meta", JSONValue.object([]))]
        lines.append(
          Array(ServerProcess.request("tools/call", meta + params, id: .int(index)).utf8))
      }
    }
    return lines
  }

  private static func id(_ line: [UInt8]) -> JSONValue? { (try? JSONReader.value(line))?["id"] }

  private func shakeHands(_ server: ServerProcess) throws {
    let client = JSONValue.object([("name", .string("tests")), ("version", .string("1"))])
    let reply = try server.ask(
      "initialize",
      [
        ("_meta", .object([])), ("protocolVersion", .string("2025-11-25")),
        ("capabilities", .object([])), ("clientInfo", client),
      ])
    #expect(reply.complaint == nil)
  }

  /// The replies to a line: what comes until the reply to a request that is sent after them.
  private func replies(
    of server: ServerProcess, to line: [UInt8], _ number: Int
  ) throws -> [JSONValue] {
    var replies: [JSONValue] = []
    while replies.isEmpty && Self.isAnswered(line) {
      let message = try server.message()
      if message["method"] == nil { replies.append(message) }
    }
    let id = JSONValue.string("after \(number)")
    try server.send(line: ServerProcess.request("prompts/list", id: id))
    return replies + (try server.reply(to: id).before.filter { $0["method"] == nil })
  }

  /// Whether JSON-RPC demands a reply to a line: to all but notifications, responses and nothing.
  private static func isAnswered(_ line: [UInt8]) -> Bool {
    guard line.contains(where: { ![0x20, 0x09, 0x0D].contains($0) }) else { return false }
    guard let message = try? JSONReader.value(line), message.members != nil else { return true }
    guard message["jsonrpc"]?.string == "2.0", message["id"] == nil || message["method"] == nil
    else { return true }
    if message["method"]?.string != nil { return false }
    return message["method"] != nil || (message["result"] == nil && message["error"] == nil)
  }
}
