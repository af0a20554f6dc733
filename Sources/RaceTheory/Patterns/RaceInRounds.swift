package import Economics
import MAKERCore

/// A race of two candidates as it is asked for: in rounds of draws side by side, with flags among them.
///
/// Followed draw by draw: what is known is the votes of both candidates, the flags since the last vote, the
/// draws so far where they are limited, and how many draws of the round are still to be read.  All terms
/// are positive, so that small probabilities keep their digits.
package struct RaceInRounds: Equatable, Sendable {
  /// Probability that the right candidate wins; unit 1.
  package var right: Double { min(1, sums[0]) }
  /// Probability that the wrong candidate wins; unit 1, without cancellation.
  package var wrong: Double { sums[1] }
  /// Probability that nobody wins; unit 1, without cancellation.
  package var undecided: Double { min(1, sums[2]) }
  /// Expected votes that are read; votes.
  package var votes: Double { sums[3] }
  /// Expected draws that are read, flagged ones included; draws.
  package var used: Double { sums[4] }
  /// Expected draws that are asked for and paid, in vain or not; draws.
  package var calls: Double { sums[5] }
  /// Expected rounds, one after another, where every reply takes the same time; count.
  package var rounds: Double { sums[6] }

  private let sums: SIMD8<Double>

  /// Follows a race.
  ///
  /// - Parameters:
  ///   - race: How is voted.
  ///   - stepSuccess: Step success p, of valid draws; unit 1, range [0, 1].
  ///   - validRate: Valid rate v; unit 1, range (0, 1].
  ///   - budget: What its law and others may spend together; nil for no such bound.
  /// - Throws: `TheoryError.tooLong` for more states than are followed.
  package init(
    _ race: PatternRace, stepSuccess: Double, validRate: Double = 1, budget: WorkBudget? = nil
  ) throws(TheoryError) {
    precondition(
      (0...1).contains(stepSuccess) && validRate > 0 && validRate <= 1,
      "p is 0 to 1 and v above 0, at most 1")
    var walk = RoundWalk(race, stepSuccess: stepSuccess, validRate: validRate)
    sums = walk.expected(RoundWalk.State())
    guard !walk.isTooLong else {
      let most = Double(RoundWalk.greatestStates) * WorkBudget.state
      throw .tooLong(work: most + WorkBudget.state, greatest: most)
    }
    try budget?.count(Double(walk.states) * WorkBudget.state)
  }
}

/// Expected sums from every state of a race to its end.
private struct RoundWalk {
  /// Where a race stands; draws and flags only where they can end it.
  struct State: Hashable {
    var right: Int32 = 0
    var wrong: Int32 = 0
    var draws: Int32 = 0
    var flags: Int32 = 0
    /// Draws of the round that are still to be read.
    var left: Int32 = 0
  }

  typealias Sums = SIMD8<Double>

  static let greatestStates = 300_000

  private static let rightWins = Sums(1, 0, 0, 0, 0, 0, 0, 0)
  private static let wrongWins = Sums(0, 1, 0, 0, 0, 0, 0, 0)
  private static let nobodyWins = Sums(0, 0, 1, 0, 0, 0, 0, 0)
  private static let vote = Sums(0, 0, 0, 1, 0, 0, 0, 0)
  private static let draw = Sums(0, 0, 0, 0, 1, 0, 0, 0)
  private static let call = Sums(0, 0, 0, 0, 0, 1, 0, 0)
  private static let round = Sums(0, 0, 0, 0, 0, 0, 1, 0)

  private let race: PatternRace
  private let voteShares: (right: Double, wrong: Double)
  private let flagged: Double
  private var known: [State: Sums] = [:]
  /// Whether there were more states than are followed: then sums mean nothing.
  private(set) var isTooLong = false
  /// States that were followed; count.
  var states: Int { known.count }

  init(_ race: PatternRace, stepSuccess: Double, validRate: Double) {
    self.race = race
    voteShares = (validRate * stepSuccess, validRate * (1 - stepSuccess))
    flagged = 1 - validRate
  }

  /// What a race comes to from a state on.
  mutating func expected(_ state: State) -> Sums {
    if let sums = known[state] { return sums }
    guard known.count < Self.greatestStates else {
      isTooLong = true
      return Sums()
    }
    let sums = state.left == 0 ? begun(state) : read(state)
    known[state] = sums
    return sums
  }

  /// A new round.
  private mutating func begun(_ state: State) -> Sums {
    var next = state
    next.left = Int32(draws(state))
    let asked = Self.round + Self.call * Double(next.left)
    guard flagged > 0, race.drawLimit == nil, race.flagRun == nil else {
      return asked + expected(next)
    }
    // Where flags end nothing, a round of flags alone begins again: what a round adds is divided by how
    // often it is not one.
    var sums = asked
    var mass = 1.0
    while next.left > 0 {
      next.left -= 1
      sums += mass * (Self.draw + voted(next))
      mass *= flagged
    }
    return sums / (1 - mass)
  }

  /// The next draw of a round.
  private mutating func read(_ state: State) -> Sums {
    var next = state
    next.left -= 1
    if race.drawLimit != nil { next.draws += 1 }
    var sums = Self.draw + voted(next)
    guard flagged > 0 else { return sums }
    if race.flagRun != nil { next.flags += 1 }
    let isEnd = next.flags == race.flagRun.map(Int32.init) || isAtLimit(next)
    sums += flagged * (isEnd ? Self.nobodyWins : expected(next))
    return sums
  }

  /// A vote, weighed with its probability; the state counts the draw already.
  private mutating func voted(_ state: State) -> Sums {
    var next = state
    next.flags = 0
    var sums = Sums()
    if voteShares.right > 0 {
      next.right += 1
      sums += voteShares.right * (Self.vote + after(next, Self.rightWins))
      next.right -= 1
    }
    if voteShares.wrong > 0 {
      next.wrong += 1
      sums += voteShares.wrong * (Self.vote + after(next, Self.wrongWins))
    }
    return sums
  }

  private mutating func after(_ state: State, _ win: Sums) -> Sums {
    let (leader, other) = (max(state.right, state.wrong), min(state.right, state.wrong))
    if race.rule.isDecided(leader: Int(leader), runnerUp: Int(other)) { return win }
    if Int(leader + other) == race.cap || isAtLimit(state) { return Self.nobodyWins }
    return expected(state)
  }

  private func isAtLimit(_ state: State) -> Bool {
    race.drawLimit.map { Int(state.draws) == $0 } ?? false
  }

  /// Draws of a new round, as the orchestrator asks for them.
  private func draws(_ state: State) -> Int {
    let (leader, other) = (max(state.right, state.wrong), min(state.right, state.wrong))
    var wanted: Int
    switch race.issue {
    case .needed:
      wanted = race.rule.votesNeeded(leader: Int(leader), runnerUp: Int(other))
      if let most = race.flagRun { wanted = min(wanted, most - Int(state.flags)) }
    case .batches(let size): wanted = size
    }
    if let cap = race.cap { wanted = min(wanted, cap - Int(leader + other)) }
    if let limit = race.drawLimit { wanted = min(wanted, limit - Int(state.draws)) }
    return wanted
  }
}
