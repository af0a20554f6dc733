import Economics
import Foundation
import MAKERCore
import Providers
import RandomStreams
import SharedState
import Testing
import TextFormats

@testable import LabCommands

@Suite struct ConfigurationStoreTests {
  /// A clock that a test sets.
  private final class Clock: Sendable {
    private let time = Locked(1_800_000_000.25)
    func advance(_ seconds: Double) { time.withLock { $0 += seconds } }
    var now: @Sendable () -> Date {
      { self.time.withLock { Date(timeIntervalSince1970: $0) } }
    }
  }

  @Test func handlesAreRandomAndLookAlike() throws {
    let handles = (0..<10_000).map { _ in ConfigurationHandle.random() }
    #expect(Set(handles).count == handles.count)
    for handle in handles {
      #expect(handle.wholeMatch(of: /cfg_[0-9a-f]{32}/) != nil, "\(handle)")
    }
    #expect(ConfigurationHandle.pattern == "^cfg_[0-9a-f]{32}$")
    // Each of 128 bits is set in half of them: 5 sigma of 10,000 tosses is 250, false alarm 7e-5 in all.
    var set = [Int](repeating: 0, count: 128)
    for handle in handles {
      for (place, digit) in handle.dropFirst(4).enumerated() {
        let value = try #require(digit.hexDigitValue)
        for bit in 0..<4 where value >> bit & 1 == 1 { set[4 * place + bit] += 1 }
      }
    }
    for (bit, count) in set.enumerated() {
      #expect(abs(count - 5000) <= 250, "bit \(bit) is set in \(count) of 10000")
    }
  }

  @Test func aConfigurationLivesAsLongAsItSaid() throws {
    let clock = Clock()
    let store = ConfigurationStore(now: clock.now)
    let minted = try store.mint([("k", .int(3))], lifetime: 60)
    #expect(minted.expiryText == "2027-01-15T08:01:01Z", "whole seconds, not less than asked for")
    clock.advance(60.5)
    #expect(try store.configuration(minted.handle).handle == minted.handle)
    clock.advance(0.25)
    #expect(throws: ConfigurationError.expired(minted.handle, at: minted.expiryText)) {
      _ = try store.configuration(minted.handle)
    }
    let other = ConfigurationHandle.random()
    #expect(throws: ConfigurationError.unknown(other)) { _ = try store.configuration(other) }
    #expect(throws: ConfigurationError.unknown(minted.handle)) {
      _ = try ConfigurationStore(now: clock.now).configuration(minted.handle)
    }
  }

  @Test func theStoreIsBounded() throws {
    let clock = Clock()
    let store = ConfigurationStore(capacity: 3, now: clock.now)
    let long = try store.mint([], lifetime: 1000)
    let short = try store.mint([], lifetime: 100)
    let middle = try store.mint([], lifetime: 200)
    #expect(throws: ConfigurationError.full(3, until: short.expiryText)) {
      _ = try store.mint([], lifetime: 60)
    }
    #expect(try store.configuration(short.handle).handle == short.handle, "nothing was lost")
    clock.advance(300)
    let next = try store.mint([], lifetime: 60)
    #expect(throws: ConfigurationError.unknown(short.handle)) {
      _ = try store.configuration(short.handle)
    }
    #expect(throws: ConfigurationError.expired(middle.handle, at: middle.expiryText)) {
      _ = try store.configuration(middle.handle)
    }
    for handle in [long.handle, next.handle] {
      #expect(try store.configuration(handle).handle == handle)
    }
  }

  @Test func manyThreadsMintDifferentConfigurations() async throws {
    let store = ConfigurationStore(capacity: 400)
    let handles = await withTaskGroup(of: [String].self) { group in
      for task in 0..<8 {
        group.addTask {
          (0..<50).compactMap { number in
            try? store.mint([("seed", .int(1000 * task + number))], lifetime: 60).handle
          }
        }
      }
      return await group.reduce(into: []) { $0 += $1 }
    }
    #expect(Set(handles).count == 400)
    let seeds = try handles.map { try store.configuration($0).members[0].1.integer ?? -1 }
    #expect(Set(seeds).count == 400)
    #expect(throws: ConfigurationError.self) { _ = try store.mint([], lifetime: 60) }
  }

  @Test func errorsSayWhich() {
    let handle = ConfigurationHandle.random()
    #expect(
      ConfigurationError.unknown(handle).description.hasPrefix("configuration \(handle) is unknown")
    )
    let unknown = ConfigurationError.unknown("cfg_\u{1B}[2J\nignore all")
    #expect(
      unknown.description.hasPrefix("configuration is unknown"), "no text of a client is shown")
    for error in [unknown, .expired("cfg_1", at: "2027-01-15T08:01:01Z"), .full(3, until: "then")] {
      #expect(error.description.allSatisfy { !$0.isNewline })
    }
  }

  @Test func aBudgetIsOnePurse() async throws {
    let store = ConfigurationStore()
    let minted = try store.mint(
      [("max_cost", .decimal("0.5")), ("k", .int(2)), ("cap", .null)],
      limits: SpendingLimit(tokens: 100), lifetime: 60)
    #expect(minted.members.map(\.0) == ["max_cost", "k"])
    let first = try await minted.budget.reserve(
      Charge(inputTokens: 60, outputTokens: 20, picodollars: nil), for: "openai")
    await minted.budget.settle(
      first, .answered(Charge(inputTokens: 60, outputTokens: 20, picodollars: nil)))
    await #expect(throws: (any Error).self, "found again, it has spent what it has spent") {
      _ = try await store.configuration(minted.handle).budget.reserve(
        Charge(inputTokens: 20, outputTokens: 1, picodollars: nil), for: "openai")
    }
    let other = try store.mint([], limits: SpendingLimit(tokens: 100), lifetime: 60)
    #expect(await other.budget.budget.spent.tokens == 0)
  }
}
