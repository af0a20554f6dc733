import TextFormats

/// JSON that a simulated model makes up: values like another, or one that a schema may take.
///
/// Nothing here is sure to fit a schema; who asks holds it against that.
struct MadeUpJSON {
  /// Places of a value that are varied; count.
  private static let mostPlaces = 32
  /// Values of a schema that are tried in any place; count.
  private static let mostListed = 32
  /// Schemas within each other that are followed; count.
  private static let mostDepth = 16
  /// Elements and characters that are made up; count.
  private static let mostCount = 1000

  private let schema: JSONValue?
  /// Values that the schema names: what it takes, and bounds.
  private let listed: [JSONValue]

  /// Looks for values that a schema names.
  ///
  /// - Parameter schema: The schema; nil for none.
  init(_ schema: JSONSchema?) {
    self.schema = schema?.source
    var listed: [JSONValue] = []
    if let schema { Self.list(schema.source, &listed, depth: Self.mostDepth) }
    self.listed = listed
  }

  private static func list(_ schema: JSONValue, _ listed: inout [JSONValue], depth: Int) {
    guard depth > 0 else { return }
    for (name, value) in schema.members ?? [] {
      for value in name == "enum" ? value.elements ?? [] : [value] {
        guard listed.count < mostListed else { return }
        switch value {
        case .object: list(value, &listed, depth: depth - 1)
        case .array(let items): for item in items { list(item, &listed, depth: depth - 1) }
        default: if !["type", "$ref"].contains(name) { listed.append(value) }
        }
      }
    }
  }

  /// Values like another, with one place changed.
  ///
  /// - Parameters:
  ///   - value: The value.
  ///   - index: Which change; at least 1.
  /// - Returns: Changed values, those of the same form first.
  func variations(of value: JSONValue, _ index: Int) -> [JSONValue] {
    var values: [JSONValue] = []
    switch value {
    case .object(let members):
      for (place, member) in members.prefix(Self.mostPlaces).enumerated() {
        values += variations(of: member.1, index).map { changed in
          var members = members
          members[place].1 = changed
          return .object(members)
        }
      }
      if index <= members.count {
        var members = members
        members.remove(at: index - 1)
        values.append(.object(members))
      }
      values.append(.object(members + [("mistake", .int(index))]))
    case .array(let items):
      for (place, item) in items.prefix(Self.mostPlaces).enumerated() {
        values += variations(of: item, index).map { changed in
          var items = items
          items[place] = changed
          return .array(items)
        }
      }
      if index <= items.count { values.append(.array(Array(items.dropLast(index)))) }
      if let last = items.last {
        values.append(.array(items + Array(repeating: last, count: index)))
      }
    case .string(let text): values = text.variations(index).map { .string($0) }
    case .bool(let isTrue): values = [.bool(!isTrue)]
    case .null: values = [.int(index), .string("mistake\(index)"), .bool(true)]
    case .int, .number, .decimal:
      guard let number = value.double else { break }
      if let whole = value.integer {
        let steps = [1] + listed.compactMap(\.integer).filter { $0 > 1 }
        for step in steps {
          let change = step.multipliedReportingOverflow(by: index)
          guard !change.overflow else { continue }
          values.append(.int(whole.addingReportingOverflow(change.partialValue).partialValue))
          values.append(.int(whole.subtractingReportingOverflow(change.partialValue).partialValue))
        }
      }
      values += [number + Double(index), number - Double(index), number / Double(index + 1)]
        .map { .number($0) }
      values.append(.number(Double(index) / 100))
    }
    if index <= listed.count { values.append(listed[index - 1]) }
    return values
  }

  /// A value that the schema may take; nil where there is no schema, or none is found.
  var example: JSONValue? { schema.flatMap { example(of: $0, depth: Self.mostDepth) } }

  private func example(of schema: JSONValue, depth: Int) -> JSONValue? {
    guard depth > 0 else { return nil }
    if let isAny = schema.bool { return isAny ? .string("answer") : nil }
    if let value = schema["const"] ?? schema["enum"]?.elements?.first ?? schema["default"]
      ?? schema["examples"]?.elements?.first
    {
      return value
    }
    if let path = schema["$ref"]?.string {
      return referred(path).flatMap { example(of: $0, depth: depth - 1) }
    }
    for choice in (schema["anyOf"] ?? schema["oneOf"] ?? schema["allOf"])?.elements ?? [] {
      if let value = example(of: choice, depth: depth - 1) { return value }
    }
    func count(_ name: String) -> Int? {
      schema[name]?.integer.map { min(max(0, $0), Self.mostCount) }
    }
    switch schema["type"]?.string ?? schema["type"]?.elements?.first?.string ?? form(schema) {
    case "object":
      var members: [(String, JSONValue)] = []
      for name in (schema["required"]?.elements ?? []).compactMap(\.string) {
        let member = schema["properties"]?[name] ?? .bool(true)
        guard let value = example(of: member, depth: depth - 1) else { return nil }
        members.append((name, value))
      }
      return .object(members)
    case "array":
      let first = schema["prefixItems"]?.elements ?? []
      var items: [JSONValue] = []
      for place in 0..<(count("minItems") ?? 0) {
        let item = place < first.count ? first[place] : schema["items"] ?? .bool(true)
        guard let value = example(of: item, depth: depth - 1) else { return nil }
        items.append(value)
      }
      return .array(items)
    case "integer", "number":
      if let least = schema["minimum"] { return least }
      if let below = schema["exclusiveMinimum"]?.double { return .number(below.rounded(.down) + 1) }
      if let most = schema["maximum"]?.double, most < 0 { return schema["maximum"] }
      if let above = schema["exclusiveMaximum"]?.double, above <= 0 {
        return .number(above.rounded(.up) - 1)
      }
      return .int(0)
    case "boolean": return .bool(true)
    case "null": return .null
    default:
      let text = String("answer".prefix(count("maxLength") ?? Self.mostCount))
      let missing = max(0, (count("minLength") ?? 0) - text.count)
      return .string(text + String(repeating: "a", count: missing))
    }
  }

  /// The type that keywords without one are about.
  private func form(_ schema: JSONValue) -> String {
    if schema["properties"] != nil || schema["required"] != nil { return "object" }
    if schema["items"] != nil || schema["prefixItems"] != nil { return "array" }
    if schema["minimum"] != nil || schema["maximum"] != nil { return "number" }
    return "string"
  }

  /// What `#` or `#/$defs/NAME` leads to.
  private func referred(_ path: String) -> JSONValue? {
    if path == "#" { return schema }
    guard path.hasPrefix("#/$defs/") else { return nil }
    return schema?["$defs"]?[String(path.dropFirst("#/$defs/".count))]
  }
}

extension String {
  /// Texts like this one.
  ///
  /// - Parameter index: Which change; at least 1.
  /// - Returns: Texts that differ from it, and the same text where a change comes round.
  func variations(_ index: Int) -> [String] {
    var values: [String] = []
    if let number = Int(self) { values.append("\(number.addingReportingOverflow(index).0)") }
    values += ["\(self)\(index)", "mistake\(index)", "\(index)"]
    if let turned = turned(index) { values.append(turned) }
    return values
  }

  /// The text with its last letter or digit of ASCII turned by so many places; nil where it has none.
  func turned(_ index: Int) -> String? {
    var bytes = Array(utf8)
    for place in bytes.indices.reversed() {
      for first in [UInt8(ascii: "a"), UInt8(ascii: "A"), UInt8(ascii: "0")] {
        let letters: UInt8 = first == UInt8(ascii: "0") ? 10 : 26
        guard bytes[place] >= first, bytes[place] < first + letters else { continue }
        bytes[place] = first + (bytes[place] - first + UInt8(index % 26)) % letters
        return String(decoding: bytes, as: UTF8.self)
      }
    }
    return nil
  }
}
