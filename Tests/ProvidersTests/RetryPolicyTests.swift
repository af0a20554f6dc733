import MAKERCore
import Testing

@testable import Providers

@Suite("When a draw is asked for again")
struct RetryPolicyTests {
  private static let second = 1_000_000_000
  private let policy = RetryPolicy(
    attempts: 6, wallTime: 600 * second, base: second / 2, cap: 8 * second)

  private func decision(
    _ kind: ChannelFailure.Kind, retryAfter: Int? = nil, attempt: Int = 1, elapsed: Int = 0,
    jitter: Double = 0.5
  ) -> RetryPolicy.Decision {
    policy.decision(
      after: ChannelFailure(kind, "no", retryAfter: retryAfter), attempt: attempt,
      elapsed: elapsed, jitter: jitter)
  }

  @Test("Waits double up to the cap, and jitter takes any part of them")
  func backoff() {
    let longest = (1...6).map { policy.longestWait(after: $0) }
    #expect(longest == [1, 2, 4, 8, 16, 16].map { $0 * Self.second / 2 })
    #expect(decision(.transient, attempt: 3, jitter: 0) == .wait(0))
    #expect(decision(.transient, attempt: 3, jitter: 0.25) == .wait(Self.second / 2))
    #expect(policy.longestWait(after: 99) == 8 * Self.second)
  }

  @Test("What cannot succeed is not asked again", arguments: ["refused", "fatal", "exhausted"])
  func final(_ name: String) throws {
    let kind = try #require(ChannelFailure.Kind(rawValue: name))
    #expect(decision(kind) == .giveUp(ChannelFailure(kind, "no")))
  }

  @Test("The last attempt says how many there were", arguments: [(1, 1), (6, 6)])
  func attempts(_ most: Int, _ attempt: Int) {
    var policy = policy
    policy.attempts = most
    let failure = ChannelFailure(.rateLimited, "slow down")
    let line =
      most == 1 ? "slow down; it may be asked once only" : "slow down; asked 6 times"
    #expect(
      policy.decision(after: failure, attempt: attempt, elapsed: 0, jitter: 0.9)
        == .giveUp(ChannelFailure(.rateLimited, line)))
  }

  @Test("What the provider asks to wait comes first, with a little of our own")
  func retryAfter() {
    #expect(
      decision(.rateLimited, retryAfter: 12 * Self.second)
        == .wait(12 * Self.second + Self.second / 4))
    #expect(decision(.rateLimited, retryAfter: 0, jitter: 0) == .wait(0))
  }

  @Test("A wait beyond the time of a draw ends it at once, in a line that says so")
  func tooLong() {
    #expect(
      decision(.rateLimited, retryAfter: 3600 * Self.second)
        == .giveUp(
          ChannelFailure(
            .rateLimited, "no; it asks to wait 3600 s, and a draw has 600 s")))
    #expect(decision(.transient, retryAfter: .max, elapsed: .max) != .wait(0))
    #expect(
      decision(.transient, elapsed: 600 * Self.second, jitter: 0)
        == .giveUp(ChannelFailure(.transient, "no; a draw has 600 s")))
  }

  @Test(
    "A draw has time for three requests that hang",
    arguments: [
      ("", 600), (",timeout=1s", 600), (",timeout=300s", 900), (",timeout=3600s", 10_800),
    ])
  func hangs(_ key: String, _ seconds: Int) throws {
    let policy = RetryPolicy(try ProviderSpec("openai:m" + key).pacing)
    #expect(policy.wallTime == seconds * Self.second)
    #expect(policy.attempts == 6)
    #expect(3 * ProviderChannel.usualTimeout <= policy.wallTime)
  }

  @Test(
    "Times read as seconds",
    arguments: [
      (0, "0 s"), (1, "0.1 s"), (100_000_000, "0.1 s"), (1_000_000_000, "1 s"),
      (1_250_000_000, "1.3 s"), (9_999_000_000, "10 s"), (12_010_000_000, "13 s"),
    ])
  func text(_ time: Int, _ text: String) {
    #expect(WaitingTime.text(time) == text)
  }
}
