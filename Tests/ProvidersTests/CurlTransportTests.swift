import MAKERCore
import Testing

@testable import Providers

@Suite("Transport over libcurl")
struct CurlTransportTests {
  private static let second = 1_000_000_000
  private let transport = CurlTransport(mostBytes: 1 << 20)

  private func post(
    _ url: String, _ body: String = "{}", timeout: Int = 60 * second
  ) async throws(TransportFailure) -> HTTPResponse {
    try await transport.send(
      HTTPRequest(
        url: url, headers: [("authorization", "Bearer k"), ("content-type", "application/json")],
        body: Array(body.utf8), timeout: timeout))
  }

  private func failure(
    _ url: String, timeout: Int = 60 * second
  ) async -> TransportFailure? {
    do {
      _ = try await post(url, timeout: timeout)
      return nil
    } catch { return error }
  }

  @Test("A POST arrives with its headers and body, and its response comes back whole")
  func posts() async throws {
    let server = try ScriptedServer([
      "/a": .say(
        response(
          "hello", status: "429 Slow", headers: "Retry-After:  7 \r\nretry-after: 9\r\nX-A: b\r\n"))
    ])
    defer { server.stop() }
    for _ in 0..<3 {
      let reply = try await post(server.url("/a"), "{\"x\":1}")
      #expect(reply.status == 429)
      #expect(reply.headers["retry-after"] == "7" && reply.headers["x-a"] == nil)
      #expect(String(decoding: reply.body, as: UTF8.self) == "hello")
    }
    let log = server.log
    #expect(log.connections == 1, "a connection is kept")
    #expect(log.bodies == Array(repeating: "{\"x\":1}", count: 3))
    #expect(log.heads[0].hasPrefix("POST /a HTTP/1.1\r\n"))
    #expect(log.heads[0].contains("\r\nauthorization: Bearer k"))
    #expect(!log.heads[0].lowercased().contains("expect:"))
  }

  @Test("A GET has no body and may not be charged for")
  func gets() async throws {
    let server = try ScriptedServer(["/models": .say(response("[]")), "/gone": .sayAndClose("")])
    defer { server.stop() }
    var request = HTTPRequest(
      url: server.url("/models"), headers: [], body: nil, timeout: 60 * Self.second)
    let reply = try await transport.send(request)
    #expect(reply.status == 200)
    #expect(server.log.heads[0].hasPrefix("GET /models HTTP/1.1"))
    request.url = server.url("/gone")
    await #expect { _ = try await transport.send(request) } throws: { error in
      (error as? TransportFailure)?.mayBeCharged == false
    }
  }

  @Test("A long body goes out whole, without asking first")
  func longBody() async throws {
    let server = try ScriptedServer(["/a": .say(response("{}"))])
    defer { server.stop() }
    let body = String(repeating: "abcdefg", count: 300_000)
    let reply = try await post(server.url("/a"), body)
    #expect(reply.status == 200)
    #expect(server.log.bodies == [body])
  }

  @Test("A redirect is not followed: a key travels nowhere else")
  func redirects() async throws {
    let other = try ScriptedServer(["/b": .say(response("stolen"))])
    let server = try ScriptedServer([
      "/a": .say(
        response("", status: "307 Moved", headers: "Location: \(other.url("/b"))\r\n"))
    ])
    defer {
      server.stop()
      other.stop()
    }
    let reply = try await post(server.url("/a"))
    #expect(reply.status == 307)
    #expect(other.log.connections == 0)
  }

  @Test("Cookies are not kept")
  func cookies() async throws {
    let server = try ScriptedServer([
      "/a": .say(response("{}", headers: "Set-Cookie: a=b; Path=/\r\n"))
    ])
    defer { server.stop() }
    for _ in 0..<2 { _ = try await post(server.url("/a")) }
    #expect(server.log.heads.count == 2)
    #expect(!server.log.heads[1].lowercased().contains("cookie"))
  }

  @Test("A request is sent once, also where a kept connection breaks under it")
  func sendsOnce() async throws {
    let server = try ScriptedServer(["/ok": .say(response("{}")), "/drop": .sayAndClose("")])
    defer { server.stop() }
    _ = try await post(server.url("/ok"))
    let first = await failure(server.url("/drop"))
    #expect(first?.kind == .transient)
    #expect(first?.mayBeCharged == true)
    #expect(server.log.heads.filter { $0.contains("/drop") }.count == 1)
    _ = try await post(server.url("/ok"))
  }

  @Test(
    "A response that breaks off is none",
    arguments: [
      "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"a\"",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
      "HTTP/1.1 200 OK\r\nContent-Le", "garbage\r\n\r\n", "",
    ])
  func breaksOff(_ text: String) async throws {
    let server = try ScriptedServer(["/a": .sayAndClose(text)])
    defer { server.stop() }
    let problem = await failure(server.url("/a"))
    #expect(problem?.kind == .transient)
    #expect(problem?.mayBeCharged == true)
    #expect(problem?.message.contains("\n") == false)
    #expect(problem?.message.hasPrefix(server.url("")) == true, "\(problem?.message ?? "none")")
  }

  @Test("More bytes than allowed end the response")
  func tooLarge() async throws {
    let server = try ScriptedServer([
      "/a": .flood("HTTP/1.1 200 OK\r\nContent-Length: 67108864\r\n\r\n", count: 67_108_864),
      "/b": .say(response(String(repeating: "y", count: 1_000_000))),
    ])
    defer { server.stop() }
    let problem = await failure(server.url("/a"))
    #expect(problem?.message.contains("more than 1048576 bytes") == true)
    #expect(problem?.mayBeCharged == true)
    #expect(try await post(server.url("/b")).body.count == 1_000_000)
  }

  @Test("The time is that of the whole response")
  func timesOut() async throws {
    let server = try ScriptedServer([
      "/hang": .hang, "/slow": .say("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nx"),
    ])
    defer { server.stop() }
    for path in ["/hang", "/slow"] {
      let problem = await failure(server.url(path), timeout: 50_000_000)
      #expect(problem?.kind == .timedOut)
      #expect(problem?.message == "no whole response within 0.05 s")
      #expect(problem?.mayBeCharged == true)
    }
  }

  @Test("Cancelling the task closes the connection at once")
  func cancels() async throws {
    let server = try ScriptedServer(["/hang": .hang])
    defer { server.stop() }
    let url = server.url("/hang")
    let asking = Task { await failure(url, timeout: 3600 * Self.second) }
    while server.log.heads.isEmpty { try await Task.sleep(for: .milliseconds(1)) }
    asking.cancel()
    let problem = await asking.value
    #expect(problem?.message == "told to stop")
    #expect(problem?.mayBeCharged == true)
    while server.log.abandoned == 0 { try await Task.sleep(for: .milliseconds(1)) }
  }

  @Test("A cancelled task sends nothing")
  func sendsNothing() async throws {
    let server = try ScriptedServer(["/a": .say(response("{}"))])
    defer { server.stop() }
    let url = server.url("/a")
    let asking = Task {
      unsafe withUnsafeCurrentTask { task in unsafe task?.cancel() }
      return await failure(url)
    }
    #expect(await asking.value?.mayBeCharged == false)
    #expect(server.log.connections == 0)
  }

  @Test("Where no server listens, the line asks whether it runs")
  func refuses() async throws {
    let server = try ScriptedServer([:])
    let url = server.url("/v1")
    server.stop()
    var problem = await failure(url)
    // The thread that accepts closes the socket when it wakes.
    while problem?.kind != .fatal { problem = await failure(url) }
    #expect(
      problem
        == TransportFailure(
          .fatal, "connection refused; is the server running at http://127.0.0.1:\(server.port)?",
          mayBeCharged: false))
  }

  @Test(
    "What cannot be asked is said in a line",
    arguments: [
      ("http://no-such-host.invalid/v1", "name not found"),
      ("ftp://127.0.0.1/v1", "must begin with http://"),
      ("127.0.0.1:8080/v1", "must begin with http://"),
      ("http://127.0.0.1:notaport/v1", "not a URL"),
    ])
  func wrongAddress(_ url: String, part: String) async {
    let problem = await failure(url, timeout: 20 * Self.second)
    #expect(problem?.message.contains(part) == true, "\(problem?.message ?? "none")")
    #expect(problem?.kind == .fatal)
    #expect(problem?.mayBeCharged == false)
  }

  @Test("TLS with a server that has none is named")
  func noTLS() async throws {
    let plain = try ScriptedServer(
      ["": .sayAndClose(response("plain"))], greeting: "HTTP/1.1 400 No\r\n\r\n")
    defer { plain.stop() }
    let url = plain.url("/v1").replacing("http://", with: "https://")
    let problem = await failure(url)
    #expect(
      problem?.message.hasSuffix("no TLS; does the server speak http:// instead?") == true,
      "\(problem?.message ?? "none")")
    #expect(problem?.kind == .fatal)
    #expect(problem?.mayBeCharged == false)
  }

  @Test("A header with a line break is refused and never sent")
  func headerInjection() async throws {
    let server = try ScriptedServer(["/a": .say(response("{}"))])
    defer { server.stop() }
    let request = HTTPRequest(
      url: server.url("/a"), headers: [("authorization", "Bearer secret\r\nx-evil: 1")],
      body: [], timeout: 60 * Self.second)
    await #expect { _ = try await transport.send(request) } throws: { error in
      guard let failure = error as? TransportFailure else { return false }
      return failure.kind == .fatal && !failure.message.contains("secret")
        && failure.message.contains("authorization")
    }
    #expect(server.log.connections == 0)
  }

  @Test("Many requests are under way at once, each with its own response")
  func many() async throws {
    var script: [String: ScriptedServer.Act] = [:]
    for number in 0..<64 { script["/\(number)"] = .say(response("reply \(number)")) }
    let server = try ScriptedServer(script)
    defer { server.stop() }
    let transport = transport
    let wrong = await withTaskGroup(of: Int.self) { group in
      for number in 0..<64 {
        let url = server.url("/\(number)")
        group.addTask {
          for _ in 0..<8 {
            let request = HTTPRequest(url: url, headers: [], body: [1], timeout: 60_000_000_000)
            let reply = try? await transport.send(request)
            if reply.map({ String(decoding: $0.body, as: UTF8.self) }) != "reply \(number)" {
              return 1
            }
          }
          return 0
        }
      }
      return await group.reduce(0, +)
    }
    #expect(wrong == 0)
    #expect(server.log.heads.count == 512)
    #expect(server.log.connections <= 64)
  }
}
