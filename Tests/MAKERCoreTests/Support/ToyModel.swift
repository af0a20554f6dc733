import MAKERCore
import Synchronization

/// A model of the counter task whose every word is a function of seed, coordinates and τ.
struct ToyModel: Sendable {
  /// What a reply is meant to be counted as; candidate 0 is right.
  enum Outcome: Hashable {
    case candidate(Int)
    case flag(RedFlag)
  }

  var seed: Int
  var wrong = 0.0
  var flagged = 0.0
  /// Chance that an attempt at a draw fails; the third one never does.
  var failing = 0.0

  static let tokenLimit = 750
  private static let flags: [RedFlag] = [
    .empty, .notText, .tooLong, .noAction, .badAction, .noState, .badState,
  ]

  private func numbers(_ place: DrawCoordinates, _ temperature: Double) -> CaseNumbers {
    CaseNumbers(seed, place.trial, place.step, place.draw, Int(temperature * 1000))
  }

  func outcome(_ place: DrawCoordinates, _ temperature: Double) -> Outcome {
    var numbers = numbers(place, temperature)
    if numbers.chance(flagged), let flag = Self.flags.randomElement(using: &numbers) {
      return .flag(flag)
    }
    return .candidate(numbers.chance(wrong) ? Int.random(in: 1...3, using: &numbers) : 0)
  }

  /// Attempts at a draw that fail before one succeeds.
  func failures(_ place: DrawCoordinates) -> Int {
    var numbers = CaseNumbers(seed, -1, place.trial, place.step, place.draw)
    return (0..<2).prefix { _ in numbers.chance(failing) }.count
  }

  static func candidate(_ number: Int, in state: Int) -> CounterTask.Answer {
    CounterTask.Answer(action: 1 + number, next: state + 1 + number)
  }

  /// Like any model it knows the state from the prompt alone.
  func reply(to request: DrawRequest) -> Reply {
    let place = request.coordinates
    let state = request.prompt.step.split(separator: " ").last.flatMap { Int($0) } ?? -1000
    var numbers = CaseNumbers(seed, -2, place.trial, place.step, place.draw)
    var usage = Usage(
      inputTokens: 20, outputTokens: Int.random(in: 1...Self.tokenLimit, using: &numbers),
      cost: 0.5)
    let latency = Int.random(in: 1...1000, using: &numbers)
    var finish = Reply.Finish.stop
    let text: [UInt8]
    switch outcome(place, request.temperature) {
    case .candidate(let number):
      let candidate = Self.candidate(number, in: state)
      text = Array("\(candidate.action) \(candidate.next)".utf8)
    case .flag(.empty): text = []
    case .flag(.notText): text = [0x31, 0x20, 0xFF]
    case .flag(.tooLong):
      text = Array("1 \(state + 1)".utf8)
      if numbers.chance(0.5) { finish = .length } else { usage.outputTokens = Self.tokenLimit + 1 }
    case .flag(.noAction): text = Array(" ".utf8)
    case .flag(.badAction): text = Array("one \(state + 1)".utf8)
    case .flag(.noState): text = Array("1".utf8)
    case .flag(.badState): text = Array("1 \(state + 1) or so".utf8)
    case .flag(.illegal): text = Array("2 \(state + 1)".utf8)
    }
    return Reply(text: text, finish: finish, usage: usage, latency: latency)
  }
}

/// A toy model that answers at once, its failing attempts first.
///
/// It remembers one draw: a driver that answers at once asks for the same draw until it is through.
final class ToyChannel: ImmediateChannel {
  let model: ToyModel
  private let asked = Atomic(-1)
  private let attempts = Atomic(0)

  init(_ model: ToyModel) { self.model = model }

  func replyAtOnce(to request: DrawRequest) throws(ChannelFailure) -> Reply {
    let place = request.coordinates
    let draw = place.step << 32 | place.draw
    if asked.exchange(draw, ordering: .relaxed) != draw {
      attempts.store(0, ordering: .relaxed)
    }
    let attempt = attempts.add(1, ordering: .relaxed).newValue
    guard attempt > model.failures(place) else {
      throw ChannelFailure(.transient, "attempt \(attempt) at draw \(place.draw)")
    }
    return model.reply(to: request)
  }
}

/// A channel that answers at once what a function says.
struct ScriptedChannel: ImmediateChannel {
  let answer: @Sendable (DrawRequest) throws(ChannelFailure) -> Reply

  init(_ answer: @escaping @Sendable (DrawRequest) throws(ChannelFailure) -> Reply) {
    self.answer = answer
  }

  /// Answers every draw with one text.
  init(saying text: String, latency: Int = 0) {
    self.init { _ throws(ChannelFailure) in Reply(text: Array(text.utf8), latency: latency) }
  }

  func replyAtOnce(to request: DrawRequest) throws(ChannelFailure) -> Reply {
    try answer(request)
  }
}

/// Counts attempts across the calls of a channel.
final class AttemptCounter: Sendable {
  private let attempts = Atomic(0)

  var count: Int { attempts.load(ordering: .relaxed) }

  func next() -> Int { attempts.add(1, ordering: .relaxed).newValue }
}
