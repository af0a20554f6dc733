import MAKERCore
import SharedState
import TestSupport
import Testing

@testable import Providers

/// Real time, except that waits pass at once.
final class HastyClock: Clock {
  private let skipped = Locked(Duration.zero)

  var now: ContinuousClock.Instant { ContinuousClock.now + skipped.withLock { $0 } }
  var minimumResolution: Duration { .nanoseconds(1) }

  func sleep(until deadline: ContinuousClock.Instant, tolerance: Duration?) async throws {
    try Task.checkCancellation()
    let rest = now.duration(to: deadline)
    if rest > .zero { skipped.withLock { $0 += rest } }
    await Task.yield()
  }
}

@Suite("Draws over real connections to a server with faults")
struct ProviderFaultTests {
  /// A channel to a server and what its parts did.
  struct Line {
    let channel: ProviderChannel
    let log: Locked<PipelineLog>

    init(
      _ server: FaultServerProcess, _ spec: String = "openai:m", mostBytes: Int = 16 << 20
    ) throws {
      let log = Locked(PipelineLog())
      let endpoint = try ProviderEnvironment(server.environment).endpoint(for: ProviderSpec(spec))
      self.log = log
      channel = ProviderChannel(
        endpoint, recording: "r", runSeed: 1, prices: nil,
        services: ProviderServices(
          transport: CurlTransport(mostBytes: mostBytes), ledger: MemoryLedger(log),
          budget: CountingBudget(log), clock: ChannelClock(HastyClock())))
    }

    /// How each attempt was settled, in order.
    var outcomes: [String] {
      log.withLock { $0.steps.compactMap { $0.wrappedSuffix(after: "settled ") } }
    }
  }

  /// A fault of the first request: the kind that the draw fails with, nil where the second request is
  /// answered, and how the first attempt is settled.
  static let faults: [(fault: String, kind: ChannelFailure.Kind?, outcome: String)] = [
    ("429", nil, "free"), ("429-seconds:3", nil, "free"), ("429-date:3", nil, "free"),
    ("429-ms:700", nil, "free"), ("429-quota", .fatal, "free"),
    ("429-seconds:3600", .rateLimited, "free"),
    ("500", nil, "unknown"), ("502", nil, "unknown"), ("503", nil, "unknown"),
    ("529", nil, "unknown"), ("400", .refused, "free"), ("401", .fatal, "free"),
    ("401-echo", .fatal, "free"), ("403", .fatal, "free"), ("404", .fatal, "free"),
    ("redirect", .fatal, "free"), ("drop", nil, "unknown"),
    ("reset", nil, "unknown"), ("half", nil, "unknown"), ("html", nil, "unknown"),
    ("malformed", nil, "unknown"), ("empty", nil, "unknown"), ("foreign", nil, "unknown"),
  ]

  @Test("A fault is asked again, or ends the draw, and is never a reply", arguments: faults)
  func once(_ fault: String, _ kind: ChannelFailure.Kind?, _ outcome: String) async throws {
    let server = try FaultServerProcess(["--model", "text:move 1", "--faults", "\(fault)@1"])
    defer { server.stop() }
    let line = try Line(server)
    let result = await line.channel.result(ChannelFixture.request())
    #expect(result.failure?.kind == kind, "\(result)")
    #expect(line.outcomes == (kind == nil ? [outcome, "answered"] : [outcome]))
    if kind == nil {
      #expect(result.text == "move 1")
      #expect(try result.get().attempts == 2)
    }
    let counts = try server.counts()
    #expect(counts.received == line.outcomes.count)
    #expect(counts.answered == (kind == nil ? 1 : 0))
    let message = result.failure?.message ?? ""
    #expect(!message.contains("sk-loopback") && !message.contains("\n"))
  }

  @Test("A request without an answer ends with its time, and is asked again")
  func timesOut() async throws {
    let server = try FaultServerProcess(["--model", "text:move 1", "--faults", "timeout@1"])
    defer { server.stop() }
    let line = try Line(server, "openai:m,timeout=1s,attempts=20")
    let reply = try await line.channel.reply(to: ChannelFixture.request())
    #expect(String(decoding: reply.text, as: UTF8.self) == "move 1")
    // On a machine with much to do an answer may be late, too.
    #expect(reply.attempts >= 2)
    #expect(
      line.outcomes == Array(repeating: "unknown", count: reply.attempts - 1) + ["answered"])
  }

  @Test("An odd reply is a reply", arguments: ["slow:50", "no-usage", "huge", "ansi", "brackets"])
  func odd(_ fault: String) async throws {
    let server = try FaultServerProcess(["--model", "text:move 1", "--faults", "\(fault)@1"])
    defer { server.stop() }
    let line = try Line(server)
    let reply = try await line.channel.reply(to: ChannelFixture.request())
    #expect(reply.attempts == 1)
    #expect((reply.usage.outputTokens == nil) == (fault == "no-usage"))
    if fault == "huge" { #expect(reply.text.count >= 10_000_000) }
    #expect(try server.counts().answered == 1)
  }

  @Test("A reply beyond the bound is none")
  func tooLarge() async throws {
    let server = try FaultServerProcess(["--model", "text:move 1", "--faults", "huge@1"])
    defer { server.stop() }
    let line = try Line(server, mostBytes: 1 << 20)
    let reply = try await line.channel.reply(to: ChannelFixture.request())
    #expect(reply.attempts == 2)
    #expect(line.outcomes == ["unknown", "answered"])
  }

  @Test("Cancelling draws in flight empties the server")
  func cancels() async throws {
    let server = try FaultServerProcess(["--model", "text:move 1"])
    defer { server.stop() }
    try server.control(#"{"hold": true}"#)
    let line = try Line(server)
    let channel = line.channel
    let asking = Task {
      await withTaskGroup(of: Void.self) { group in
        for draw in 0..<8 {
          group.addTask { _ = await channel.result(ChannelFixture.request(draw: draw)) }
        }
      }
    }
    while try server.counts().inFlight < 8 { try await Task.sleep(for: .milliseconds(5)) }
    asking.cancel()
    await asking.value
    while try server.counts().inFlight > 0 { try await Task.sleep(for: .milliseconds(5)) }
    #expect(try server.counts().abandoned == 8)
    #expect(line.outcomes == Array(repeating: "unknown", count: 8))
    #expect(channel.limiter.shared.window.underWay == 0)
  }

  @Test("Where nothing listens, one attempt says what to look at")
  func refused() async throws {
    let server = try FaultServerProcess()
    server.stop()
    let line = try Line(server)
    let failure = await line.channel.result(ChannelFixture.request()).failure
    #expect(
      failure
        == ChannelFailure(
          .fatal, "connection refused; is the server running at http://127.0.0.1:\(server.port)?"))
    #expect(line.outcomes == ["free"])
  }

  @Test("Under a server's limit every draw is answered once, and the window shrinks")
  func settles() async throws {
    let server = try FaultServerProcess([
      "--model", "text:move 1", "--max-in-flight", "5", "--latency-ms", "5",
    ])
    defer { server.stop() }
    let line = try Line(server, "openai:m,concurrency=32,attempts=20")
    let channel = line.channel
    let replies = await withTaskGroup(of: Bool.self) { group in
      for draw in 0..<300 {
        group.addTask { await channel.result(ChannelFixture.request(draw: draw)).text == "move 1" }
      }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(replies == 300)
    let counts = try server.counts()
    #expect(counts.answered == 300)
    #expect(counts.idsAnswered == 300 && counts.idsAnsweredAgain == 0)
    #expect(channel.limiter.shared.window.decreases > 0)
    #expect(channel.limiter.shared.window.limit < 32)
    #expect(line.outcomes.count { $0 == "answered" } == 300)
    #expect(counts.received == line.outcomes.count)
  }
}

extension String {
  /// What follows a beginning; nil where the text begins otherwise.
  fileprivate func wrappedSuffix(after beginning: String) -> String? {
    hasPrefix(beginning) ? String(dropFirst(beginning.count)) : nil
  }
}
