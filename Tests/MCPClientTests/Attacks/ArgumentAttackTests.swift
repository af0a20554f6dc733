import Foundation
import TestSupport
import Testing
import TextFormats

/// Arguments that do not fit are refused before anything runs; every tool that is listed is attacked.
@Suite(.timeLimit(.minutes(10))) struct ArgumentAttackTests {
  /// A server, its tools, and a call of each that works.
  private func attacked(
    _ environment: [String: String] = [:],
    _ attack: (ServerProcess, ToolSchema, JSONValue) throws -> Void
  ) throws {
    let server = try ServerProcess(environment: environment)
    let tools = try server.tools().map(ToolSchema.init)
    #expect(Set(tools.map(\.name)) == Set(try KnownCalls.each().map(\.tool)))
    for tool in tools { try attack(server, tool, try KnownCalls.of(tool.name)) }
    // Whatever came before, an honest call still works.
    let explained = try server.call("maker_explain", KnownCalls.of("maker_explain"))
    #expect(explained.complaint == nil, "\(JSONText.compact(explained))")
    #expect(try server.end().code == 0, "\(server.notes)")
    LineAttackTests.expectQuiet(server)
  }

  /// Expects that a call is refused in one line of bounded length.
  private func expectRefused(_ reply: JSONValue, _ what: String) {
    guard let complaint = reply.complaint else {
      Issue.record("\(what) is taken: \(JSONText.compact(reply).prefix(300))")
      return
    }
    #expect(!complaint.isEmpty && !complaint.contains { $0.isNewline }, "\(what): \(complaint)")
    #expect(complaint.utf8.count < 2000, "\(what): \(complaint.utf8.count) bytes")
  }

  @Test func unknownArgumentsAreRefused() throws {
    try attacked { server, tool, arguments in
      for name in ["no_such_argument", "__proto__", "K", "k ", "--k", "", "_meta", "out"] {
        guard !tool.arguments.contains(where: { $0.path == [name] }) else { continue }
        expectRefused(
          try server.call(tool.name, arguments.with(name, .int(1))), "\(tool.name) \(name)")
      }
    }
  }

  @Test func unknownMembersWithinArgumentsAreRefused() throws {
    try attacked { server, tool, arguments in
      for place in tool.places where place.types.contains("object") {
        // A schema that a client gives is an object of any members.
        guard place.schema["properties"] != nil else { continue }
        let hostile = ToolSchema.put(
          .int(1), at: (place.path + ["no_such_member"])[...], in: arguments)
        expectRefused(try server.call(tool.name, hostile), "\(tool.name) \(place.name)")
      }
    }
  }

  @Test func valuesOfTheWrongTypeAreRefused() throws {
    let values: [(type: String, value: JSONValue)] = [
      ("boolean", .bool(true)), ("number", .number(0.5)), ("integer", .int(1)),
      ("string", .string("1")), ("array", .array([.int(1)])),
      ("object", .object([("a", .int(1))])),
    ]
    try attacked { server, tool, arguments in
      for place in tool.places where !place.types.isEmpty {
        for (type, value) in values where !place.types.contains(type) {
          // A whole number is a number.
          if type == "integer", place.types.contains("number") { continue }
          let hostile = ToolSchema.put(value, at: place.path[...], in: arguments)
          expectRefused(try server.call(tool.name, hostile), "\(tool.name) \(place.name): \(type)")
        }
      }
    }
  }

  @Test func numbersBeyondAllRangesAreRefused() throws {
    let numbers = [
      "1e400", "-1e400", "-1e300", "1e300", String(repeating: "9", count: 10_000),
      "-" + String(repeating: "9", count: 400), "1e999999999999999999999",
    ]
    try attacked { server, tool, arguments in
      for place in tool.places where !place.types.isDisjoint(with: ["number", "integer"]) {
        for number in numbers {
          let hostile = ToolSchema.put(.decimal(number), at: place.path[...], in: arguments)
          expectRefused(
            try server.call(tool.name, hostile), "\(tool.name) \(place.name): \(number.prefix(9))")
        }
      }
    }
  }

  /// Every text, list and number that a client may give has its bound in the schema, where clients see it.
  @Test func everyArgumentIsBounded() throws {
    try attacked { _, tool, _ in
      for place in tool.places {
        for schema in Self.withAlternatives(place.schema) where schema["enum"] == nil {
          guard schema["const"] == nil else { continue }
          let bounds: [String: [[String]]] = [
            "string": [["maxLength"]], "array": [["maxItems"]],
            "number": [["minimum", "exclusiveMinimum"], ["maximum", "exclusiveMaximum"]],
            // The upper bound may be that of 64 bits, which another test exceeds.
            "integer": [["minimum", "exclusiveMinimum"]],
          ]
          let types = schema["type"]?.elements ?? [schema["type"] ?? .null]
          for type in types.compactMap(\.string) {
            for names in bounds[type] ?? [] {
              #expect(
                names.contains { schema[$0] != nil },
                "\(tool.name) \(place.name), a \(type), has no \(names[0])")
            }
          }
        }
      }
    }
  }

  private static func withAlternatives(_ schema: JSONValue) -> [JSONValue] {
    [schema]
      + ["anyOf", "oneOf", "allOf"].flatMap { schema[$0]?.elements ?? [] }
      .flatMap(withAlternatives)
  }

  /// One letter more than the schema allows.
  @Test func hugeTextsAreRefused() throws {
    try attacked { server, tool, arguments in
      for place in tool.places where place.types.contains("string") {
        let lengths = Self.withAlternatives(place.schema).compactMap { $0["maxLength"]?.integer }
        let huge = String(repeating: "x", count: (lengths.max() ?? 10_000) + 1)
        let hostile = ToolSchema.put(.string(huge), at: place.path[...], in: arguments)
        expectRefused(try server.call(tool.name, hostile), "\(tool.name) \(place.name)")
      }
    }
  }

  /// The same call of a provider's model, with few draws, where it is one of a channel.
  private static func asking(_ arguments: JSONValue) -> JSONValue {
    guard arguments["channel"] != nil else { return arguments }
    let asking = arguments.with("channel", .string("openai:m,attempts=1"))
    return asking["prompt"] == nil ? asking : asking.with("draw_limit", .int(4))
  }

  /// What stands in a text is text: no path, no spec of a file, no command of a shell, SQL or gnuplot.
  @Test func textsInArgumentsReachNoFile() throws {
    let secret = "canary-of-a-file-that-nobody-may-read"
    let folder = try ServerFolder()
    let file = try folder.write(#"{"p": 0.9, "provenance": "\#(secret)"}"#, to: "secret.json")
    let pipe = folder.path("pipe")
    let made = unsafe mkfifo(pipe, 0o600)
    try #require(made == 0)
    let before = folder.files()
    let model = try FaultServerProcess(["--model", "text:42"])
    let server = try ServerProcess(environment: model.environment, folder: folder)
    let hostile =
      [
        file, "../secret.json", "secret.json", pipe, "pipe", "recorded:\(folder.path)",
        "recorded:\(pipe)", "recorded:../../etc/passwd", "simulated:\(file)", "jsonl:\(file)",
        "@\(file)", "file://\(file)", "\(file)\u{0}.csv", "../../etc/passwd", "~/secret.json",
        "`cat \(file)`", "$(cat \(file))", "| cat \(file)", "< \(file)", "'; load \"\(file)\"; '",
        "x'); ATTACH DATABASE '\(folder.path("made"))' AS a; CREATE TABLE a.t(x); --",
        "\" ; touch \(folder.path("made")) ; \"", "simulated:p=0.9,profile=\(file)",
        "mix:1*\(file)", "openai:m,stop=@\(file)", "%{file}", "${HOME}/secret.json",
      ].map { JSONValue.string($0) }
    var told: Set<String> = []
    for tool in try server.tools().map(ToolSchema.init) {
      let arguments = try Self.asking(KnownCalls.of(tool.name))
      for place in tool.places where place.types.contains("string") {
        for text in hostile {
          let call = ToolSchema.put(text, at: place.path[...], in: arguments)
          // Taken or refused: both are fine, as long as there is a reply.
          _ = try server.call(tool.name, call)
        }
        for request in try model.requests(last: 256) {
          #expect(!request.body.contains(secret), "\(tool.name) \(place.name)")
          let body = try ServerProcess.parsed(Array(request.body.utf8))
          told.formUnion((body["stop"]?.elements ?? []).compactMap(\.string))
          told.formUnion(
            (body["messages"]?.elements ?? []).compactMap { $0["content"]?.string })
        }
        try model.reset()
      }
    }
    // The attacks came as far as the model's server, letter by letter.
    let prompts = Set(hostile.compactMap(\.string))
    #expect(told.isSuperset(of: prompts.union(["@\(file)"])), "\(prompts.subtracting(told))")
    // Nobody has the pipe open, so nobody tries to read it.
    let writer = unsafe open(pipe, O_WRONLY | O_NONBLOCK)
    #expect(writer < 0 && errno == ENXIO)
    #expect(try server.end().code == 0)
    #expect(!String(decoding: server.output, as: UTF8.self).contains(secret))
    let after = folder.files().filter {
      !$0.key.hasPrefix("draws/") && $0.key != "notes.txt"
    }
    #expect(after == before.filter { $0.key != "notes.txt" })
    LineAttackTests.expectQuiet(server)
  }

  /// A client cannot have the operator's key sent to an address of its own, nor requests to any.
  @Test func aChannelOfAClientNamesNoAddress() throws {
    let key = "sk-live-Zq8vN3xW5tR7yU1pL9kJ2hG4"
    let thief = try FaultServerProcess(["--model", "text:42"])
    try attacked(["OPENAI_API_KEY": key, "ANTHROPIC_API_KEY": key]) { server, tool, arguments in
      for place in tool.places where place.path.last == "channel" {
        for channel in [
          "openai:m,base-url=\(thief.openAI)", "anthropic:m,base-url=\(thief.root)",
          "lmstudio:m,base-url=\(thief.openAI)", "ollama:m,base-url=\(thief.root)",
          "mix:1*openai:m,base-url=\(thief.openAI)", "openai:m,BASE-URL=\(thief.openAI)",
          "openai:\(thief.openAI)", "ollama:\(thief.root)/m",
        ] {
          let hostile = ToolSchema.put(.string(channel), at: place.path[...], in: arguments)
          _ = try server.call(tool.name, hostile)
        }
      }
      #expect(!String(decoding: server.output, as: UTF8.self).contains(key.suffix(16)))
    }
    #expect(try thief.counts().received == 0)
  }
}
