import Providers
import Testing

@testable import LabCommands

/// Who shares a limiter.
@Suite struct LimiterPoolTests {
  private func endpoints(_ texts: String...) throws -> [ProviderEndpoint] {
    try texts.flatMap { text in
      try ChannelChoice(text, source: "--channel", environment: [:]).endpoints
    }
  }

  /// However a call paces its channel, it is counted with all others at that place.
  @Test func noPacingEvadesTheBoundOfAll() throws {
    let pool = LimiterPool(concurrency: 9)
    let place = LimiterPool.place(of: try endpoints("ollama:m")[0])
    let usual = try #require(pool.limiters(for: try endpoints("ollama:m"))[place])
    #expect(usual.own == nil && usual.shared.window.maximum == 9)
    for (pacing, most) in [
      ("tpm=1000", 9), ("tpm=1001", 9), ("rpm=7", 9), ("concurrency=3", 3),
      ("concurrency=1024", 9), ("concurrency=1000,tpm=5", 9),
    ] {
      let paced = try #require(pool.limiters(for: try endpoints("ollama:n,\(pacing)"))[place])
      #expect(paced.shared === usual.shared, "\(pacing)")
      #expect(paced.own?.window.maximum == most, "\(pacing)")
    }
    for other in ["timeout=5s", "attempts=2"] {
      let paced = try #require(pool.limiters(for: try endpoints("ollama:m,\(other)"))[place])
      #expect(paced.shared === usual.shared && paced.own == nil, "\(other)")
    }
    let elsewhere = try endpoints("lmstudio:m")
    let there = pool.limiters(for: elsewhere)[LimiterPool.place(of: elsewhere[0])]
    #expect(there != nil && there?.shared !== usual.shared)
  }

  /// A command's run is its user's: it is as wide as it says, the strictest of its channels at a place.
  @Test func aRunByItselfIsAsWideAsItSays() throws {
    let asked = try endpoints("ollama:m,concurrency=300", "ollama:n,concurrency=200")
    let found = LimiterPool().limiters(for: asked)
    #expect(found.count == 1)
    let limiter = try #require(found[LimiterPool.place(of: asked[0])])
    #expect(limiter.own == nil && limiter.shared.window.maximum == 200)
  }
}
