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
    let most = ConfigurationStore.Size(count: 3, bytes: 100)
    let store = ConfigurationStore(most: most, now: clock.now)
    let long = try store.mint([], lifetime: 1000)
    let short = try store.mint([], lifetime: 100)
    let middle = try store.mint([], lifetime: 200)
    let full = ConfigurationError.full(
      .init(count: 3, bytes: 6), most: most, until: short.expiryText)
    #expect(throws: full) { _ = try store.mint([], lifetime: 60) }
    let said = "3 live, of 6 bytes together, and 3 of 100 bytes are the most"
    #expect(full.description.contains(said))
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

  /// A configuration of so many bytes, 10 or more.
  private func members(_ bytes: Int) -> [(String, JSONValue)] {
    [("channel", .string(String(repeating: "x", count: bytes - #"{"channel":""}"#.utf8.count)))]
  }

  /// Few large configurations fill it as many small ones do, and what is left over holds a small one.
  @Test func theStoreIsBoundedInBytes() throws {
    let clock = Clock()
    let most = ConfigurationStore.Size(count: 100, bytes: 1000)
    let store = ConfigurationStore(most: most, now: clock.now)
    let first = try store.mint(members(300), lifetime: 100)
    let second = try store.mint(members(300), lifetime: 200)
    let third = try store.mint(members(300), lifetime: 1000)
    let full = ConfigurationError.full(
      .init(count: 3, bytes: 900), most: most, until: first.expiryText)
    #expect(throws: full) { _ = try store.mint(members(101), lifetime: 60) }
    let small = try store.mint(members(100), lifetime: 1000)
    #expect(throws: ConfigurationError.self) { _ = try store.mint([], lifetime: 60) }
    for (minted, bytes) in [(first, 300), (second, 300), (third, 300), (small, 100)] {
      let found = try store.configuration(minted.handle)
      #expect(JSONText.compact(.object(found.members)).utf8.count == bytes)
      #expect(found.expiry == minted.expiry && found.budget === minted.budget)
    }
    // As many that have expired go as the new one takes, and no more.
    clock.advance(150)
    let other = try store.mint(members(200), lifetime: 1000)
    #expect(throws: ConfigurationError.unknown(first.handle)) {
      _ = try store.configuration(first.handle)
    }
    clock.advance(100)
    _ = try store.mint(members(100), lifetime: 1000)
    #expect(throws: ConfigurationError.expired(second.handle, at: second.expiryText)) {
      _ = try store.configuration(second.handle)
    }
    _ = try store.mint(members(300), lifetime: 1000)
    for minted in [third, small, other] {
      #expect(try store.configuration(minted.handle).handle == minted.handle)
    }
    #expect(throws: ConfigurationError.tooLarge(1001, most: 1000)) {
      _ = try ConfigurationStore(most: most).mint(members(1001), lifetime: 60)
    }
    _ = try ConfigurationStore(most: most).mint(members(1000), lifetime: 60)
  }

  /// What is kept as text is what was given, to the letter.
  @Test func argumentsAreKeptAsTheyWere() throws {
    let text =
      #"{"p":0.50,"seed":-0,"k":12345678901234567890,"x":1e400,"é":"\u001b[2J \"\\ 🦊","#
      + #""json_schema":{"enum":[1,1.0,null,true,[],{}]}}"#
    let members = try #require(try ToolBench.json(text).members)
    let store = ConfigurationStore()
    let found = try store.configuration(store.mint(members, lifetime: 60).handle)
    #expect(JSONText.compact(.object(found.members)) == text)
  }

  @Test func manyThreadsMintDifferentConfigurations() async throws {
    let store = ConfigurationStore(most: .init(count: 400, bytes: 1 << 20))
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
    for error in [
      unknown, .expired("cfg_1", at: "2027-01-15T08:01:01Z"), .tooLarge(9, most: 8),
      .full(.init(), most: ConfigurationStore.most, until: "then"),
    ] {
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
