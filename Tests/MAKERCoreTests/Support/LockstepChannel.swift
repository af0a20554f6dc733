import MAKERCore

/// A toy model that answers nothing before every draw that is needed has been asked for, and then one
/// of them at random.
///
/// It counts the votes itself, draw by draw, so that it knows what the winner lacks: a driver that
/// asks for fewer draws waits forever, one that asks for more is found out.
actor LockstepChannel: Channel {
  private let model: ToyModel
  private let policy: VotingPolicy
  private var numbers: CaseNumbers
  private var race: VoteRace
  private var waiting: [Int: CheckedContinuation<Void, Never>] = [:]
  private var asking: [Int: DrawRequest] = [:]
  private var attempts: [Int: Int] = [:]
  private var answered: [Int: ToyModel.Outcome] = [:]
  private let firstDraw: Int
  private var applied = 0
  private var issued = 0
  private var arrived = 0
  private var retries = 0
  private var isOver = false
  /// Draws that were asked for and not needed.
  private(set) var needless = 0
  /// Most draws that waited for an answer at once.
  private(set) var mostAtOnce = 0
  /// Draws in the order in which they were answered.
  private(set) var order: [Int] = []

  init(_ test: RaceCase, firstDraw: Int = 0) {
    model = test.model
    policy = test.policy
    numbers = CaseNumbers(test.number, 7)
    race = VoteRace(rule: policy.rule, cap: policy.cap)
    self.firstDraw = firstDraw
    issued = Self.needed(race, policy, applied: 0)
  }

  private static func needed(_ race: VoteRace, _ policy: VotingPolicy, applied: Int) -> Int {
    min(
      RaceCase.needed(race, policy), (policy.cap ?? Int.max) - race.votes,
      (policy.drawLimit ?? Int.max) - applied)
  }

  func reply(to request: DrawRequest) async throws(ChannelFailure) -> Reply {
    let draw = request.coordinates.draw
    arrived += 1
    if isOver || arrived > issued + retries { needless += 1 }
    let attempt = attempts[draw, default: 0] + 1
    attempts[draw] = attempt
    await withCheckedContinuation { continuation in
      waiting[draw] = continuation
      asking[draw] = request
      mostAtOnce = max(mostAtOnce, waiting.count)
      answerWhileNothingIsMissing()
    }
    guard attempt > model.failures(request.coordinates) else {
      throw ChannelFailure(.transient, "attempt \(attempt) at draw \(draw)")
    }
    return model.reply(to: request)
  }

  private func answerWhileNothingIsMissing() {
    while arrived == issued + retries,
      let draw = waiting.keys.sorted().randomElement(using: &numbers)
    {
      guard let continuation = waiting.removeValue(forKey: draw), let request = asking[draw] else {
        return
      }
      order.append(draw)
      continuation.resume()
      if attempts[draw, default: 0] <= model.failures(request.coordinates) {
        retries += 1
      } else {
        answered[draw] = model.outcome(request.coordinates, request.temperature)
        applyInOrder()
      }
    }
  }

  private func applyInOrder() {
    while !isOver, let outcome = answered.removeValue(forKey: firstDraw + applied) {
      applied += 1
      if case .candidate(let number) = outcome { isOver = race.cast(number) != nil }
      isOver = isOver || applied == policy.drawLimit
      if !isOver { issued = max(issued, applied + Self.needed(race, policy, applied: applied)) }
    }
  }
}
