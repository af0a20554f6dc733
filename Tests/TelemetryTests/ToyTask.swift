import MAKERCore
import RandomStreams
import SharedState
import Telemetry

/// A task whose state counts up to its size; an action is the number that it leads to.
struct ToyTask: StepTask {
  let steps: Int

  var name: String { "toy-\(steps)" }
  var start: Int { 0 }

  func prompt(for state: Int, after previous: Int?) -> Prompt {
    Prompt(instructions: "count", step: "\(state)")
  }

  func parse(
    _ text: Span<UInt8>, reading: ReplyReading, in _: Int
  ) throws(RedFlag) -> Candidate<Int, Int> {
    var bytes: [UInt8] = []
    for index in text.indices { bytes.append(text[index]) }
    let parts = String(decoding: bytes, as: UTF8.self).split(separator: " ")
    guard let action = parts.first.flatMap({ Int($0) }) else { throw .noAction }
    guard parts.count == 2, let next = Int(parts[1]) else { throw .badState }
    return Candidate(action: action, next: next)
  }

  func isLegal(_ candidate: Candidate<Int, Int>, in state: Int) -> Bool {
    candidate.next == state + 1
  }
  func isFinished(_ state: Int, after steps: Int) -> Bool { steps == self.steps }
  func write(_ action: Int, to text: inout [UInt8]) { text += "to \"\(action)\"".utf8 }
  func action(from text: String) -> Int? { Int(text.dropFirst(4).dropLast()) }
  func state(from text: String) -> Int? { Int(text) }
}

/// Answers by chance: mostly right, often wrong, sometimes not in the grammar, and fails at times.
struct ToyChannel: ImmediateChannel {
  var seed = 1
  /// Whether tokens and cost are told.
  var hasUsage = true
  /// Failures of attempts, by chance; the same draw may succeed when asked again.
  var failures: Failures?
  /// Step of which every draw fails for good.
  var fatalStep: Int?
  /// Step on which every draw says something else.
  var hopelessStep: Int?

  func replyAtOnce(to request: DrawRequest) throws(ChannelFailure) -> Reply {
    let draw = request.coordinates
    if draw.step == fatalStep { throw ChannelFailure(.refused, "will not say \"\(draw.step)\"\n") }
    if failures?.isNext() ?? false { throw ChannelFailure(.rateLimited, "too often") }
    let stream = StreamKey(seed: seed).child(draw.trial).child(draw.step)
    let word = stream.word(draw.draw)
    let right = draw.step + 1
    let text =
      if draw.step == hopelessStep {
        "\(draw.draw) \(draw.draw)"
      } else {
        switch word % 20 {
        case 0: ""
        case 1: "well"
        case 2: "\(right) or so"
        case 3..<6: "\(right + 1) \(right)"
        case 6..<8: "\(right) 99"
        default: "\(right) \(right)"
        }
      }
    let isCut = word % 31 == 0
    return Reply(
      text: Array(text.utf8), finish: isCut ? .length : .stop,
      usage: hasUsage
        ? Usage(inputTokens: 40, outputTokens: Int(word % 100), cost: Double(word % 1000) / 7e6)
        : Usage(),
      latency: Int(word % 3_000_000_000))
  }

  /// Fails every seventh attempt.
  final class Failures: Sendable {
    private let attempts = Monitor(0)

    func isNext() -> Bool {
      attempts.withLock {
        $0 += 1
        return $0 % 7 == 0
      }
    }
  }
}

/// Keeps where a run stood after every step.
final class ToyJournal: StepJournal {
  private(set) var states: [SolveState<ToyTask>] = []

  init(startingAt state: SolveState<ToyTask>) { states = [state] }

  func record(_ decision: Decision<ToyTask>, _ state: SolveState<ToyTask>) { states.append(state) }
  func flush() {}
}

/// One way to run the toy task.
struct ToyRun {
  var steps = 60
  var policy = VotingPolicy(
    rule: RaceRule(margin: 3), cap: 200, redFlags: RedFlagPolicy(tokenLimit: 90))
  var channels = [ToyChannel(failures: ToyChannel.Failures())]

  var task: ToyTask { ToyTask(steps: steps) }
  var start: SolveState<ToyTask> { SolveState(startOf: task, margin: policy.rule.margin) }

  /// Solves the task, or goes on, and returns the run's own report.
  @discardableResult
  func solve(
    from start: SolveState<ToyTask>? = nil, observer: (any Observer)? = nil,
    journal: ToyJournal? = nil, stopAfter steps: Int = .max
  ) throws -> SolveReport {
    var left = steps
    return try Orchestrator(task, policy: policy, observer: observer).solveAtOnce(
      from: start ?? self.start, over: channels, journal: journal
    ) {
      left -= 1
      return left <= 0
    }.report
  }

  /// Solves the task into sinks and returns the run's own report.
  @discardableResult
  func solve(into sinks: [any EventSink], from start: SolveState<ToyTask>? = nil) throws
    -> SolveReport
  {
    let queue = EventQueue(sinks)
    let report = try solve(from: start, observer: queue)
    let ending = queue.close(within: 60)
    guard ending.lines.isEmpty else { throw Trouble(lines: ending.lines) }
    return report
  }

  struct Trouble: Error {
    let lines: [String]
  }
}
