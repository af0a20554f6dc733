import TestSupport
import Testing

@Suite struct CountTests {
  @Test func everyRequestBecomesOneThing() throws {
    let server = try FaultServerProcess(["--model", "text:42", "--models", "m"])
    let chat = Asked.chat("question")
    for fault in ["", "429", "500", "half", "drop", "reset", "no-usage", "html"] {
      _ = try LoopbackClient.send(
        to: server.port, "POST", chat.path, headers: fault.isEmpty ? [:] : ["x-fault": fault],
        body: chat.bytes)
    }
    _ = try LoopbackClient.send(
      to: server.port, "POST", chat.path, body: Asked.chat("question", model: "other").bytes)
    let counts = try server.counts()
    #expect(counts.received == 9 && counts.answered == 2 && counts.open == 0)
    #expect(
      counts.failed == ["429": 1, "500": 1, "half": 1, "drop": 1, "reset": 1, "html": 1])
    #expect(counts.refused == ["404": 1] && counts.odd == ["no-usage": 1])
    #expect(counts.addUp && counts.inFlight == 0 && counts.mostInFlight == 1)
  }

  @Test func aHeldRequestIsOpenUntilItIsLetGo() async throws {
    let server = try FaultServerProcess(["--model", "text:42", "--hold", "true"])
    let (port, chat) = (server.port, Asked.chat("question"))
    let answer = Task.detached {
      try await LoopbackClient.postAside(to: port, chat.path, body: chat.bytes)
    }
    while try server.counts().open == 0 { await Task.yield() }
    #expect(try server.counts().inFlight == 1)
    try server.control(#"{"hold": false}"#)
    #expect(try await answer.value.status == 200)
    let counts = try server.counts()
    #expect(counts.answered == 1 && counts.open == 0 && counts.inFlight == 0)
    try server.reset()
    #expect(try server.counts().received == 0)
  }

  @Test func idsAreCountedApart() throws {
    let server = try FaultServerProcess(["--model", "text:42"])
    let chat = Asked.chat("question")
    for id in ["a", "b", "a"] {
      _ = try LoopbackClient.send(
        to: server.port, "POST", chat.path, headers: ["x-client-request-id": id], body: chat.bytes)
    }
    #expect(
      try server.ids() == [
        "a": IDCount(asked: 2, answered: 2), "b": IDCount(asked: 1, answered: 1),
      ])
    let counts = try server.counts()
    #expect(counts.ids == 2 && counts.idsAnswered == 2 && counts.idsAnsweredAgain == 1)
  }

  @Test func keysAreNotRepeated() throws {
    let server = try FaultServerProcess(["--model", "text:42", "--key", "secret"])
    let chat = Asked.chat("question")
    for key in ["secret", "another"] {
      _ = try LoopbackClient.send(
        to: server.port, "POST", chat.path, headers: ["authorization": "Bearer \(key)"],
        body: chat.bytes)
    }
    let seen = try server.requests(last: 2)
    #expect(seen.map(\.headers["authorization"]) == ["the key", "not the key"])
    #expect(seen.map(\.body) == [chat.text, chat.text])
  }
}
