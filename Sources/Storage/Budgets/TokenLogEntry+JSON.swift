package import Economics
package import TextFormats

/// What is wrong with an entry of a token log; what is allowed.
package struct TokenLogError: Error, Equatable, Sendable, CustomStringConvertible {
  /// One line for a person.
  package let description: String

  /// Makes an error of its line.
  package init(_ description: String) { self.description = description }
}

extension TokenLogEntry {
  /// Longest name of an item, a phase or a model; bytes.
  package static let mostNameBytes = 200
  /// Longest name of a part of a run; bytes.
  package static let mostPartBytes = 1_000
  /// Longest path of a store; bytes.
  package static let mostStoreBytes = 4_096
  /// Most tokens of an entry; count.
  package static let mostTokens = 1_000_000_000_000

  /// Reads a line of a token log.
  ///
  /// - Parameter json: The object.
  /// - Throws: `TokenLogError` for a key that is unknown or missing and for a value out of its range.
  package init(json: JSONValue) throws(TokenLogError) {
    let members = json.members ?? []
    let known = [
      "time", "item", "phase", "model", "tokens", "output_tokens", "dollars", "run", "store",
      "ended",
    ]
    for (key, _) in members where !known.contains(key) {
      throw TokenLogError(
        "unknown key \(JSONText.quoted(key)); known are \(known.joined(separator: ", "))")
    }
    guard let text = json["time"]?.string, let time = UTCTime(text), UTCTime.allowed.contains(time)
    else {
      throw TokenLogError("time must be UTC, as 2026-11-20T14:05:00Z, of the years 1970 to 9998")
    }
    guard let tokens = json["tokens"]?.integer, (0...Self.mostTokens).contains(tokens) else {
      throw TokenLogError("tokens must be a whole number from 0 to \(Self.mostTokens)")
    }
    var output: Int?
    if let value = json["output_tokens"], !value.isNull {
      guard let count = value.integer, (0...tokens).contains(count) else {
        throw TokenLogError("output_tokens must be a whole number from 0 to tokens, \(tokens)")
      }
      output = count
    }
    var cost: Money?
    if let value = json["dollars"], !value.isNull {
      guard let money = Money(dollars: value) else {
        throw TokenLogError(
          "dollars must be from 0 to \(Money.mostDollars), with at most 12 decimals")
      }
      cost = money
    }
    var source = Source.manual
    if let value = json["run"], !value.isNull {
      let part = try Self.name("run", in: json, mostBytes: Self.mostPartBytes)
      source = .run(part: part)
      if let value = json["store"], !value.isNull {
        let store = try Self.name("store", in: json, mostBytes: Self.mostStoreBytes)
        guard tokens == 0 else { throw TokenLogError("a run begins with 0 tokens") }
        source = .begun(session: part, store: store)
      } else if let value = json["ended"], !value.isNull {
        guard value.bool == true else { throw TokenLogError("ended must be true") }
        guard tokens == 0 else { throw TokenLogError("a run ends with 0 tokens") }
        source = .ended(session: part)
      }
    }
    self.init(
      time: time, item: try Self.name("item", in: json), phase: try Self.name("phase", in: json),
      model: try Self.name("model", in: json), tokens: tokens, outputTokens: output, cost: cost,
      source: source)
  }

  /// Checks a name that a person gives.
  ///
  /// - Parameters:
  ///   - name: Item, phase or model.
  ///   - what: Which of them.
  ///   - mostBytes: Longest that is allowed; bytes.
  /// - Throws: `TokenLogError` where it is empty, too long or steers a terminal.
  package static func check(
    _ name: String, as what: String, mostBytes: Int = mostNameBytes
  ) throws(TokenLogError) {
    guard (1...mostBytes).contains(name.utf8.count), !name.allSatisfy(\.isWhitespace),
      !name.unicodeScalars.contains(where: \.steersTerminal)
    else {
      throw TokenLogError("\(what) must be a text of 1 to \(mostBytes) bytes on one line")
    }
  }

  private static func name(
    _ key: String, in json: JSONValue, mostBytes: Int = mostNameBytes
  ) throws(TokenLogError) -> String {
    guard let name = json[key]?.string else { throw TokenLogError("\(key) must be a text") }
    try check(name, as: key, mostBytes: mostBytes)
    return name
  }

  /// The entry as a line of a token log; what is unknown is left out.
  package var json: JSONValue {
    var members: [(String, JSONValue)] = [
      ("time", .string(time.description)), ("item", .string(item)), ("phase", .string(phase)),
      ("model", .string(model)), ("tokens", .int(tokens)),
    ]
    if let outputTokens { members.append(("output_tokens", .int(outputTokens))) }
    if let cost { members.append(("dollars", cost.json)) }
    switch source {
    case .manual: break
    case .run(let part): members.append(("run", .string(part)))
    case .begun(let session, let store):
      members += [("run", .string(session)), ("store", .string(store))]
    case .ended(let session): members += [("run", .string(session)), ("ended", .bool(true))]
    }
    return .object(members)
  }
}
