// The article VotingInYourOwnPackage of MAKERCore's documentation shows this file from the next line on.
import MAKERCore

/// Counts from 0 to a goal: one step asks for the next number.
struct Counting: StepTask {
  let steps: Int

  var name: String { "counting-\(steps)" }
  var start: Int { 0 }

  func prompt(for state: Int, after previous: Int?) -> Prompt {
    Prompt(
      instructions: "Reply with the next whole number and nothing else.", step: "\(state), ?")
  }

  func parse(
    _ text: Span<UInt8>, reading: ReplyReading, in state: Int
  ) throws(RedFlag) -> Candidate<Int, Int> {
    var number = 0
    for index in text.indices {
      guard (48...57).contains(text[index]), number < 1_000_000 else { throw .badAction }
      number = 10 * number + Int(text[index]) - 48
    }
    guard !text.isEmpty else { throw .noAction }
    return Candidate(action: number, next: number)
  }

  func isLegal(_ candidate: Candidate<Int, Int>, in state: Int) -> Bool {
    candidate.next == state + 1
  }

  func isFinished(_ state: Int, after steps: Int) -> Bool { steps >= self.steps }
  func write(_ number: Int, to text: inout [UInt8]) { text += Array("\(number)".utf8) }
  func action(from text: String) -> Int? { Int(text) }
  func state(from text: String) -> Int? { Int(text) }
}

/// Stands where your model would: of five draws one is off by one, another is chatter.
struct CarelessModel: Channel {
  func reply(to request: DrawRequest) async throws(ChannelFailure) -> Reply {
    guard let number = Int(request.prompt.step.prefix { $0 != "," }) else {
      throw ChannelFailure(.refused, "no number in the prompt")
    }
    let place = request.coordinates
    return switch (place.step + place.draw) % 5 {
    case 1: Reply(text: Array("\(number)".utf8))
    case 3: Reply(text: Array("Let me think about \(number)".utf8))
    default: Reply(text: Array("\(number + 1)".utf8))
    }
  }
}

/// Votes on every step until one answer leads by the margin that a success of 95 % of all needs.
func count(to goal: Int) async throws -> SolveState<Counting> {
  let task = Counting(steps: goal)
  let margin = try MinimumMargin(
    stepSuccess: Probability(0.75), steps: task.steps, target: Probability(0.95)
  ).margin
  let policy = VotingPolicy(rule: RaceRule(margin: margin), drawLimit: 100)
  return try await Orchestrator(task, policy: policy).solve(
    from: SolveState(startOf: task, margin: margin), over: [CarelessModel()])
}
