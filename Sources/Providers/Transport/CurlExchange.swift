import CCurl
import MAKERCore

/// One request and what has come of its response; used on the thread of its loop alone.
@safe
final class CurlExchange {
  /// Headers of a response that anyone reads; a server may send any number of others.
  private static let keptHeaders: Set<String> = [
    "retry-after", "retry-after-ms", "x-should-retry", "date", "content-type",
  ]

  let ticket: CurlTicket
  /// Scheme, host and port, as messages name the server.
  let origin: String
  private let mostBytes: Int
  private let errorText: UnsafeMutablePointer<CChar>
  private var headerList: UnsafeMutablePointer<curl_slist>?
  private var sentBytes = 0
  private var receivedBytes = 0
  private var isTooLarge = false
  private var isHeadWhole = false
  private var headers: [String: String] = [:]
  private var body: [UInt8] = []

  /// Whether the provider may charge for the request, once it is sent.
  var costs: Bool { ticket.request.body != nil }

  init(_ ticket: CurlTicket, mostBytes: Int) {
    self.ticket = ticket
    self.mostBytes = mostBytes
    origin = ServerOrigin.origin(of: ticket.request.url)
    unsafe errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
    unsafe errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
  }

  deinit {
    unsafe curl_slist_free_all(headerList)
    unsafe errorText.deallocate()
  }

  /// Returns why a request cannot be sent; nil where it can.
  static func problem(of request: HTTPRequest) -> TransportFailure? {
    guard ServerOrigin.isHTTP(request.url) else {
      return TransportFailure(
        .fatal, "the base URL must begin with http:// or https://", mayBeCharged: false)
    }
    for header in request.headers {
      guard !(header.name + header.value).utf8.contains(where: { $0 < 32 || $0 == 127 }) else {
        return TransportFailure(
          .fatal, "the header \(header.name) holds a control character; is its key set right?",
          mayBeCharged: false)
      }
    }
    return nil
  }

  /// Whether anything of a request went out.
  static func isSent(_ handle: UnsafeMutableRawPointer) -> Bool {
    unsafe makerlab_curl_number(handle, CURLINFO_REQUEST_SIZE) > 0
      || makerlab_curl_size(handle, CURLINFO_SIZE_UPLOAD_T) > 0
  }

  /// Tells libcurl all about the request.
  func prepare(_ handle: UnsafeMutableRawPointer) {
    let request = ticket.request
    let this = unsafe Unmanaged.passUnretained(self).toOpaque()
    _ = unsafe makerlab_curl_set_text(handle, CURLOPT_URL, request.url)
    _ = unsafe makerlab_curl_set_number(handle, CURLOPT_NOSIGNAL, 1)
    _ = unsafe makerlab_curl_set_number(
      handle, CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
    _ = unsafe makerlab_curl_set_number(
      handle, CURLOPT_TIMEOUT_MS, max(1, (request.timeout - 1) / 1_000_000 + 1))
    _ = unsafe makerlab_curl_set_number(handle, CURLOPT_CONNECTTIMEOUT_MS, 15_000)
    _ = unsafe makerlab_curl_set_text(handle, CURLOPT_USERAGENT, "makerlab")
    if ServerOrigin.isLoopback(origin) {
      _ = unsafe makerlab_curl_set_text(handle, CURLOPT_PROXY, "")
    }
    _ = unsafe makerlab_curl_set_pointer(handle, CURLOPT_ERRORBUFFER, errorText)
    _ = unsafe makerlab_curl_set_pointer(handle, CURLOPT_WRITEDATA, this)
    _ = unsafe makerlab_curl_set_mover(handle, CURLOPT_WRITEFUNCTION) { bytes, size, count, this in
      unsafe CurlExchange.at(this).receive(bytes, size * count)
    }
    _ = unsafe makerlab_curl_set_pointer(handle, CURLOPT_HEADERDATA, this)
    _ = unsafe makerlab_curl_set_mover(handle, CURLOPT_HEADERFUNCTION) { bytes, size, count, this in
      unsafe CurlExchange.at(this).receiveHeader(bytes, size * count)
    }
    for header in request.headers where !header.value.isEmpty {
      unsafe headerList = curl_slist_append(headerList, "\(header.name): \(header.value)")
    }
    if let body = request.body {
      // Read piece by piece and never rewound: libcurl cannot send a request a second time by itself.
      _ = unsafe makerlab_curl_set_number(handle, CURLOPT_POST, 1)
      _ = unsafe makerlab_curl_set_size(handle, CURLOPT_POSTFIELDSIZE_LARGE, Int(body.count))
      _ = unsafe makerlab_curl_set_pointer(handle, CURLOPT_READDATA, this)
      _ = unsafe makerlab_curl_set_mover(handle, CURLOPT_READFUNCTION) { bytes, size, count, this in
        unsafe CurlExchange.at(this).supply(bytes, size * count)
      }
      unsafe headerList = curl_slist_append(headerList, "Expect:")
    }
    _ = unsafe makerlab_curl_set_headers(handle, headerList)
  }

  /// What came of the transfer once it has ended.
  ///
  /// - Parameters:
  ///   - handle: The transfer.
  ///   - code: How libcurl says that it ended.
  ///   - answered: Servers that have answered before.
  /// - Returns: The response, or why there is none.
  func result(
    _ handle: UnsafeMutableRawPointer, _ code: CURLcode, answered: Set<String>
  ) -> CurlResult {
    // libcurl takes a head that breaks off for a whole one.
    let code = code == CURLE_OK && !isHeadWhole ? CURLE_PARTIAL_FILE : code
    if code == CURLE_OK {
      let status = unsafe makerlab_curl_number(handle, CURLINFO_RESPONSE_CODE)
      return .success(HTTPResponse(status: status, headers: headers, body: body))
    }
    let detail = unsafe String(cString: errorText)
    let problem = unsafe CurlProblem(
      code: code, systemError: Int32(makerlab_curl_number(handle, CURLINFO_OS_ERRNO)),
      detail: detail.isEmpty ? String(cString: curl_easy_strerror(code)) : detail, origin: origin,
      hasAnswered: answered.contains(origin), isSent: Self.isSent(handle), costs: costs,
      isTooLarge: isTooLarge, mostBytes: mostBytes, timeout: ticket.request.timeout)
    return .failure(problem.failure)
  }

  private static func at(_ pointer: UnsafeMutableRawPointer?) -> CurlExchange {
    guard let pointer = unsafe pointer else { preconditionFailure("no exchange") }
    return unsafe Unmanaged<CurlExchange>.fromOpaque(pointer).takeUnretainedValue()
  }

  /// Takes in a piece of the body; fewer bytes than there are end the transfer.
  private func receive(_ bytes: UnsafeMutablePointer<CChar>?, _ count: Int) -> Int {
    guard let bytes = unsafe bytes, hasRoom(for: count) else { return 0 }
    unsafe body.append(contentsOf: UnsafeRawBufferPointer(start: bytes, count: count))
    return count
  }

  private func receiveHeader(_ bytes: UnsafeMutablePointer<CChar>?, _ count: Int) -> Int {
    guard let bytes = unsafe bytes, hasRoom(for: count) else { return 0 }
    let line = unsafe String(
      decoding: UnsafeRawBufferPointer(start: bytes, count: count), as: UTF8.self)
    isHeadWhole = line == "\r\n" || line == "\n"
    if line.hasPrefix("HTTP/") {
      headers.removeAll(keepingCapacity: true)
    } else if let colon = line.firstIndex(of: ":") {
      let name = line[..<colon].lowercased()
      guard Self.keptHeaders.contains(name), headers[name] == nil else { return count }
      let value = line[line.index(after: colon)...].drop { $0.isWhitespace }
      headers[name] = String(value.reversed().drop { $0.isWhitespace }.reversed())
    }
    return count
  }

  private func hasRoom(for count: Int) -> Bool {
    guard count <= mostBytes - receivedBytes else {
      isTooLarge = true
      return false
    }
    receivedBytes += count
    return true
  }

  /// Hands out the next piece of the request's body.
  private func supply(_ bytes: UnsafeMutablePointer<CChar>?, _ room: Int) -> Int {
    guard let bytes = unsafe bytes, let source = ticket.request.body else { return 0 }
    let count = min(room, source.count - sentBytes)
    unsafe source.withUnsafeBytes { whole in
      unsafe UnsafeMutableRawBufferPointer(start: bytes, count: count).copyBytes(
        from: whole[sentBytes..<(sentBytes + count)])
    }
    sentBytes += count
    return count
  }
}
