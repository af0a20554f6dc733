package import MAKERCore

/// Speaks as one of the two roles for a simulated model, from the prompt alone.
package struct MicroHanoiRenderer: ReplyRenderer {
  private let task: MicroHanoi

  /// Makes the renderer of a task.
  package init(_ task: MicroHanoi) { self.task = task }

  /// Appends a reply.
  ///
  /// A role has few answers: three pegs, ten digits.
  ///
  /// - Throws: `ChannelFailure.refused` for a prompt of another task and for an answer beyond those.
  package func render(
    _ utterance: Utterance, to prompt: Prompt, variation: UInt64, into text: inout [UInt8]
  ) throws(ChannelFailure) {
    guard let question = Question(prompt.step) else {
      throw ChannelFailure(.refused, "the prompt is not of \(task.name)")
    }
    switch utterance {
    case .candidate(let number):
      let answers = question.answers
      guard number < answers.count else {
        throw ChannelFailure(
          .refused, "a step of \(task.name) has \(answers.count) answers and no more")
      }
      text.append(question.isOfDiskOne ? " peg " : " ")
      text.append(decimal: answers[number])
    case .missingField: text.append(variation & 1 == 0 ? " peg" : "\n")
    case .truncated: text.append(variation & 1 == 0 ? " pe" : " peg ")
    case .chatter: for _ in 0..<8 { text.append(" well, let me see,") }
    }
  }

  /// What a prompt asks.
  private struct Question {
    let isOfDiskOne: Bool
    /// All answers, the right one first, then what a model would confuse it with.
    let answers: [Int]

    init?(_ step: String) {
      let numbers = step.utf8.compactMap { (48...57).contains($0) ? Int($0) - 48 : nil }
      if step.hasPrefix("peg "), numbers.count == 1, numbers[0] < 3,
        step == "peg \(numbers[0]) ->"
      {
        isOfDiskOne = true
        answers = [1, 2, 0].map { (numbers[0] + $0) % 3 }
      } else if numbers.count == 2, step == "min(\(numbers[0]),\(numbers[1])) =" {
        isOfDiskOne = false
        let right = numbers[0] < numbers[1] ? numbers[0] : numbers[1]
        let other = numbers[0] < numbers[1] ? numbers[1] : numbers[0]
        answers =
          (right == other ? [right] : [right, other])
          + (0...9).filter { $0 != right && $0 != other }
      } else {
        return nil
      }
    }
  }
}
