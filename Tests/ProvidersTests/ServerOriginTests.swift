import Testing

@testable import Providers

@Suite("Names of servers")
struct ServerOriginTests {
  @Test(
    "A message names scheme, host and port, never a user or a query",
    arguments: [
      ("https://api.openai.com/v1/chat", "https://api.openai.com"),
      ("http://user:secret@Host:8080/v1", "http://host:8080"),
      ("http://h?key=secret", "http://h"), ("http://h#x@y", "http://h"),
    ])
  func origin(_ url: String, _ expected: String) {
    #expect(ServerOrigin.origin(of: url) == expected)
  }

  @Test(
    "Loopback is known by its names",
    arguments: [
      ("http://127.0.0.1:11434", true), ("http://127.1.2.3", true), ("http://localhost:1", true),
      ("https://[::1]:443", true), ("http://a.localhost", true),
      ("http://127.0.0.1.example", false),
      ("http://128.0.0.1", false), ("http://localhost.example", false),
      ("http://1270.0.0.1", false),
    ])
  func loopback(_ origin: String, _ expected: Bool) {
    #expect(ServerOrigin.isLoopback(origin) == expected)
  }
}
