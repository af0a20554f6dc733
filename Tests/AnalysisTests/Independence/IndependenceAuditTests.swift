import Analysis
import MAKERCore
import Statistics
import Testing

/// Null: independent draws, each question with a law of its own.
///
/// At a rate of 5 %, the alarms of 150 audits lie below the binomial count that a 5-sigma excess has.
struct IndependenceAuditTests {
  @Test(arguments: [(1, true), (2, true), (3, true), (3, false)])
  func independentDrawsAreRarelyFoundNotToBe(margin: Int, differs: Bool) {
    let (audits, rate) = (150, 0.05)
    let alarms = (0..<audits).filter { seed in
      let channel = AuditChannel(
        questions: 1 + seed % 7, races: 1 + seed % 4, margin: margin, success: 0.7,
        differs: differs)
      return IndependenceAudit(channel.draws(seed: seed), rate: rate).verdict != nil
    }
    let pValue = BinomialTest.upperTail(
      successes: alarms.count, trials: audits, probability: rate, complement: 1 - rate)
    #expect(pValue > 2.9e-7, "margin \(margin): \(alarms.count) of \(audits): \(alarms)")
  }

  @Test(arguments: AuditChannel.Cheat.allCases)
  func cheatsAreFound(cheat: AuditChannel.Cheat) {
    let reason =
      switch cheat {
      case .repeatsFirstOfRace: "replies of a race agree"
      case .cachesByPrompt: "no reply ever differs"
      case .repeatsLast: "streaks"
      case .reusesSeeds: "seeds reused"
      case .replays, .instantCache: "cached answers"
      case .sameID: "response ids repeat"
      }
    for seed in 0..<4 {
      let draws = AuditChannel(cheat: cheat).draws(seed: seed)
      let verdict = IndependenceAudit(draws).verdict ?? ""
      #expect(verdict.hasPrefix("votes not independent: "), "seed \(seed)")
      #expect(verdict.contains(reason), "seed \(seed): \(verdict)")
    }
  }

  @Test func aRaceWhoseQuestionIsAskedOnceIsJudgedByItsErrors() {
    // Each of 40 questions is asked in one race: only the unusual replies tell a cache from a sure model.
    let rate = IndependenceAudit.usualRate / 5
    let power = ZeroEntropy.power(questions: 40, draws: 3, unusual: 0.2, rate: rate)
    #expect(power > 0.99)
    let found = (0..<40).count { seed in
      let channel = AuditChannel(questions: 40, races: 1, cheat: .repeatsFirstOfRace)
      return IndependenceAudit(channel.draws(seed: seed)).verdict != nil
    }
    #expect(found >= 37, "\(found) of 40 at a power of \(power)")
  }

  @Test func aSureModelIsNoEvidence() {
    let draws = AuditChannel(success: 1).draws(seed: 1)
    let audit = IndependenceAudit(draws)
    #expect(audit.verdict == nil)
    #expect(!audit.hasVariety)
    #expect(audit.entropy.pValue == 1)
  }

  @Test func aVirtualClockAndACachedPromptAreNoEvidence() {
    for seed in 0..<8 {
      let audit = IndependenceAudit(AuditChannel(isVirtual: true).draws(seed: seed))
      #expect(audit.verdict == nil, "seed \(seed)")
      #expect(audit.hasVariety)
    }
  }

  @Test func idsThatComeBackAreToldWithTheirTexts() {
    let draws = AuditChannel(questions: 1, races: 1, margin: 2, success: 0.5).draws(seed: 2).map {
      audited in
      var draw = audited.draw
      draw.responseID = "0"
      return AuditedDraw(draw, isUsual: audited.isUsual)
    }
    let equal = draws.dropFirst().count { $0.draw.text == draws[0].draw.text }
    #expect(
      IndependenceAudit(draws).reasons == [
        "response ids repeat: \(draws.count - 1) of \(draws.count), \(equal) of them with the same text"
      ])
  }

  /// Runs at another k come to other states, where the same place is asked another question.
  @Test func anotherQuestionAtTheSamePlaceReusesNoSeed() {
    let draws = AuditChannel().draws(seed: 6)
    let others = draws.map { audited in
      var draw = audited.draw
      draw.prompt = Prompt(instructions: "answer", step: "another state")
      draw.key.request += " of another state"
      return AuditedDraw(draw, isUsual: audited.isUsual)
    }
    let reasons = IndependenceAudit(draws + others).reasons
    #expect(!reasons.contains { $0.contains("seeds reused") }, "\(reasons)")
  }

  @Test func aSecondDrawAtTemperatureZeroOnlyRepeats() {
    let draws = AuditChannel(temperature: 0).draws(seed: 3)
    let races = 48
    #expect(
      IndependenceAudit(draws).reasons == [
        "temperature 0: \(draws.count - races) draws of \(races) races follow another at temperature 0"
      ])
    let greedyFirst = draws.map { audited in
      var draw = audited.draw
      if draw.key.coordinates.draw > 0 { draw.temperature = 0.1 }
      return AuditedDraw(draw, isUsual: audited.isUsual)
    }
    #expect(IndependenceAudit(greedyFirst).verdict == nil)
  }

  /// With a greedy first draw, runs at another k come to other states at the same step.
  @Test func aGreedyFirstDrawOfAnotherStateIsNoSecondOne() {
    let draws = AuditChannel().draws(seed: 3)
    func greedyFirst(_ state: String) -> [AuditedDraw] {
      draws.map { audited in
        var draw = audited.draw
        if draw.key.coordinates.draw == 0 { draw.temperature = 0 }
        draw.prompt.step += state
        draw.key.request += state
        return AuditedDraw(draw, isUsual: audited.isUsual)
      }
    }
    let reasons = IndependenceAudit(greedyFirst("") + greedyFirst(" elsewhere")).reasons
    #expect(!reasons.contains { $0.hasPrefix("temperature 0") }, "\(reasons)")
  }

  /// A simulated model replies in no time, or in a time of its own: that tells nothing.
  @Test func aSimulatedClockIsNoEvidence() {
    for cheat in [AuditChannel.Cheat.replays, .instantCache] {
      var channel = AuditChannel(cheat: cheat)
      channel.channel = "simulated:p=0.8"
      let reasons = IndependenceAudit(channel.draws(seed: 2)).reasons
      #expect(!reasons.contains { $0.contains("cached answers") }, "\(cheat): \(reasons)")
    }
  }

  /// Of one text and one time nothing can be told.
  @Test func oneTextThatTakesOneTimeIsNoEvidence() {
    let draws = AuditChannel(success: 1, isVirtual: true).draws(seed: 1).map { audited in
      var draw = audited.draw
      draw.body = [48]
      return AuditedDraw(draw, isUsual: true)
    }
    #expect(IndependenceAudit(draws).verdict == nil)
  }

  @Test func theOrderInWhichDrawsAreGivenDoesNotMatter() {
    let draws = AuditChannel(cheat: .repeatsLast).draws(seed: 4)
    let reasons = IndependenceAudit(draws).reasons
    #expect(!reasons.isEmpty)
    #expect(IndependenceAudit(draws.reversed()).reasons == reasons)
  }
}
