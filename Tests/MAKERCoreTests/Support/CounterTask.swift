import MAKERCore
import TestSupport

/// Counts up by ones; a reply is the number to add and the sum, such as `1 5`.
struct CounterTask: StepTask {
  typealias Answer = Candidate<Int, Int>

  var steps: Int

  var name: String { "counter-\(steps)" }
  var start: Int { 0 }

  func prompt(for state: Int, after previous: Int?) -> Prompt {
    Prompt(instructions: "Add one.", step: "\(previous ?? 0) \(state)")
  }

  func parse(
    _ text: Span<UInt8>, reading: ReplyReading, in _: State
  ) throws(RedFlag) -> Answer {
    var bytes: [UInt8] = []
    for index in text.indices { bytes.append(text[index]) }
    let words = String(decoding: bytes, as: UTF8.self).split(separator: " ")
    guard let first = words.first else { throw .noAction }
    guard let action = Int(first) else { throw .badAction }
    guard words.count > 1 else { throw .noState }
    guard let next = Int(words[1]), words.count == 2 || reading == .repairing else {
      throw .badState
    }
    return Answer(action: action, next: next)
  }

  func isLegal(_ candidate: Answer, in state: Int) -> Bool {
    candidate.action == 1 && candidate.next == state + 1
  }

  func isFinished(_ state: Int, after steps: Int) -> Bool { steps >= self.steps }

  func write(_ number: Int, to text: inout [UInt8]) {
    text.append(contentsOf: "\(number)".utf8)
  }

  func action(from text: String) -> Int? { Int(text) }
  func state(from text: String) -> Int? { Int(text) }
}

/// Random numbers for cases and toy models.
struct CaseNumbers: RandomNumberGenerator {
  private var numbers = SplitMix(state: 0)

  init(_ seed: Int...) {
    for part in seed { numbers.state = next() ^ UInt64(bitPattern: Int64(part)) }
  }

  mutating func next() -> UInt64 { numbers.next() }

  mutating func chance(_ probability: Double) -> Bool {
    Double.random(in: 0..<1, using: &self) < probability
  }
}
