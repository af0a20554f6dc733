import ExperimentDesign
import MAKERCore
import NoisyChannels
import RandomStreams
import Simulation
import Testing

@Suite struct RecursiveSamplerTests {
  static let root = StreamKey(seed: 2511)

  static func perfect(malformed: Double = 0) throws -> RecursiveAgents {
    try RecursiveAgents(
      badSplit: 0, givesUp: 0, productError: 0, sumError: 0, malformed: malformed)
  }

  static func sampler(
    _ digits: Int, k: Int, depth: Int = 5, _ agents: RecursiveAgents,
    answers: AnswerVoting = .discriminated, attempts: Int = 10,
    reader: any DecompositionReader = DecompositionGrammar()
  ) throws -> RecursiveSampler {
    try RecursiveSampler(
      digits: digits, margin: k, maxDepth: depth, agents: agents, root: root, answers: answers,
      attempts: attempts, reader: reader)
  }

  static func counts(_ sampler: RecursiveSampler, _ trials: Range<Int>) -> RecursiveCounts {
    trials.reduce(into: RecursiveCounts()) { $0 += sampler.solution($1).counts }
  }

  @Test func refusesWhatIsOutOfRange() throws {
    let agents = try Self.perfect()
    func message(_ digits: Int, _ k: Int, _ depth: Int, _ attempts: Int = 1) -> String {
      do {
        _ = try Self.sampler(digits, k: k, depth: depth, agents, attempts: attempts)
        return "none"
      } catch { return "\(error)" }
    }
    #expect(message(0, 1, 0) == "0 digits: a factor has 1 to 8 digits")
    #expect(message(9, 1, 0) == "9 digits: a factor has 1 to 8 digits")
    #expect(message(1, 0, 0) == "margin 0: at least 1 vote")
    #expect(message(1, 1, 41) == "depth 41: 0 to 40 levels")
    #expect(message(1, 1, -1) == "depth -1: 0 to 40 levels")
    #expect(message(1, 1, 0, 0) == "0 attempts: a sample is drawn at least once")
    #expect(message(8, 1, 40) == "none")
  }

  @Test func factorsHaveExactlyTheDigits() throws {
    for digits in RecursiveSampler.digits {
      let sampler = try Self.sampler(digits, k: 1, try Self.perfect())
      for trial in 0..<500 {
        let (first, second) = sampler.factors(trial)
        #expect("\(first)".count == digits && "\(second)".count == digits, "\(first) × \(second)")
      }
    }
  }

  /// Perfect agents solve every problem by really splitting it, with a number of draws that is known.
  @Test(arguments: [1, 2, 4, 6, 8], [1, 3])
  func perfectAgentsSplitAndSolve(digits: Int, k: Int) throws {
    let sampler = try Self.sampler(digits, k: k, depth: 10, try Self.perfect())
    let tally = sampler.sample(0..<20)
    #expect(tally.trialsCorrect == 20 && tally.racesWrong == 0 && tally.racesUndecided == 0)
    // Every voting is unanimous: 2k − 1 candidates, then k votes.
    #expect(tally.draws == (3 * k - 1) * tally.races && tally.flags == 0)
    #expect(tally.votesSquared == (3 * k - 1) * (3 * k - 1) * tally.races)
    let counts = Self.counts(sampler, 0..<20)
    #expect(counts.atomic == counts.decomposed + 20)
    // A node that is split votes on the split and on the combination, a leaf on leaving it and on its
    // answer.
    #expect(counts.votings == 2 * (counts.decomposed + counts.atomic))
    #expect(counts.votes == k * counts.votings)
    #expect(digits == 1 ? counts.decomposed == 0 : counts.decomposed > 20)
    #expect(counts.decomposed <= 20 * (digits * digits - 1))
  }

  @Test func depthEndsTheSplitting() throws {
    for depth in 0...4 {
      let counts = try Self.counts(Self.sampler(6, k: 1, depth: depth, try Self.perfect()), 0..<10)
      #expect(counts.decomposed <= 10 * (1 << depth) - 10)
      #expect(counts.decomposed >= 10 * depth)
      #expect(counts.atomic == counts.decomposed + 10)
    }
  }

  @Test func sameSeedSameTallyAndRangesAdd() throws {
    let agents = try RecursiveAgents(malformed: 0.05)
    let sampler = try Self.sampler(4, k: 2, agents)
    let whole = sampler.sample(0..<60)
    #expect(try whole == Self.sampler(4, k: 2, agents).sample(0..<60))
    #expect(whole == sampler.sample(0..<23) + sampler.sample(23..<60))
    #expect(whole.trials == 60 && whole.flags > 0)
    let other = try RecursiveSampler(
      digits: 4, margin: 2, agents: agents, root: StreamKey(seed: 2512))
    #expect(whole != other.sample(0..<60))
  }

  @Test func votingHelps() throws {
    let agents = try RecursiveAgents()
    let one = try Self.sampler(5, k: 1, agents).sample(0..<150)
    let five = try Self.sampler(5, k: 5, agents).sample(0..<150)
    let single = try Self.sampler(5, k: 1, depth: 0, agents, answers: .exactMatch).sample(0..<150)
    #expect(five.trialsCorrect >= one.trialsCorrect + 45, "\(five) \(one)")
    #expect(five.trialsCorrect >= single.trialsCorrect + 75, "\(five) \(single)")
    #expect(single.races == 150 && single.votes == 150)
  }

  /// The released code's prompts ask for `F=[…]` and its parser looks for `C=[…]`: it never finds one.
  struct NeverFindsC: DecompositionReader {
    func decomposition(in text: Span<UInt8>) throws(RedFlag) -> Decomposition {
      var decomposition = try DecompositionGrammar().decomposition(in: text)
      decomposition.combination = ""
      return decomposition
    }
  }

  /// Such a solver splits nothing, and its answers are those of a solver that is not to split.
  @Test func aParserThatNeverFindsCGivesTheBaseline() throws {
    let agents = try RecursiveAgents()
    let ours = try Self.sampler(5, k: 3, agents)
    let released = try Self.sampler(5, k: 3, agents, reader: NeverFindsC())
    let baseline = try Self.sampler(5, k: 3, depth: 0, agents)
    let (mine, theirs) = (Self.counts(ours, 0..<40), Self.counts(released, 0..<40))
    #expect(theirs.decomposed == 0 && theirs.atomic == 40)
    #expect(mine.decomposed > 15 * 40)
    for trial in 0..<40 {
      #expect(released.solution(trial).answer == baseline.solution(trial).answer, "trial \(trial)")
    }
    #expect(
      ours.sample(0..<40).trialsCorrect >= baseline.sample(0..<40).trialsCorrect + 10)
  }

  @Test func repliesThatAreAllMalformedLeaveTrialsUndecided() throws {
    let tally = try Self.sampler(3, k: 2, try Self.perfect(malformed: 1), attempts: 4).sample(0..<5)
    #expect(tally.trialsUndecided == 5 && tally.votes == 0)
    // A voting on the split and one on the answer, three candidates each, four draws a candidate.
    #expect(tally.races == 10 && tally.racesUndecided == 10 && tally.draws == 5 * 2 * 3 * 4)
    #expect(tally.flags == tally.draws)
  }
}
