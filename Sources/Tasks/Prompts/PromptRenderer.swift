package import MAKERCore
import TextFormats

/// Speaks about a user's questions for a simulated model, from the prompt alone.
///
/// The right answer is the expected one, or one made up where none is known; wrong ones are variations of
/// it.
package struct PromptRenderer: ReplyRenderer {
  private let task: PromptTask
  /// Index of the first line that asks something.
  private let places: [Prompt: Int]

  /// Makes the renderer of a task.
  package init(_ task: PromptTask) {
    self.task = task
    places = Dictionary(
      task.lines.enumerated().map { ($0.element.prompt, $0.offset) },
      uniquingKeysWith: { first, _ in first })
  }

  /// Speaks about the question that the prompt is; wrong answers vary the expected one.
  ///
  /// - Throws: `ChannelFailure.refused` where the prompt is none of the file's, or an answer cannot be made.
  package func render(
    _ utterance: Utterance, to prompt: Prompt, variation: UInt64, into text: inout [UInt8]
  ) throws(ChannelFailure) {
    guard let place = places[prompt] else {
      throw ChannelFailure(.refused, "the prompt is not of \(task.name)")
    }
    let line = task.lines[place]
    switch utterance {
    case .candidate(let number):
      guard let reply = line.reply(number) else {
        throw ChannelFailure(
          .refused,
          "a simulated model finds no answer \(number) to '\(line.id)' under compare "
            + "'\(line.comparison.name)'")
      }
      text.append(contentsOf: reply)
    case .missingField: break
    case .truncated:
      switch line.comparison {
      case .number: text.append(variation & 1 == 0 ? "-" : "1.2.")
      case .json: text.append(variation & 1 == 0 ? "[" : "{\"answer\":")
      case .exact, .whitespace, .expression: break
      }
    case .chatter:
      // Where any text is an answer only its length makes this one none.
      var words: Int
      switch line.comparison {
      case .number, .json: words = 8
      case .exact, .whitespace, .expression:
        words = AnswerComparison.mostBytes / Self.doubt.utf8CodeUnitCount + 1
      }
      while words > 0 {
        text.append(Self.doubt)
        words -= 1
      }
    }
  }

  private static let doubt: StaticString = "Wait, let me read the question once more. "
}

extension PromptTask {
  /// The first question that a simulated model finds too few answers to.
  ///
  /// - Parameters:
  ///   - answers: How many different answers are wanted, the right one among them; at least 1.
  ///   - steps: Indices of the questions that count.
  /// - Returns: The question, and how many answers it finds; nil where there are enough.
  package func unanswerable(
    _ answers: Int, among steps: [Int]
  ) -> (line: PromptLine, found: Int)? {
    for line in steps.map({ lines[$0] }) where line.reply(answers - 1) == nil {
      return (line, (0..<answers).first { line.reply($0) == nil } ?? 0)
    }
    return nil
  }
}

extension PromptLine {
  /// Index of the last change of a value that is tried, beyond the number of the answer.
  private static let changes = 32

  /// A reply of a simulated model.
  ///
  /// - Parameter number: Which answer; 0 is the expected one or stands for it, others are wrong and all
  ///   different.
  /// - Returns: The reply; nil where no text is found that the policy takes for another answer.
  func reply(_ number: Int) -> [UInt8]? {
    var found: [(answer: ComparedAnswer, reply: [UInt8])] = []
    func add(_ value: String) {
      guard found.count <= number else { return }
      for text in texts(of: value) {
        let reply = Array(text.utf8)
        guard let answer = try? policy.answer(in: reply) else { continue }
        // A known answer is the first, whatever else could be said.
        if found.isEmpty, let expected, answer != expected { continue }
        if !found.contains(where: { $0.answer == answer }) { found.append((answer, reply)) }
        return
      }
    }
    let json = comparison == .json || policy.schema != nil ? MadeUpJSON(policy.schema) : nil
    for value in expectedText.map({ [$0] }) ?? Self.madeUp + listed { add(value) }
    if expectedText == nil {
      if let example = json?.example { add(JSONText.compact(example)) }
      // One that is its own match.
      if let pattern = policy.mustMatch?.pattern { add(pattern) }
    }
    guard !found.isEmpty else { return nil }
    let first = expectedText ?? found[0].answer.text
    let value = json.flatMap { _ in try? JSONReader.value(Array(first.utf8)) }
    for index in 1...number + Self.changes where found.count <= number {
      for text in variations(of: first, index) { add(text) }
      guard let json, let value, found.count <= number else { continue }
      for changed in json.variations(of: value, index) { add(JSONText.compact(changed)) }
    }
    return found.count > number ? found[number].reply : nil
  }

  /// Replies that may say a value.
  private func texts(of value: String) -> [String] {
    guard case .expression(let expression) = comparison else { return [value] }
    return [expression.saying(value), value]
  }

  private var listed: [String] {
    guard case .expression(let expression) = comparison else { return [] }
    return expression.alternatives
  }

  /// Answers to a question whose answer is not known.
  private static let madeUp = ["answer 0", "0", "a", "A", "yes"]

  /// What could be said in place of a value; which of it are answers is the policy's to say.
  private func variations(of value: String, _ index: Int) -> [String] {
    var values: [String] = []
    if let number = Int(value) { values.append("\(number.addingReportingOverflow(index).0)") }
    if index <= listed.count { values.append(listed[index - 1]) }
    if value.utf8.count == 1, let turned = value.turned(index) { values.append(turned) }
    switch comparison {
    case .number: values.append("\(value)\(index)")
    case .json: values.append("[\"mistake\",\(index)]")
    case .exact, .whitespace, .expression:
      values += ["\(value) or \(index)", "\(value)\(index)", "mistake\(index)", "\(index)"]
    }
    // The same form, for an expression that a reply must match.
    if let turned = value.turned(index) { values.append(turned) }
    return values
  }
}
