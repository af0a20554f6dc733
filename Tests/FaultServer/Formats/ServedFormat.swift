/// A wire format as its provider serves it: how a request is read, answered and refused.
protocol ServedFormat: Sendable {
  /// Name in counts and fault rules.
  var name: String { get }

  /// The path that serves it.
  var path: String { get }

  /// The key of a request; nil where none was sent.
  func key(_ request: IncomingRequest) -> String?

  /// Whether requests without a key are refused where one is expected.
  var needsKey: Bool { get }

  /// Reads a request as strictly as the provider does.
  ///
  /// - Parameters:
  ///   - body: The body.
  ///   - request: The request, for its headers.
  ///   - isStrict: Whether unknown members are refused.
  /// - Returns: What it asks.
  /// - Throws: `Refusal` with the provider's own words.
  func question(
    _ body: JSON, _ request: IncomingRequest, isStrict: Bool
  ) throws(Refusal) -> Question

  /// The body of a reply.
  func reply(_ said: Said, _ frame: ReplyFrame, to question: Question) -> JSON

  /// The body of an error.
  func error(_ refusal: Refusal, id: String) -> JSON

  /// Name of the header that carries the id of a response.
  var idHeader: String { get }
}

/// Why a request is not answered.
struct Refusal: Error {
  /// Reasons that providers have words of their own for.
  enum Reason {
    case invalid, noKey, wrongKey, forbidden, noModel, noPath, rateLimited, noMoney, broken
    case unavailable, overloaded
  }

  var status: Int
  var reason: Reason
  var message: String
  /// The member that is to blame; nil where there is none.
  var member: String?
  /// The provider's code, where it is not that of the reason.
  var code: String?

  /// A request that is not as it should be.
  static func invalid(_ message: String, member: String? = nil, code: String? = nil) -> Refusal {
    Refusal(status: 400, reason: .invalid, message: message, member: member, code: code)
  }
}

/// Members of a request, read with the errors of a format.
struct RequestMembers {
  let body: JSON
  /// Makes the message of a member of the wrong type.
  let wrong: (_ member: String, _ expected: String) -> Refusal

  func text(_ name: String) throws(Refusal) -> String? {
    guard let value = body[name] else { return nil }
    guard let text = value.text else { throw wrong(name, "string") }
    return text
  }

  func int(_ name: String, in range: ClosedRange<Int>) throws(Refusal) -> Int? {
    guard let value = body[name] else { return nil }
    guard let int = value.int, range.contains(int) else {
      throw wrong(name, "integer from \(range.lowerBound) to \(range.upperBound)")
    }
    return int
  }

  func number(_ name: String, in range: ClosedRange<Double>) throws(Refusal) -> Double? {
    guard let value = body[name] else { return nil }
    guard let number = value.double, range.contains(number) else {
      throw wrong(name, "number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  func texts(_ name: String) throws(Refusal) -> [String] {
    guard let value = body[name] else { return [] }
    if let text = value.text { return [text] }
    guard let texts = value.items?.map(\.text), !texts.contains(nil) else {
      throw wrong(name, "string or array of strings")
    }
    return texts.compactMap { $0 }
  }

  /// Texts of the messages by whether they are instructions.
  func messages(roles: Set<String>) throws(Refusal) -> (instructions: String, prompt: String) {
    guard let items = body["messages"]?.items, !items.isEmpty else {
      throw wrong("messages", "array of messages")
    }
    var instructions: [String] = []
    var prompt: [String] = []
    for item in items {
      guard let role = item["role"]?.text, roles.contains(role) else {
        throw wrong("messages.role", roles.sorted().joined(separator: ", "))
      }
      guard let text = Self.content(item["content"]) else {
        throw wrong("messages.content", "string or array of texts")
      }
      if ["system", "developer"].contains(role) {
        instructions.append(text)
      } else {
        prompt.append(text)
      }
    }
    return (instructions.joined(separator: "\n"), prompt.joined(separator: "\n"))
  }

  /// The text of a content, which is one text or several parts; nil where it is neither.
  static func content(_ value: JSON?) -> String? {
    if let text = value?.text { return text }
    guard let parts = value?.items, parts.allSatisfy({ $0["type"]?.text == "text" }) else {
      return nil
    }
    let texts = parts.compactMap { $0["text"]?.text }
    return texts.count == parts.count ? texts.joined(separator: "\n") : nil
  }

  /// Refuses members that are not known.
  func allow(_ names: Set<String>, _ refusal: (String) -> Refusal) throws(Refusal) {
    for member in body.members ?? [] where !names.contains(member.name) {
      throw refusal(member.name)
    }
  }
}
