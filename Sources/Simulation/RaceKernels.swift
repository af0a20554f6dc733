package import MAKERCore
package import NoisyChannels
package import RandomStreams
import StoppingRules

/// The plain race: every draw read from its law and cast into `VoteRace`.
///
/// The specialised kernels below are held equal to this one, race by race.
package func referenceRace(
  _ law: OutcomeLaw, key: StreamKey, rule: RaceRule, cap: Int?
) -> RaceOutcome {
  referenceRace(StepDraws(law), key: key, rule: rule, cap: cap)
}

/// The plain race of a step whose draws may differ in their laws, and whose right candidates are the
/// first `right`.
package func referenceRace(
  _ step: StepDraws, key: StreamKey, rule: RaceRule, cap: Int?, right: Int = 1
) -> RaceOutcome {
  var race = VoteRace(rule: rule, cap: cap)
  var draws = 0
  while true {
    let outcome = step.outcome(draws, key: key)
    draws += 1
    guard case .vote(let candidate) = outcome else { continue }
    guard let verdict = race.cast(candidate) else { continue }
    return RaceOutcome(end: RaceOutcome.End(verdict, right: right), votes: race.votes, draws: draws)
  }
}

/// The race of a step under a stopping rule, which counts votes and sees no flag.
func stoppedRace(
  _ step: StepDraws, key: StreamKey, rule: some StoppingRule, right: Int
) -> RaceOutcome {
  var draws = 0
  let end = rule.follow {
    while true {
      let outcome = step.outcome(draws, key: key)
      draws &+= 1
      if case .vote(let candidate) = outcome { return candidate }
    }
  }
  return RaceOutcome(
    end: RaceOutcome.End(end.verdict, right: right), votes: end.votes, draws: draws)
}

/// The race for a lead at a step with one law of its own, by the kernel that fits the law.
@inline(__always)
func race(under law: OutcomeLaw, key: StreamKey, margin: Int, cap: Int?) -> RaceOutcome {
  let most = cap ?? .max
  switch law.reading {
  case .twoCandidates(let right, .max) where cap == nil:
    return twoCandidateRace(right: right, key: key, margin: margin)
  case .twoCandidates(let right, let valid):
    return twoCandidateRace(right: right, valid: valid, key: key, margin: margin, cap: most)
  case .table(let table, let candidates) where candidates <= 8:
    return eightCandidateRace(table, candidates: candidates, key: key, margin: margin, cap: most)
  case .table(let table, let candidates):
    return manyCandidateRace(table, candidates: candidates, key: key, margin: margin, cap: most)
  case .spread, .certain:
    return referenceRace(law, key: key, rule: RaceRule(margin: margin), cap: cap)
  }
}

/// Two candidates, no flags, no cap.
///
/// The first `margin` votes are all needed whatever they say, so they are counted without a branch;
/// afterwards the lead can reach a barrier only at every second vote.
@inline(__always)
func twoCandidateRace(right limit: UInt64, key: StreamKey, margin: Int) -> RaceOutcome {
  var right = 0
  for draw in 0..<margin { right &+= key.word(draw) < limit ? 1 : 0 }
  var lead = 2 &* right &- margin
  var votes = margin
  while lead < margin && lead > 0 &- margin {
    let first = key.word(votes) < limit ? 1 : 0
    let second = key.word(votes &+ 1) < limit ? 1 : 0
    lead &+= 2 &* (first &+ second) &- 2
    votes &+= 2
  }
  return RaceOutcome(end: lead > 0 ? .correct : .wrong, votes: votes, draws: votes)
}

/// Two candidates with flags or a cap.
@inline(__always)
func twoCandidateRace(
  right: UInt64, valid: UInt64, key: StreamKey, margin: Int, cap: Int
) -> RaceOutcome {
  var lead = 0
  var votes = 0
  var draws = 0
  while votes < cap {
    let word = key.word(draws)
    draws &+= 1
    let isRight = word < right
    let isVote = isRight || word < valid || valid == .max
    lead &+= isRight ? 1 : isVote ? -1 : 0
    votes &+= isVote ? 1 : 0
    if lead >= margin { return RaceOutcome(end: .correct, votes: votes, draws: draws) }
    if lead <= 0 &- margin { return RaceOutcome(end: .wrong, votes: votes, draws: draws) }
  }
  return RaceOutcome(end: .undecided, votes: votes, draws: draws)
}

/// Up to sixteen candidates with flags and a cap.
///
/// A flag counts in a cell of its own with a count of 0, so that neither it nor the update of the two
/// best counts needs a branch.
@inline(__always)
func manyCandidateRace(
  _ table: borrowing AliasTable, candidates: Int, key: StreamKey, margin: Int, cap: Int
) -> RaceOutcome {
  var counts = InlineArray<32, Int>(repeating: 0)
  var leader = -1
  var most = 0
  var second = 0
  var votes = 0
  var draws = 0
  while votes < cap {
    let category = table.category(key.word(draws)) & 31
    draws &+= 1
    let vote = category != candidates ? 1 : 0
    votes &+= vote
    let count = counts[category] &+ vote
    counts[category] = count
    // All ones where the vote is for the leader, or takes the lead: chosen without a branch.
    let own = category == leader ? -1 : 0
    let ahead = count > most ? -1 : 0
    second = (second & own) | (min(most, max(second, count)) & ~own)
    leader = (category & ahead) | (leader & ~ahead)
    most = max(most, count)
    if most &- second >= margin {
      return RaceOutcome(end: leader == 0 ? .correct : .wrong, votes: votes, draws: draws)
    }
  }
  return RaceOutcome(end: .undecided, votes: votes, draws: draws)
}

/// Up to eight candidates with flags and a cap, their counts in the bytes of one word.
///
/// A flag looks at candidate 0 again and adds nothing, which changes neither of the two best counts.
/// A race of 255 votes no longer fits and is run again by the kernel above.
@inline(__always)
func eightCandidateRace(
  _ table: AliasTable, candidates: Int, key: StreamKey, margin: Int, cap: Int
) -> RaceOutcome {
  var counts: UInt64 = 0
  var leader: UInt64 = 8
  var most: UInt64 = 0
  var second: UInt64 = 0
  var votes = 0
  var draws = 0
  let needed = UInt64(truncatingIfNeeded: margin)
  let most255 = min(cap, 255)
  while votes < most255 {
    let category = table.category(key.word(draws))
    draws &+= 1
    let vote: UInt64 = category != candidates ? 1 : 0
    votes &+= Int(truncatingIfNeeded: vote)
    let candidate = UInt64(truncatingIfNeeded: category) & 7
    let place = candidate &* 8
    counts &+= vote &<< place
    let count = counts &>> place & 0xFF
    // All ones where the vote is for the leader, or takes the lead.
    let own = 0 &- UInt64(truncatingIfNeeded: candidate == leader ? 1 : 0)
    let ahead = 0 &- UInt64(truncatingIfNeeded: count > most ? 1 : 0)
    let challenged = min(most, max(second, count))
    second = (second & own) | (challenged & ~own)
    leader = (candidate & ahead) | (leader & ~ahead)
    most = max(most, count)
    if most &- second >= needed {
      return RaceOutcome(end: leader == 0 ? .correct : .wrong, votes: votes, draws: draws)
    }
  }
  if votes >= cap { return RaceOutcome(end: .undecided, votes: votes, draws: draws) }
  return manyCandidateRace(table, candidates: candidates, key: key, margin: margin, cap: cap)
}
