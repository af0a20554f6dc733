import MAKERCore
import Statistics

/// Whether recorded draws are what voting takes for granted: drawn anew each time.
///
/// What chance can bring about is judged by five tests, each at a fifth of the false-alarm rate: replies
/// that never vary, equal neighbours, equal replies within a race, reused seeds, replayed responses.
/// Independent draws of any laws fail the last four at most at that rate; those of alike steps
/// also the first, whose power `ZeroEntropy.power` gives.  What chance cannot bring about needs no
/// rate: a response id that came back, replies faster than any model writes, and draws at temperature
/// 0 that were to tell more than the one before.
package struct IndependenceAudit: Sendable {
  /// What says that the votes are not independent; empty where nothing does.
  package let findings: [Finding]
  /// The test of replies that never vary.
  package let entropy: ZeroEntropy
  /// Draws that were looked at; count.
  package let draws: Int

  /// One reason to think so.
  package struct Finding: Equatable, Sendable {
    /// What kind of reason it is.
    package let kind: Kind
    /// The reason with its numbers.
    package let reason: String

    init(_ kind: Kind, _ reason: String) {
      self.kind = kind
      self.reason = reason
    }
  }

  /// Kinds of reasons.
  package enum Kind: String, CaseIterable, Sendable {
    /// A second draw of a race was at temperature 0.
    case temperatureZero = "temperature_zero"
    /// No question got two different replies.
    case noVariety = "no_variety"
    /// Replies equal the one before them too often.
    case streaks
    /// Replies of one race agree too often.
    case agreement
    /// Several draws were sent with one seed.
    case reusedSeeds = "reused_seeds"
    /// Responses have an id that was seen before.
    case repeatedIDs = "repeated_response_ids"
    /// Responses came from a cache.
    case cached
    /// All long replies of a race are the same text.
    case identicalReplies = "identical_replies"
  }

  /// Why the votes are not independent; empty where nothing says so.
  package var reasons: [String] { findings.map(\.reason) }

  /// False-alarm rate of one audit unless another is given; unit 1.
  package static let usualRate = 1e-3

  /// Audits the draws of one channel at one temperature policy.
  ///
  /// - Parameters:
  ///   - draws: Draws of finished races, in any order.
  ///   - rate: Probability that independent draws of alike steps are found not to be; unit 1, range
  ///     [0.0005, 1): the order of replies is not judged more finely.
  package init(_ draws: [AuditedDraw], rate: Double = usualRate) {
    let each = FamilyWiseError.bonferroniRate(comparisons: 5, rate: rate)
    let questions = AuditedQuestion.all(draws)
    self.draws = draws.count
    entropy = ZeroEntropy(questions)
    var findings: [Finding] = []
    func tell(_ kind: Kind, _ reason: String, _ pValue: Double? = nil) {
      let end = pValue.map { " (p-value \(shortened($0)) at rate \(shortened(each)))" }
      findings.append(Finding(kind, reason + (end ?? "")))
    }
    if let reason = Self.greedy(draws) { tell(.temperatureZero, reason) }
    if entropy.isRejected(rate: each) {
      tell(
        .noVariety,
        "no reply ever differs: \(entropy.draws) draws of \(entropy.questions) questions give one "
          + "text each, \(entropy.unusual) of them unusual", entropy.pValue)
    }
    let neighbours = ReplyOrder(questions, .neighbours)
    if neighbours.pValue < each {
      tell(
        .streaks,
        "streaks: \(neighbours.found) of \(neighbours.pairs) replies equal the one before, "
          + "\(shortened(neighbours.expected)) expected", neighbours.pValue)
    }
    let races = ReplyOrder(questions, .ofOneRace)
    if races.pValue < each {
      tell(
        .agreement,
        "replies of a race agree: \(races.found) of \(races.pairs) pairs are equal, "
          + "\(shortened(races.expected)) expected", races.pValue)
    }
    let seeds = ReusedSeeds(draws)
    if seeds.pValue < each {
      let server =
        seeds.pairs == 0
        ? "" : ", \(seeds.equalPairs) of \(seeds.pairs) that asked the same got the same text"
      tell(
        .reusedSeeds, "seeds reused: \(seeds.reused) of \(seeds.seeded) draws\(server)",
        seeds.pValue)
    }
    let responses = RepeatedResponses(draws)
    if responses.sameID > 0 {
      tell(
        .repeatedIDs,
        "response ids repeat: \(responses.sameID) of \(responses.withID), \(responses.sameText) of "
          + "them with the same text")
    }
    if responses.replayedPValue < each {
      tell(
        .cached,
        "cached answers: \(responses.replayed) of \(responses.repeats) repeated texts came with the "
          + "same bytes in the same time", responses.replayedPValue)
    }
    if responses.instant > 0 {
      tell(
        .cached,
        "cached answers: \(responses.instant) of \(responses.repeats) repeated texts came faster than "
          + "a token in \(RepeatedResponses.fastestToken / 1000) µs")
    }
    self.findings = findings
  }

  /// The reasons as a row shows them; nil where there are none.
  package var verdict: String? {
    reasons.isEmpty ? nil : "votes not independent: " + reasons.joined(separator: "; ")
  }

  /// Whether some question got two different replies at a temperature above 0: the channel does sample.
  package var hasVariety: Bool { entropy.questions > 0 && !entropy.isConstant }

  /// Races of which a second draw was at temperature 0, where a reply can only repeat.
  ///
  /// Runs at another k may come to another state at the same step: that is another race.
  private static func greedy(_ draws: [AuditedDraw]) -> String? {
    struct Race: Hashable {
      let trial: Int
      let step: Int
      let prompt: Prompt
      let channel: String
    }
    var counts: [Race: Int] = [:]
    for draw in draws where draw.draw.temperature == 0 {
      let place = draw.draw.key.coordinates
      let race = Race(
        trial: place.trial, step: place.step, prompt: draw.draw.prompt, channel: draw.draw.channel)
      counts[race, default: 0] += 1
    }
    let races = counts.values.count { $0 > 1 }
    let spare = counts.values.reduce(0) { $0 + max(0, $1 - 1) }
    return races == 0
      ? nil : "temperature 0: \(spare) draws of \(races) races follow another at temperature 0"
  }
}
