import TextFormats

/// A message of a client: one line of JSON-RPC 2.0.
enum RPCMessage: Sendable {
  case request(RequestID, method: String, params: Params)
  /// Nobody may answer it; nil for parameters that are none.
  case notification(method: String, params: Params?)
  /// A reply of the client, who was asked nothing.
  case response

  /// Why a line is no message, and which request it would have been; nil where that cannot be told.
  struct Refusal: Error {
    let id: RequestID?
    let error: RPCError
  }

  /// Reads a line.
  ///
  /// - Parameter line: The line without its end.
  /// - Returns: The message.
  /// - Throws: `Refusal`, which must be sent. A notification of JSON-RPC 2.0 is never refused, whatever
  ///   its parameters; what does not say that it is of 2.0 is no notification, and is refused.
  static func read(_ line: [UInt8]) throws(Refusal) -> RPCMessage {
    let value: JSONValue
    do {
      value = try JSONReader.value(line)
    } catch {
      throw Refusal(id: nil, error: .parse("\(error)"))
    }
    return try message(value)
  }

  private static func message(_ value: JSONValue) throws(Refusal) -> RPCMessage {
    func refusal(_ problem: String, _ id: RequestID? = nil) -> Refusal {
      Refusal(id: id, error: .invalidRequest(problem))
    }
    if value.elements != nil { throw refusal("batches are not taken; send one message a line") }
    guard value.members != nil else { throw refusal("a message is an object") }
    let id = value["id"].flatMap { RequestID($0) }
    guard value["jsonrpc"]?.string == "2.0" else {
      throw refusal("jsonrpc must be \"2.0\"", id)
    }
    guard let method = value["method"] else {
      if value["result"] != nil || value["error"] != nil { return .response }
      throw refusal("method is missing", id)
    }
    guard let method = method.string else { throw refusal("method must be a string", id) }
    let params = Params(value["params"] ?? .object([]))
    guard value["id"] != nil else { return .notification(method: method, params: params) }
    guard let id else { throw refusal("id must be a string or an integer") }
    guard let params else {
      throw Refusal(id: id, error: .invalidParams("params must be an object"))
    }
    return .request(id, method: method, params: params)
  }

  /// A reply that carries a result.
  static func reply(to id: RequestID, result: JSONValue) -> JSONValue {
    .object([("jsonrpc", .string("2.0")), ("id", id.value), ("result", result)])
  }

  /// A reply that carries an error; the id is null where it could not be read.
  static func reply(to id: RequestID?, error: RPCError) -> JSONValue {
    .object([("jsonrpc", .string("2.0")), ("id", id?.value ?? .null), ("error", error.value)])
  }

  /// A notification of the server.
  static func notification(_ method: String, params: [(String, JSONValue)]) -> JSONValue {
    .object([
      ("jsonrpc", .string("2.0")), ("method", .string(method)), ("params", .object(params)),
    ])
  }
}
