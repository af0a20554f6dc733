/// What a shell offers where a value is to be typed.
package enum ValueCompletion: Equatable, Sendable {
  /// Nothing: any text, or a number.
  case nothing
  /// One of some words.
  case words([String])
  /// Files, and folders on the way to them.
  case files
  /// Folders.
  case folders
  /// Short names of experiments and suites below `Experiments`, and folders.
  case experiments

  /// What stands for places in usage lines, and what is offered there.
  private static let places: [String: ValueCompletion] = [
    "file": .files, "path": .files, "store": .files, "spec": .files, "calibration": .files,
    "races": .files, "page": .files, "A": .files, "B": .files, "folder": .folders,
    "experiment": .experiments,
  ]

  /// Decides by a row of a table.
  ///
  /// - Parameters:
  ///   - name: What stands for the value in usage lines, as `file` or `table|json|csv`.
  ///   - domain: What values it takes; nil where the row does not say.
  package init(name: String, domain: ValueDomain?) {
    let written = name.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
    let words = domain?.words ?? []
    if !words.isEmpty {
      self = .words(words)
    } else if written.count > 1 {
      // What is no word stands for a value: `number`, `jsonl:FILE`.
      self = .words(
        written.filter { $0 != "number" && $0.wholeMatch(of: /[a-z0-9]+(-[a-z0-9]+)*/) != nil })
    } else {
      self = Self.places[name] ?? .nothing
    }
  }
}

extension OptionDescription {
  /// What a shell offers for the option's value; nil for a flag.
  package var completion: ValueCompletion? {
    guard case .value(let placeholder) = kind else { return nil }
    return ValueCompletion(name: placeholder, domain: domain)
  }
}

extension OperandDescription {
  /// What a shell offers for the operand.
  package var completion: ValueCompletion { ValueCompletion(name: name, domain: domain) }
}

extension CommandDescription {
  /// The places of the operands: the first word of each, counted from 0, and how many words it takes at most.
  var operandPlaces: [(first: Int, operand: OperandDescription)] {
    var first = 0
    return operands.map { operand in
      defer { first += operand.most == .max ? 0 : operand.most }
      return (first, operand)
    }
  }

  /// Names of the options with their dashes, `--help` last.
  var optionWords: [String] { options.map { "--\($0.name)" } + ["--help"] }
}
