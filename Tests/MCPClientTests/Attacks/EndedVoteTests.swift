import Foundation
import MAKERCore
import Storage
import TestSupport
import Testing
import TextFormats

/// However votes end by the protocol, their draws end with them and the journal says what was spent.
@Suite(.timeLimit(.minutes(10))) struct EndedVoteTests {
  /// What ends votes that are under way.
  enum Ending: String, CaseIterable, CustomTestStringConvertible, Sendable {
    case cancelled = "notifications/cancelled"
    case closed = "the end of the input"
    case terminated = "SIGTERM"

    var testDescription: String { rawValue }
  }

  private static let ids = [1_000_000, 1_000_001]

  /// Draws that the votes have under way at a time: each vote as many as its margin.
  private static let draws = ids.count * 3

  /// Longest reply that a draw asks for; tokens.
  private static let longest = 100

  /// Longest time from the ending until no draw is under way.
  private static let limit = Duration.milliseconds(100)

  private static let vote = JSONValue.object([
    ("prompt", .string("6 x 7?")), ("k", .int(3)),
    ("channel", .string("openai:gpt-4.1-mini,attempts=1,max-tokens=\(longest)")),
  ])

  @Test(arguments: Ending.allCases) func everyEndingStopsDrawsAndSettlesTheJournal(ending: Ending)
    throws
  {
    let model = try FaultServerProcess(["--model", "text:42", "--hold", "true"])
    // Other work on the machine only makes a try take longer, so the least time is the server's own.
    let times = try (0..<5).map { _ in try time(ending, model) }
    #expect(times.contains { $0 <= Self.limit }, "\(times)")
  }

  /// Ends votes whose draws are under way, and looks at what is left of them.
  ///
  /// - Parameters:
  ///   - ending: How they end.
  ///   - model: What never answers them.
  /// - Returns: Time from the ending until the model's server has no request.
  /// - Throws: An error where the server does not do as it must, or not in two minutes.
  private func time(_ ending: Ending, _ model: FaultServerProcess) throws -> Duration {
    try model.reset()
    let server = try ServerProcess(environment: model.environment)
    for id in Self.ids {
      let call = [("name", JSONValue.string("maker_vote")), ("arguments", Self.vote)]
      try server.send(line: ServerProcess.request("tools/call", call, id: .int(id)))
    }
    try model.wait { $0.inFlight == Self.draws }
    let start = ContinuousClock.now
    switch ending {
    case .cancelled: for id in Self.ids { try server.cancel(.int(id)) }
    case .closed: try server.closeInput()
    case .terminated: server.send(signal: SIGTERM)
    }
    try model.wait { $0.inFlight == 0 }
    let time = ContinuousClock.now - start
    if ending == .cancelled {
      try expectSettled(server)
      try server.closeInput()
    }
    let (code, _) = try server.ending()
    #expect(code == 0, "\(server.notes)")
    try expectSettled(server)
    let counts = try model.counts()
    #expect(counts.received == Self.draws && counts.abandoned == Self.draws, "\(counts)")
    return time
  }

  /// Expects that every draw has its end in the journal: unknown, and charged what it may have cost at most.
  private func expectSettled(_ server: ServerProcess) throws {
    let sums = try journal(server)
    let sum = try #require(sums.count == 1 ? sums[0] : nil, "\(sums)")
    #expect(sum.provider == "openai" && sum.sessions == 1, "\(sum)")
    #expect(sum.unknown == Self.draws && sum.attempts == Self.draws, "\(sum)")
    #expect(sum.charged.outputTokens == Self.draws * Self.longest, "\(sum)")
    #expect(sum.charged.inputTokens > 0 && sum.charged.inputTokens % Self.draws == 0, "\(sum)")
    #expect((sum.charged.picodollars ?? 0) > 0, "the price is known: \(sum)")
  }

  /// What the journal holds when nothing is open in it; two minutes later at most, also if something is.
  private func journal(_ server: ServerProcess) throws -> [PayerSums] {
    let deadline = ContinuousClock.now + .seconds(120)
    while true {
      let store = try LabStore(readingOnly: server.folder.path("draws/lab.sqlite"))
      defer { store.close() }
      let sums = try store.payers()
      if sums.allSatisfy({ $0.cut == 0 }) || ContinuousClock.now > deadline { return sums }
      Thread.sleep(forTimeInterval: 0.002)
    }
  }
}
