import MAKERCore

/// One race over a toy model, drawn one by one with nothing under way beside: what drivers must equal.
struct SequentialRace: Equatable {
  var winner: CounterTask.Answer?
  var undecided: UndecidedReason?
  var votes = 0
  var draws = 0
  var flags = FlagCounts()
  var usage = Usage.zero
  var latencies = 0
  var retries = 0
  /// Numbers of the candidates that got votes.
  var candidates: Set<Int> = []
  /// What every draw came to.
  var outcomes: [ToyModel.Outcome] = []
  /// Latency of every draw; nanoseconds.
  var latency: [Int] = []

  /// Draws a race.
  ///
  /// - Parameters:
  ///   - model: Who answers.
  ///   - policy: How the step is voted on.
  ///   - place: Trial, step and the index of the race's first draw within the step.
  ///   - state: The state that is asked about.
  init(_ model: ToyModel, _ policy: VotingPolicy, at place: DrawCoordinates, in state: Int) {
    var race = VoteRace(rule: policy.rule, cap: policy.cap)
    var place = place
    var flagsInARow = 0
    while winner == nil && undecided == nil {
      let temperature = draws == 0 ? policy.temperature.first : policy.temperature.later
      let reply = model.reply(
        to: DrawRequest(
          coordinates: place, temperature: temperature,
          prompt: CounterTask(steps: 1).prompt(for: state, after: nil)))
      let outcome = model.outcome(place, temperature)
      retries += model.failures(place)
      place.draw += 1
      draws += 1
      usage += reply.usage
      latencies += reply.latency
      latency.append(reply.latency)
      outcomes.append(outcome)
      switch outcome {
      case .flag(let flag):
        flags[flag] += 1
        flagsInARow += 1
        if flagsInARow == policy.flagRun { undecided = .flagRun }
      case .candidate(let number):
        votes += 1
        flagsInARow = 0
        candidates.insert(number)
        switch race.cast(number) {
        case .won(let number): winner = ToyModel.candidate(number, in: state)
        case .undecided: undecided = .cap
        case nil: break
        }
      }
      if winner == nil && undecided == nil && draws == policy.drawLimit { undecided = .drawLimit }
    }
  }

  /// What a driver's decision shows of its only race.
  init(_ decision: Decision<CounterTask>, _ reference: SequentialRace) {
    self = reference
    let record = decision.record
    winner = decision.winner
    undecided = record.undecided
    votes = record.votes
    draws = record.used
    flags = record.flags
    usage = record.usage
    latencies = record.latencies
    retries = record.retries
  }
}

/// A model, a policy and a place, at random.
struct RaceCase: CustomStringConvertible {
  let number: Int
  var model: ToyModel
  var policy: VotingPolicy
  let place: DrawCoordinates
  let state: Int

  init(_ number: Int, failing: Double = 0) {
    var numbers = CaseNumbers(number)
    self.number = number
    model = ToyModel(
      seed: number, wrong: Double.random(in: 0...0.7, using: &numbers),
      flagged: Double.random(in: 0...0.6, using: &numbers), failing: failing)
    policy = VotingPolicy(
      rule: RaceRule(
        margin: Int.random(in: 1...6, using: &numbers),
        kind: number % 4 == 3 ? .firstTo : .firstToAheadBy),
      cap: numbers.chance(0.5) ? Int.random(in: 1...15, using: &numbers) : nil,
      drawLimit: numbers.chance(0.5) ? Int.random(in: 1...25, using: &numbers) : 400,
      temperature: numbers.chance(0.5) ? .greedyFirst : .constant(0.7),
      redFlags: RedFlagPolicy(tokenLimit: ToyModel.tokenLimit))
    state = Int.random(in: 0...50, using: &numbers)
    place = DrawCoordinates(
      trial: Int.random(in: 0...9, using: &numbers), step: Int.random(in: 0...9, using: &numbers),
      draw: 0)
  }

  var reference: SequentialRace { SequentialRace(model, policy, at: place, in: state) }

  func orchestrator(_ observer: (any Observer)? = nil) -> Orchestrator<CounterTask> {
    Orchestrator(CounterTask(steps: 100), policy: policy, observer: observer)
  }

  var position: Position<CounterTask> { Position(step: place.step, previous: nil, state: state) }

  /// Votes that must still come whatever they say, by the words of the rules.
  static func needed(_ race: VoteRace, _ policy: VotingPolicy) -> Int {
    let most = (0..<8).map { race.count(of: $0) }.max() ?? 0
    switch policy.rule.kind {
    case .firstToAheadBy: return policy.rule.margin - race.lead
    case .firstTo: return policy.rule.margin - most
    }
  }

  var description: String { "case \(number): \(model), \(policy), \(place), state \(state)" }
}
