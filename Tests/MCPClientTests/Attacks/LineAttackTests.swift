import TestSupport
import Testing
import TextFormats

/// Lines that no client should send: each gets one error, or nothing, and the next request its reply.
@Suite(.timeLimit(.minutes(10))) struct LineAttackTests {
  struct Attack: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let bytes: [UInt8]
    /// Whether it is answered, by an error; else nothing may come.
    var isAnswered = true

    init(_ name: String, _ line: String, isAnswered: Bool = true) {
      self.init(name, Array(line.utf8) + [10], isAnswered: isAnswered)
    }

    init(_ name: String, _ bytes: [UInt8], isAnswered: Bool = true) {
      testDescription = name
      self.bytes = bytes
      self.isAnswered = isAnswered
    }
  }

  private static func repeated(_ text: String, _ count: Int) -> String {
    String(repeating: text, count: count)
  }

  /// A request whose parameters are a text of JSON.
  private static func list(_ params: String) -> String {
    #"{"jsonrpc":"2.0","id":77,"method":"tools/list","params":\#(params)}"#
  }

  static let attacks: [Attack] = [
    Attack("arrays, 10,000 deep", repeated("[", 10_000) + repeated("]", 10_000)),
    Attack("objects, 10,000 deep", repeated(#"{"a":"#, 10_000) + "1" + repeated("}", 10_000)),
    Attack(
      "parameters, 10,000 deep", list(repeated(#"{"a":"#, 10_000) + "1" + repeated("}", 10_000))),
    Attack("a million open brackets", repeated("[", 1_000_000)),
    Attack("a name twice", #"{"jsonrpc":"2.0","id":77,"method":"ping","method":"tools/list"}"#),
    Attack("a name twice within", list(#"{"a":{"b":1,"b":2}}"#)),
    Attack("a name twice, once escaped", list(#"{"ab":1,"\u0061b":2}"#)),
    Attack("an id that is a fraction", #"{"jsonrpc":"2.0","id":1.5,"method":"ping"}"#),
    Attack("an id that is null", #"{"jsonrpc":"2.0","id":null,"method":"ping"}"#),
    Attack("an id that is a list", #"{"jsonrpc":"2.0","id":[1],"method":"ping"}"#),
    Attack("not UTF-8", [0x22, 0xFF, 0xFE, 0x22, 10]),
    Attack("an overlong slash", [0x22, 0xC0, 0xAF, 0x22, 10]),
    Attack("a surrogate in UTF-8", [0x22, 0xED, 0xA0, 0x80, 0x22, 10]),
    Attack("half a surrogate pair, escaped", list(#"{"a":"\ud800"}"#)),
    Attack("zero bytes", [0, 0, 0, 10]),
    Attack("a zero byte in a name", Array(list("{").utf8) + [0, 10]),
    Attack("10 MB of one string", list(#"{"a":""# + repeated("a", 10_000_000) + #""}"#)),
    Attack("10 MB of nothing that is JSON", repeated("x", 10_000_000)),
    Attack("a batch", "[" + list("{}") + "," + list("{}") + "]"),
    Attack("an empty batch", "[]"),
    Attack("a text", #""tools/list""#),
    Attack("no version", #"{"id":77,"method":"tools/list"}"#),
    Attack("another version", #"{"jsonrpc":"1.0","id":77,"method":"tools/list"}"#),
    Attack("no method", #"{"jsonrpc":"2.0","id":77}"#),
    Attack("a method that is a number", #"{"jsonrpc":"2.0","id":77,"method":1}"#),
    Attack("parameters that are a list", list("[1]")),
    Attack("parameters that are a text", list(#""all""#)),
    Attack("half a line", #"{"jsonrpc":"2.0","id":77,"meth"#),
    Attack("two messages on a line", list("{}") + " " + list("{}")),
    Attack("a method with a line in it", #"{"jsonrpc":"2.0","id":77,"method":"a\nb\u001b[2J"}"#),
    Attack("blank lines", "\r\n\n  \n", isAnswered: false),
    Attack(
      "an unknown notification", #"{"jsonrpc":"2.0","method":"notifications/no-such"}"#,
      isAnswered: false),
    Attack(
      "a notification with bad parameters",
      #"{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":[{}]}}"#,
      isAnswered: false),
    Attack(
      "a cancellation of what is not under way",
      #"{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":"no"}}"#,
      isAnswered: false),
    Attack(
      "a notification of a method", #"{"jsonrpc":"2.0","method":"tools/list"}"#, isAnswered: false),
    Attack(
      "a reply to nobody", #"{"jsonrpc":"2.0","id":5,"result":{}}"#, isAnswered: false),
  ]

  @Test(arguments: attacks) func hostileLinesGetOneErrorAndHarmNobody(attack: Attack) throws {
    let server = try ServerProcess()
    try server.send(attack.bytes)
    try server.send(line: ServerProcess.request("prompts/list", id: .string("after")))
    let (after, before) = try server.reply(to: .string("after"))
    #expect(after["result"]?["prompts"] != nil)
    let (code, late) = try server.end()
    #expect(code == 0, "\(server.notes)")
    let others = before + late
    #expect(others.count == (attack.isAnswered ? 1 : 0), "\(others.map(JSONText.compact))")
    for message in others {
      #expect([-32700, -32600, -32601, -32602].contains(message["error"]?["code"]?.integer))
      let text = message["error"]?["message"]?.string ?? ""
      #expect(!text.isEmpty && text.utf8.count < 1000, "\(text.prefix(2000))")
    }
    Self.expectQuiet(server)
  }

  /// A batch between two votes under way is one line that is refused: nothing in it is done.
  @Test func aBatchAmongVotesUnderWayDoesNothing() throws {
    let model = try FaultServerProcess(["--model", "text:42", "--models", "m", "--hold", "true"])
    let server = try ServerProcess(environment: model.environment)
    func vote(_ id: Int) -> String {
      let vote = JSONValue.object([
        ("prompt", .string("6 x 7?")), ("k", .int(3)), ("channel", .string("openai:m,attempts=1")),
      ])
      return ServerProcess.request(
        "tools/call", [("name", .string("maker_vote")), ("arguments", vote)], id: .int(id))
    }
    let batch = [
      Self.list("{}"), ServerProcess.request("prompts/list", id: .int(78)), vote(79),
      #"{"jsonrpc":"2.0","method":"notifications/initialized"}"#,
      ServerProcess.cancellation(of: .int(1)), ServerProcess.cancellation(of: .int(2)),
    ]
    try server.send(line: vote(1))
    try model.wait { $0.inFlight == 3 }
    try server.send(line: "[" + batch.joined(separator: ",") + "]")
    try server.send(line: vote(2))
    let refusal = try server.message()
    #expect(refusal["error"]?["code"]?.integer == -32600, "\(JSONText.compact(refusal))")
    #expect(refusal["id"]?.isNull == true, "\(JSONText.compact(refusal))")
    try model.wait { $0.inFlight == 6 }
    try model.control(#"{"hold": false}"#)
    let votes = try [server.message(), server.message()]
    #expect(Set(votes.compactMap { $0["id"]?.integer }) == [1, 2])
    for vote in votes {
      #expect(vote.structured?["winner"]?.string == "42", "\(JSONText.compact(vote))")
    }
    let (code, late) = try server.end()
    #expect(code == 0 && late.isEmpty, "\(late.map(JSONText.compact))")
    let counts = try model.counts()
    #expect(counts.received == 6 && counts.answered == 6, "\(counts)")
  }

  /// Lines arrive as bytes do: one by one, and several at a time.
  @Test func linesMayComeInPieces() throws {
    let server = try ServerProcess()
    let line = ServerProcess.request("prompts/list", [("é😀", .string("ü"))], id: .string("one"))
    for byte in Array(line.utf8) { try server.send([byte]) }
    try server.send(line: "")
    #expect(try server.message()["id"]?.string == "one")
    let lines = ["two", "three", "four"].map {
      ServerProcess.request("prompts/list", id: .string($0))
    }
    try server.send(line: lines.joined(separator: "\r\n"))
    let messages = try (0..<3).map { _ in try server.message() }
    #expect(Set(messages.compactMap { $0["id"]?.string }) == ["two", "three", "four"])
    #expect(try server.end().code == 0)
  }

  /// What stands there when the input ends is no message until its line has ended.
  @Test func anUnfinishedLastLineIsDropped() throws {
    let server = try ServerProcess()
    try server.send(line: ServerProcess.request("prompts/list", id: .string("whole")))
    let half = Array(ServerProcess.request("prompts/list", id: .string("half")).utf8)
    try server.send(Array(half.dropLast(4)))
    let (_, before) = try server.reply(to: .string("whole"))
    let (code, late) = try server.end()
    #expect(code == 0, "\(server.notes)")
    #expect(!(before + late).contains { $0["result"] != nil })
  }

  /// A client that sends and does not read holds up itself alone: all replies come when it reads.
  @Test func thousandsOfRequestsMayBeSentBeforeAReplyIsRead() throws {
    let server = try ServerProcess()
    let count = 5000
    let lines = (0..<count).map { ServerProcess.request("prompts/list", id: .int($0)) + "\n" }
    try server.send(Array(lines.joined().utf8))
    let messages = try (0..<count).map { _ in try server.message() }
    let (code, late) = try server.end()
    #expect(code == 0 && late.isEmpty, "\(server.notes)")
    #expect(messages.compactMap { $0["id"]?.integer }.sorted() == Array(0..<count))
    #expect(messages.allSatisfy { $0["result"] != nil })
  }

  /// An id may be used again when its request was answered.
  @Test func anIdMayBeUsedAgain() throws {
    let server = try ServerProcess()
    for id in [JSONValue.int(1), .string("1"), .int(1), .string("1"), .int(-5), .string("")] {
      try server.send(line: ServerProcess.request("prompts/list", id: id))
      let reply = try server.message()
      #expect(reply["result"] != nil, "\(JSONText.compact(reply))")
      #expect(JSONText.compact(reply["id"] ?? .null) == JSONText.compact(id))
    }
    #expect(try server.end().code == 0)
  }

  /// An id that no machine number holds is given back as it was written.
  @Test func idsBeyondAllNumbersAreGivenBack() throws {
    let server = try ServerProcess()
    for id in ["1e400", String(repeating: "9", count: 10_000), "-0", "9223372036854775808"] {
      try server.send(line: ServerProcess.request("prompts/list", id: .decimal(id)))
      let reply = try server.message()
      #expect(reply["result"] != nil && JSONText.compact(reply["id"] ?? .null) == id)
    }
    #expect(try server.end().code == 0)
  }

  /// Nothing that a client sent reaches a terminal through what the server says.
  static func expectQuiet(_ server: ServerProcess) {
    let steering = server.notes.unicodeScalars.filter { $0 != "\n" && $0.steersTerminal }
    #expect(steering.isEmpty, "\(server.notes)")
    #expect(server.notes.utf8.count < 10_000)
    let raw = String(decoding: server.output, as: UTF8.self).unicodeScalars.filter {
      $0 != "\n" && $0.steersTerminal
    }
    #expect(raw.isEmpty, "\(raw.map(\.value))")
  }
}
