import Markdown

/// The words behind a fence: a language and labels.
struct BlockLabels {
  /// The first word.
  let language: String
  private let values: [String: String]

  /// Labels without a value.
  static let flags: Set<String> = ["slow", "append"]
  /// Labels with a value.
  static let keys: Set<String> = ["exit", "seed", "store", "file", "tool"]

  /// Why words are no labels.
  struct Problem: Error {
    let text: String
  }

  /// Reads the words behind a fence.
  ///
  /// - Parameter words: The words.
  /// - Throws: `Problem`.
  init(_ words: [String]) throws(Problem) {
    guard let language = words.first else {
      throw Problem(text: "a block without a language; prose is 'text'")
    }
    guard !Self.flags.contains(language), !language.contains("=") else {
      throw Problem(text: "the first word behind a fence is the language, not '\(language)'")
    }
    self.language = language
    var values: [String: String] = [:]
    for word in words.dropFirst() {
      let sides = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        .map(String.init)
      let isKnown = (sides.count == 1 ? Self.flags : Self.keys).contains(sides[0])
      guard isKnown else {
        throw Problem(
          text:
            "unknown label '\(word)'; known are slow, append, exit=, seed=, store=, file=, tool="
        )
      }
      guard values.updateValue(sides.last ?? "", forKey: sides[0]) == nil else {
        throw Problem(text: "label '\(sides[0])' is given twice")
      }
    }
    self.values = values
  }

  /// Whether there is no label.
  var isEmpty: Bool { values.isEmpty }

  /// The value of a label; nil where it is not there.
  subscript(name: String) -> String? { values[name] }

  /// Checks that no other labels are there.
  ///
  /// - Parameter allowed: Names of labels.
  /// - Throws: `Problem`, which names one.
  func allow(_ allowed: Set<String>) throws(Problem) {
    guard let stranger = values.keys.sorted().first(where: { !allowed.contains($0) }) else {
      return
    }
    throw Problem(
      text: "a \(language) block takes no label '\(stranger)'; it takes "
        + (allowed.isEmpty ? "none" : allowed.sorted().joined(separator: ", ")))
  }

  /// Reads a label as a whole number.
  ///
  /// - Parameters:
  ///   - name: Name of the label.
  ///   - range: What it may be.
  /// - Returns: The number; nil where the label is not there.
  /// - Throws: `Problem`.
  func integer(_ name: String, in range: ClosedRange<Int>) throws(Problem) -> Int? {
    guard let text = values[name] else { return nil }
    guard let number = Int(text), range.contains(number), "\(number)" == text else {
      let most = range.upperBound == Int.max ? "2^63 - 1" : "\(range.upperBound)"
      throw Problem(
        text: "\(name)= must be a whole number, \(range.lowerBound) to \(most), not '\(text)'")
    }
    return number
  }

  /// Reads a label as a path.
  ///
  /// - Parameter name: Name of the label.
  /// - Returns: The path; nil where the label is not there.
  /// - Throws: `Problem`.
  func path(_ name: String) throws(Problem) -> NotebookPath? {
    guard let text = values[name] else { return nil }
    guard let path = NotebookPath(text) else {
      throw Problem(text: "\(name)= must be \(NotebookPath.allowed), not '\(text)'")
    }
    return path
  }
}
