/// One problem being solved.
struct RecursiveRun<Answering: ImmediateChannel> {
  private let policy: RecursivePolicy
  private let reader: any DecompositionReader
  private let channel: Answering
  private let trial: Int
  private let judge: (any RecursiveJudge)?
  private let redFlags: RedFlagPolicy
  private(set) var counts = RecursiveCounts()
  /// Valid draws before the voting that is under way.
  private var validBefore = 0

  init(
    solver: RecursiveSolver, channel: Answering, trial: Int, judge: (any RecursiveJudge)?
  ) {
    policy = solver.policy
    reader = solver.reader
    self.channel = channel
    self.trial = trial
    self.judge = judge
    redFlags = RedFlagPolicy(tokenLimit: policy.tokenLimit)
  }

  mutating func solve(
    _ problem: String, depth: Int, node: Int
  ) throws(ChannelFailure) -> String? {
    guard depth < policy.maxDepth, let split = try decompose(problem, node: node), !split.isEmpty
    else {
      counts.atomic += 1
      return try answer(problem, node: node)
    }
    counts.decomposed += 1
    guard let first = try solve(split.first, depth: depth + 1, node: 2 * node),
      let second = try solve(split.second, depth: depth + 1, node: 2 * node + 1)
    else { return nil }
    return try answer(
      RecursivePrompts.combine(split.combination, first, second), node: node)
  }

  /// The voted decomposition; nil where there was no candidate at all.
  private mutating func decompose(
    _ problem: String, node: Int
  ) throws(ChannelFailure) -> Decomposition? {
    let reader = reader
    let candidates = try samples(.decomposer, node: node, RecursivePrompts.decompose(problem)) {
      (text: Span<UInt8>) throws(RedFlag) -> Decomposition in try reader.decomposition(in: text)
    }
    let winner = try vote(
      on: candidates, .solutionDiscriminator, node: node,
      RecursivePrompts.choose(candidates, of: problem))
    if let winner, !winner.isEmpty, judge?.isRight(winner, of: problem) == false {
      counts.wrong += 1
    }
    return winner
  }

  /// The voted answer; nil where there was no candidate at all.
  private mutating func answer(
    _ problem: String, node: Int
  ) throws(ChannelFailure) -> String? {
    let prompt = RecursivePrompts.solve(problem)
    let winner: String?
    switch policy.answers {
    case .exactMatch:
      winner = try race(node: node, prompt)
    case .discriminated:
      let candidates = try samples(.problemSolver, node: node, prompt, read: Self.answer)
      winner = try vote(
        on: candidates, .compositionDiscriminator, node: node,
        RecursivePrompts.choose(candidates, to: problem))
    }
    if let winner, judge?.isRight(winner, to: problem) == false { counts.wrong += 1 }
    return winner
  }

  /// Lets an agent vote on candidates by their numbers.
  private mutating func vote<Candidate: Equatable>(
    on candidates: [Candidate], _ agent: RecursiveAgent, node: Int,
    _ prompt: @autoclosure () -> Prompt
  ) throws(ChannelFailure) -> Candidate? {
    guard !candidates.isEmpty else {
      return end(VoteRace(rule: rule), isDecided: false, candidates)
    }
    // The first candidate of each text stands for all of them.
    let first = candidates.map { candidate in candidates.firstIndex(of: candidate) ?? 0 }
    let prompt = prompt()
    var race = VoteRace(rule: rule)
    var draw = 0
    for _ in 0..<policy.candidates {
      let vote = try sample(agent, node: node, prompt, draw: &draw) {
        (text: Span<UInt8>) throws(RedFlag) -> Int in
        try FinalVote.index(in: text, of: candidates.count)
      }
      guard let vote else { continue }
      if case .won = race.cast(first[vote]) { return end(race, isDecided: true, candidates) }
    }
    return end(race, isDecided: false, candidates)
  }

  /// Draws answers, each of them a vote for itself.
  private mutating func race(
    node: Int, _ prompt: Prompt
  ) throws(ChannelFailure) -> String? {
    var race = VoteRace(rule: rule)
    var answers: [String] = []
    var draw = 0
    for _ in 0..<policy.candidates {
      let answer = try sample(
        .problemSolver, node: node, prompt, draw: &draw, read: Self.answer)
      guard let answer else { continue }
      let number = answers.firstIndex(of: answer) ?? answers.count
      if number == answers.count { answers.append(answer) }
      if case .won = race.cast(number) { return end(race, isDecided: true, answers) }
    }
    return end(race, isDecided: false, answers)
  }

  private var rule: RaceRule { RaceRule(margin: policy.margin, kind: .firstTo) }

  /// Counts a voting, and returns its winner, or who has most votes where none has k.
  private mutating func end<Candidate>(
    _ race: VoteRace, isDecided: Bool, _ candidates: [Candidate]
  ) -> Candidate? {
    counts.votings += 1
    counts.votes += race.votes
    let valid = counts.valid - validBefore
    counts.validSquared += valid * valid
    validBefore = counts.valid
    guard let leader = race.leader else {
      counts.empty += 1
      return nil
    }
    if !isDecided { counts.pluralities += 1 }
    return candidates[leader]
  }

  private static func answer(in text: Span<UInt8>) throws(RedFlag) -> String {
    text.string(try FinalVote.range(in: text))
  }

  /// Draws the candidates of a voting; those that never came are missing.
  private mutating func samples<Sample>(
    _ agent: RecursiveAgent, node: Int, _ prompt: Prompt,
    read: (Span<UInt8>) throws(RedFlag) -> Sample
  ) throws(ChannelFailure) -> [Sample] {
    var samples: [Sample] = []
    samples.reserveCapacity(policy.candidates)
    var draw = 0
    for _ in 0..<policy.candidates {
      if let sample = try sample(agent, node: node, prompt, draw: &draw, read: read) {
        samples.append(sample)
      }
    }
    return samples
  }

  /// Draws until a reply is not flagged; nil after as many draws as a sample may have.
  private mutating func sample<Sample>(
    _ agent: RecursiveAgent, node: Int, _ prompt: Prompt, draw: inout Int,
    read: (Span<UInt8>) throws(RedFlag) -> Sample
  ) throws(ChannelFailure) -> Sample? {
    let isSampling = agent == .decomposer || agent == .problemSolver
    for _ in 0..<policy.attempts {
      let reply = try channel.replyAtOnce(
        to: DrawRequest(
          coordinates: DrawCoordinates(trial: trial, step: agent.step(ofNode: node), draw: draw),
          temperature: isSampling ? policy.samplingTemperature : policy.judgingTemperature,
          prompt: prompt, tokenLimit: policy.tokenLimit))
      draw += 1
      counts.draws += 1
      do throws(RedFlag) {
        try redFlags.checkText(of: reply)
        return try read(reply.text.span)
      } catch {
        counts.flags[error] += 1
      }
    }
    counts.lost += 1
    return nil
  }
}
