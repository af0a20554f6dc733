import MCPServer
import TextFormats

/// The arguments of a call, which fit the table of its tool.
struct ToolArguments: Sendable {
  /// Those that rows of command tables describe, as a command line would give them.
  let options: Arguments
  /// All of them as the client gave them; an object.
  let json: JSONValue

  /// How often an option that may be repeated is given at most; count.
  static let mostRepeats = 16

  /// An argument as it was given; nil where it is absent or null.
  subscript(name: String) -> JSONValue? {
    guard let value = json[name], !value.isNull else { return nil }
    return value
  }

  /// Takes the arguments of a call.
  ///
  /// - Parameters:
  ///   - json: An object that fits the input schema of the tool.
  ///   - tool: The table of the tool.
  /// - Throws: `ToolError` for what the schema does not tell: texts of too many bytes, above all.
  init(_ json: JSONValue, for tool: ToolDescription) throws(ToolError) {
    try self.init(json, for: tool, tool.command)
  }

  /// Takes the arguments of a call; the command is that of the tool, made once.
  init(
    _ json: JSONValue, for tool: ToolDescription, _ command: CommandDescription
  ) throws(ToolError) {
    guard let members = json.members else {
      throw ToolError("the arguments of \(tool.name) must be an object")
    }
    var texts: [String: [String]] = [:]
    for (name, value) in members {
      guard let parameter = tool.parameters.first(where: { $0.name == name }) else {
        let nearest = NearestName.of(name, among: tool.parameters.map(\.name))
        throw ToolError(
          "\(tool.name) takes no argument \(JSONText.quoted(String(name.prefix(64))))"
            + (nearest.map { "; did you mean \($0)?" } ?? ""))
      }
      guard let row = parameter.option, !value.isNull else { continue }
      if row.kind == .flag {
        guard let isSet = value.bool else { throw ToolError("\(name) must be true or false") }
        if isSet { texts[row.name] = [""] }
        continue
      }
      let values = row.isRepeatable ? value.elements ?? [value] : [value]
      guard values.count <= Self.mostRepeats else {
        throw ToolError("\(name) must have at most \(Self.mostRepeats) elements")
      }
      texts[row.name] = try values.map { item throws(ToolError) in
        try Self.text(of: item, name, row.domain)
      }
    }
    for parameter in tool.parameters where parameter.isRequired {
      guard let value = json[parameter.name], !value.isNull else {
        throw ToolError("\(parameter.name) is required")
      }
    }
    options = Arguments(command: command, options: texts)
    self.json = json
  }

  /// A value as the command line would have it; numbers stay as they were written.
  private static func text(
    of value: JSONValue, _ name: String, _ domain: ValueDomain?
  ) throws(ToolError) -> String {
    switch value {
    case .int, .decimal, .number: return JSONText.compact(value)
    case .string(let text):
      if case .text(let bytes) = domain, !bytes.contains(text.utf8.count) {
        throw ToolError(
          "\(name) must be \(bytes.lowerBound) to \(bytes.upperBound) bytes of UTF-8, not "
            + "\(text.utf8.count)")
      }
      return text
    case .array(let items):
      if case .numbers(_, let count) = domain, !count.contains(items.count) {
        throw ToolError(
          "\(name) must be a list of \(domain?.countWords ?? "") numbers, not of \(items.count)")
      }
      return try items.map { item throws(ToolError) in
        guard item.double != nil else { throw ToolError("\(name) must be a list of numbers") }
        return JSONText.compact(item)
      }.joined(separator: ",")
    case .null, .bool, .object: throw ToolError("\(name) must be a number, a text or a list")
    }
  }
}
