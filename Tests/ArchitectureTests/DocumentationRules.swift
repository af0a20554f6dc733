/// Rules about what comments say of what other targets see.
///
/// The formatter looks at `public` declarations alone, and here nearly all are `package`.
enum DocumentationRules {
  /// All rules, over declarations that are read once.
  static func all(_ file: SourceFile) -> [Violation] {
    let declarations = file.declarations
    return [undocumented, silentErrors, numbersWithoutUnit].flatMap { $0(file, declarations) }
      + formulasWithoutSource(file)
  }

  /// Every declaration, every case and every requirement has a comment.
  static func undocumented(
    _ file: SourceFile, _ declarations: [Declaration]
  ) -> [Violation] {
    violations(file, declarations) { declaration in
      declaration.comment.isEmpty ? "\(declaration.name) has no comment" : nil
    }
  }

  /// What can throw says what.
  static func silentErrors(
    _ file: SourceFile, _ declarations: [Declaration]
  ) -> [Violation] {
    violations(file, declarations) { declaration in
      let says = declaration.comment.contains { $0.hasPrefix("- Throws:") }
      return declaration.canThrow && !says
        ? "\(declaration.name) throws, and its comment has no '- Throws:'" : nil
    }
  }

  /// Words of units, in which a number is counted or measured.
  static let units: Set<String> = [
    "unit", "units", "characters", "states", "additions", "pivots", "count", "counts", "vote",
    "votes", "votes²", "draw", "draws", "draws²",
    "step", "steps", "trials", "races", "calls", "attempts", "levels", "nodes", "rounds",
    "votings", "samples", "tokens", "bytes", "bits", "scalars", "digits", "lines", "columns",
    "pixels", "points", "disks",
    "days", "week", "weeks", "hours", "minutes", "seconds", "milliseconds", "microseconds",
    "nanoseconds", "money", "dollars", "price", "prices", "probability", "probabilities", "share",
    "shares", "ratio", "percentile", "logarithm", "natural", "log10", "logits", "index", "indices",
    "seed", "%",
  ]

  /// The comment of a stored number names its unit or its range: a bound, not just a digit or "from".
  static func numbersWithoutUnit(
    _ file: SourceFile, _ declarations: [Declaration]
  ) -> [Violation] {
    let number =
      #/(?:\[?(?:Int(?:8|16|32|64)?|UInt(?:16|32|64)?|Double|Float)\]?|(?:Closed)?Range<(?:Int|Double)>)\??/#
    let range =
      #/\bat (?:least|most)\b|\b(?:above|below|from) (?:-?\d|one\b|`)|\d%? to (?:\d|`)|\b\d+ is\b|\bpositive\b|\b0 or 1\b|\bstandard errors\b/#
    return violations(file, declarations) { declaration in
      guard declaration.isStored, let type = declaration.propertyType,
        type.wholeMatch(of: number) != nil
      else { return nil }
      let comment = declaration.comment.joined(separator: " ").lowercased()
      let words = comment.split { !($0.isLetter || $0.isNumber || $0 == "%") }.map(String.init)
      let says = words.contains(where: units.contains) || comment.contains(range)
      return !says
        ? "\(declaration.name) is a number, and its comment names no unit and no range" : nil
    }
  }

  /// Targets whose formulas come from somewhere.
  static let formulaTargets: Set<String> = [
    "MAKERCore", "RaceTheory", "Statistics", "StoppingRules",
  ]

  /// A file with such a formula names an equation, a paper or a derivation.
  static func formulasWithoutSource(_ file: SourceFile) -> [Violation] {
    guard file.path.hasPrefix("Sources/"), let target = file.target,
      formulaTargets.contains(target)
    else { return [] }
    let transcendental =
      #/\b(?:exp|expm1|log|log1p|log2|log10|pow|sqrt|sin|cos|tan|sinh|cosh|tanh|atan|erfc?|lgamma|tgamma|SpecialFunctions\.\w+)\(/#
    let sources = #/- Source:|arXiv|\bEq\. \d|[Ee]quations? \d|DLMF|static let source/#
    let code = file.code
    guard let line = code.lines.firstIndex(where: { $0.contains(transcendental) }) else {
      return []
    }
    let says = file.lines.contains {
      ($0.contains("///") || $0.contains("let source")) && $0.contains(sources)
    }
    return says
      ? []
      : [
        Violation(
          file: file.path, line: line + 1,
          problem: "a formula, and no comment says where it is from")
      ]
  }

  private static func violations(
    _ file: SourceFile, _ declarations: [Declaration], _ problem: (Declaration) -> String?
  ) -> [Violation] {
    declarations.compactMap { declaration in
      problem(declaration).map {
        Violation(file: file.path, line: declaration.line, problem: $0)
      }
    }
  }
}
