/// One response, and how it is delivered.
struct OutgoingResponse {
  /// How the bytes leave.
  enum Delivery {
    /// All at once.
    case whole
    /// The head and half the body, then the connection is closed.
    case half
    /// The body in pieces over a time; nanoseconds.
    case slow(Int)
  }

  var status: Int
  var headers: [(name: String, value: String)] = []
  var contentType = "application/json"
  var body: [UInt8]
  var delivery = Delivery.whole

  /// A JSON response.
  init(_ status: Int, _ value: JSON) {
    self.init(status, bytes: JSONWriter.bytes(value))
  }

  /// A response of bytes.
  init(_ status: Int, bytes: [UInt8], contentType: String = "application/json") {
    self.status = status
    self.contentType = contentType
    body = bytes
  }

  /// Everything that is sent, and where the body begins in it.
  func bytes(keepsAlive: Bool) -> (bytes: [UInt8], body: Int) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(256 + body.count)
    bytes += "HTTP/1.1 \(status) \(Self.reason(status))\r\n".utf8
    bytes += "content-type: \(contentType)\r\ncontent-length: \(body.count)\r\n".utf8
    for header in headers { bytes += "\(header.name): \(header.value)\r\n".utf8 }
    bytes += (keepsAlive ? "\r\n" : "connection: close\r\n\r\n").utf8
    let head = bytes.count
    bytes += body
    return (bytes, head)
  }

  private static func reason(_ status: Int) -> String {
    switch status {
    case 200: "OK"
    case 302: "Found"
    case 400: "Bad Request"
    case 401: "Unauthorized"
    case 403: "Forbidden"
    case 404: "Not Found"
    case 429: "Too Many Requests"
    case 500: "Internal Server Error"
    case 502: "Bad Gateway"
    case 503: "Service Unavailable"
    case 529: "Overloaded"
    default: "Status"
    }
  }
}
