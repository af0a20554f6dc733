import TestSupport
import Testing

@Suite struct LimitTests {
  @Test func moreThanTheMostInFlightIsRefused() async throws {
    let server = try FaultServerProcess([
      "--model", "text:42", "--hold", "true", "--max-in-flight", "3",
    ])
    let (port, chat) = (server.port, Asked.chat("question"))
    let waiting = (0..<3).map { _ in
      Task.detached {
        try await LoopbackClient.postAside(to: port, chat.path, body: chat.bytes).status
      }
    }
    while try server.counts().inFlight < 3 { await Task.yield() }
    // The answer to one more does not wait for the others.
    let more = try LoopbackClient.send(to: port, "POST", chat.path, body: chat.bytes)
    #expect(more.status == 429 && more.headers["retry-after"] == nil)
    try server.control(#"{"hold": false}"#)
    for task in waiting { #expect(try await task.value == 200) }
    let counts = try server.counts()
    #expect(counts.failed == ["limit: in flight": 1] && counts.mostInFlight == 4)
  }

  @Test func moreThanTheMostInAWindowIsRefused() throws {
    let server = try FaultServerProcess([
      "--model", "text:42", "--requests", "2", "--window-ms", "86400000",
    ])
    let chat = Asked.chat("question")
    let replies = try (0..<4).map { _ in
      try LoopbackClient.send(to: server.port, "POST", chat.path, body: chat.bytes)
    }
    #expect(replies.map(\.status) == [200, 200, 429, 429])
    let wait = try #require(replies[2].headers["retry-after"].flatMap { Int($0) })
    #expect((80_000...86_400).contains(wait))
  }

  @Test func aClientThatGoesAwayLeavesNothingBehind() async throws {
    let server = try FaultServerProcess(["--model", "text:42", "--hold", "true"])
    try LoopbackClient.postAndLeave(
      to: server.port, "/v1/completions", body: Asked.completion("q").bytes
    ) { try server.counts().inFlight == 1 }
    while try server.counts().abandoned == 0 { await Task.yield() }
    let counts = try server.counts()
    #expect(counts.received == 1 && counts.inFlight == 0 && counts.addUp)
  }
}
