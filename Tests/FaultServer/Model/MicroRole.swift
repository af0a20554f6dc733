/// The question at the end of a prompt of the Towers of Hanoi in two micro-roles: `peg 0 ->`, which goes
/// on to the next peg, or `min(3,9) =`, which is the smaller of the two.
struct MicroRole {
  private let right: String
  private let wrong: String

  /// Reads the last line; nil where it is no such question.
  init?(in prompt: String) {
    guard let line = prompt.split(separator: "\n").last else { return nil }
    if let peg = line.wholeMatch(of: #/peg ([0-2]) ->/#).flatMap({ Int($0.1) }) {
      right = " peg \((peg + 1) % 3)"
      wrong = " peg \((peg + 2) % 3)"
    } else if let match = line.wholeMatch(of: #/min\((\d),(\d)\) =/#),
      let first = Int(match.1), let second = Int(match.2)
    {
      right = " \(min(first, second))"
      wrong = " \(max(first, second))"
    } else {
      return nil
    }
  }

  /// The same question as a script, which says how often it is answered rightly.
  func script(_ settings: Settings) -> AnswerScript {
    AnswerScript([right, wrong], right: settings.shares[0], validRate: settings.validRate)
  }
}
