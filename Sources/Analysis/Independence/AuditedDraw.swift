package import MAKERCore

/// A recorded draw as the audit of independence looks at it.
package struct AuditedDraw: Sendable {
  /// The draw.
  package let draw: RecordedDraw
  /// Whether the reply is of the usual kind: right where the answer is known, not flagged where it is not.
  package let isUsual: Bool

  /// Makes it of a draw and of what its reply is.
  package init(_ draw: RecordedDraw, isUsual: Bool) {
    self.draw = draw
    self.isUsual = isUsual
  }
}

/// All draws with which one question was asked: one prompt to one model at one temperature.
///
/// Draws of one question that do not depend on each other follow one law, so that any order of their
/// replies is as likely as any other.  Nothing is said about which law that is.
struct AuditedQuestion {
  /// The first draws of each race, in the order of trials, steps and draws.
  ///
  /// How many draws a race takes depends on its votes; so of each the same number counts.
  ///
  /// - Shape: `races[race][draw]`, as many draws in each, at least one.
  let races: [[AuditedDraw]]
  /// Number of each reply's text, equal for equal texts; in the order of `races`.
  ///
  /// - Shape: `texts[race][draw]`, numbers from 0.
  let texts: [[Int]]

  /// Draws that count.
  var draws: [AuditedDraw] { races.flatMap(\.self) }
  /// Whether two of the replies that count differ.
  var varies: Bool { texts.contains { $0.contains { $0 > 0 } } }

  private init(races: [[AuditedDraw]]) {
    self.races = races
    var numbers: [[UInt8]: Int] = [:]
    texts = races.map { race in
      race.map { draw in
        if let number = numbers[draw.draw.text] { return number }
        numbers[draw.draw.text] = numbers.count
        return numbers.count - 1
      }
    }
  }

  /// Sorts draws by question, in the order in which the questions were first asked.
  ///
  /// - Parameter draws: Draws, in any order.
  /// - Returns: Questions at temperatures above 0 of which some race has two draws.
  static func all(_ draws: [AuditedDraw]) -> [AuditedQuestion] {
    struct Question: Hashable {
      let prompt: Prompt
      let channel: String
      let temperature: Double
    }
    struct Race: Hashable {
      let trial: Int
      let step: Int
    }
    var order: [Question] = []
    var races: [Question: [Race: [AuditedDraw]]] = [:]
    for draw in draws.inOrder where draw.draw.temperature > 0 {
      let (recorded, place) = (draw.draw, draw.draw.key.coordinates)
      let question = Question(
        prompt: recorded.prompt, channel: recorded.channel, temperature: recorded.temperature)
      if races[question] == nil { order.append(question) }
      races[question, default: [:]][Race(trial: place.trial, step: place.step), default: []]
        .append(draw)
    }
    let counts = races.values.flatMap { $0.values.map(\.count) }.filter { $0 >= 2 }
    guard let least = counts.min() else { return [] }
    return order.compactMap { question in
      let long = (races[question] ?? [:]).filter { $0.value.count >= least }
      guard !long.isEmpty else { return nil }
      let sorted = long.sorted { ($0.key.trial, $0.key.step) < ($1.key.trial, $1.key.step) }
      return AuditedQuestion(races: sorted.map { Array($0.value.prefix(least)) })
    }
  }
}

extension [AuditedDraw] {
  /// The draws in the order of trials, steps and draw indices.
  var inOrder: [AuditedDraw] {
    sorted { left, right in
      let (a, b) = (left.draw.key.coordinates, right.draw.key.coordinates)
      return (a.trial, a.step, a.draw) < (b.trial, b.step, b.draw)
    }
  }
}
