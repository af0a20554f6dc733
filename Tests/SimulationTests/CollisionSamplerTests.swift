import ExperimentDesign
import MAKERCore
import NoisyChannels
import RandomStreams
import Simulation
import Tasks
import Testing

@Suite struct CollisionSamplerTests {
  static let root = StreamKey(seed: 7)

  static func sample(
    _ law: LongReplyLaw, disks: Int = 12, cutoff: Int? = 2000, reading: ReplyReading = .repairing,
    rule: RaceRule = RaceRule(margin: 2), cap: Int? = 2, trials: Range<Int> = 0..<1
  ) -> Tally {
    Samplers.collisions(
      disks: disks, law: law, root: root,
      redFlags: RedFlagPolicy(tokenLimit: cutoff, reading: reading), rule: rule, cap: cap
    ).sample(trials)
  }

  @Test(arguments: ReplyReading.allCases)
  func aPerfectChannelCollidesNowhere(reading: ReplyReading) throws {
    let perfect = try LongReplyLaw(ramblingShare: 0, shortFault: 0, longFault: 0)
    let tally = Self.sample(perfect, disks: 10, cutoff: nil, reading: reading)
    #expect(tally.collisions == 0 && tally.earlyWrong == 0)
    #expect(tally.races == 1023 && tally.votes == 2046 && tally.draws == 2046)
    #expect(tally.trialsCorrect == 1 && tally.independentCollisions == 0)
  }

  /// The sampler's counts are those of the plain race over the channel's own replies, also where the
  /// race goes on after its second vote.
  @Test(arguments: ReplyReading.allCases, [600, 800])
  func countsAreThoseOfThePlainRace(reading: ReplyReading, cutoff: Int) throws {
    let law = try LongReplyLaw(ramblingShare: 0.2, shortFault: 0.4, longFault: 0.7)
    let task = TowersOfHanoi(disks: 8)
    let checker = HanoiChecker(task)
    let channel = LongReplyChannel(law: law, renderer: HanoiRenderer(task), root: Self.root)
    let flags = RedFlagPolicy(tokenLimit: cutoff, reading: reading)
    for (rule, cap) in [(RaceRule(margin: 2), 2), (RaceRule(margin: 3), 9)] {
      var expected = Tally()
      (expected.collisions, expected.earlyWrong) = (0, 0)
      for step in 0..<task.steps {
        let position = task.position(atStep: step)
        let answer = checker.answer(in: position.state, after: position.previous)
        var race = VoteRace(rule: rule, cap: cap)
        var candidates = [answer]
        var verdict: Verdict?
        var early = 0
        var draws = 0
        while verdict == nil, draws < 30 {
          let reply = try channel.replyAtOnce(
            to: DrawRequest(
              coordinates: DrawCoordinates(trial: 3, step: step, draw: draws), temperature: 1,
              prompt: task.prompt(for: position.state, after: position.previous)))
          draws += 1
          guard let vote = try? flags.candidate(of: reply, to: task, in: position.state) else {
            continue
          }
          if !candidates.contains(vote) { candidates.append(vote) }
          let number = try #require(candidates.firstIndex(of: vote))
          if race.votes < 2, number > 0 { early += 1 }
          verdict = race.cast(number)
        }
        expected.races += 1
        expected.votes += race.votes
        expected.votesSquared += race.votes * race.votes
        expected.draws += draws
        expected.earlyWrong? += early
        expected.collisions? += early == 2 ? 1 : 0
        switch verdict {
        case .won(candidate: 0): break
        case .won: expected.racesWrong += 1
        default: expected.racesUndecided += 1
        }
      }
      expected.trialsUndecided = 1
      let tally = Self.sample(
        law, disks: 8, cutoff: cutoff, reading: reading, rule: rule, cap: cap, trials: 3..<4)
      #expect(tally == expected, "rule \(rule), cap \(cap)")
      #expect(try #require(tally.collisions) > 2 && tally.racesUndecided > 2)
    }
  }

  /// Without a verbosity of steps draws are independent: the number of collisions is what the share of
  /// wrong votes says; with it there are more, though the votes are about as often wrong.
  ///
  /// Null: collisions are Poisson about `N·q²`, at least where q is small.  n = 4 towers of 12 disks,
  /// false alarm 5.7e-7.
  @Test func alikeRepliesCollideMoreOften() throws {
    let apart = try LongReplyLaw(
      median: 700, stepSpread: 0, drawSpread: 0.2, ramblingShare: 0, longFault: 0.2)
    let alike = try LongReplyLaw(
      median: 700, stepSpread: 0.2, drawSpread: 0, ramblingShare: 0, longFault: 0.2)
    let trials = 0..<4
    let without = Self.sample(apart, cutoff: nil, trials: trials)
    let with = Self.sample(alike, cutoff: nil, trials: trials)
    let expected = try #require(without.independentCollisions)
    let zWithout = (Double(try #require(without.collisions)) - expected) / expected.squareRoot()
    #expect(expected > 30, "expected \(expected)")
    #expect(abs(zWithout) < 5, "z \(zWithout) without a verbosity of steps")
    let chance = try #require(with.independentCollisions)
    let zWith = (Double(try #require(with.collisions)) - chance) / chance.squareRoot()
    #expect(zWith > 5, "z \(zWith) with a verbosity of steps")
    #expect((0.8...1.25).contains(chance / expected), "\(chance) against \(expected)")
  }

  /// A cutoff and a stricter reading discard replies and do nothing else.
  @Test func cutoffsAndReadingsOnlyFlag() throws {
    let law = try LongReplyLaw(ramblingShare: 0.05, shortFault: 0.02)
    var flags: [Int] = []
    for cutoff in [2000, 800, 600] {
      for reading in [ReplyReading.repairing, .flagging] {
        let tally = Self.sample(law, disks: 10, cutoff: cutoff, reading: reading)
        flags.append(tally.flags)
        #expect(tally.races == 1023)
      }
    }
    #expect(flags == flags.sorted() && flags[0] < flags[1] && flags[2] < flags[4])
    let law2 = try LongReplyLaw()
    let parts =
      Self.sample(law2, disks: 8, trials: 0..<2) + Self.sample(law2, disks: 8, trials: 2..<5)
    #expect(parts == Self.sample(law2, disks: 8, trials: 0..<5))
  }
}
