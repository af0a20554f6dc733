import MAKERCore
import StoppingRules

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension ExperimentDefinition {
  /// Replaces the levels of factors, each as `p=.9,.95` or `shares=.6;.2;.2,.5;.3;.2` says.
  ///
  /// All are replaced before the whole is checked, so their order does not matter.
  ///
  /// - Parameter texts: Factor, equals sign, levels separated by commas.
  /// - Returns: The definition with those levels, checked as a file would be.
  /// - Throws: `DefinitionError` that names the options.
  package func overriding(_ texts: String...) throws(DefinitionError) -> ExperimentDefinition {
    try overriding(texts)
  }

  /// Replaces the levels of factors, as the same function of single texts does.
  ///
  /// - Parameter texts: Factor, equals sign, levels separated by commas.
  /// - Returns: The definition with those levels, checked as a file would be.
  /// - Throws: `DefinitionError` that names the options.
  package func overriding(_ texts: [String]) throws(DefinitionError) -> ExperimentDefinition {
    guard !texts.isEmpty else { return self }
    var changed = self
    for text in texts { changed.factors.displace(by: text.prefix { $0 != "=" }) }
    for text in texts { changed = try changed.replacing(text) }
    // The same checks as for a file, by way of its text.
    return try ExperimentDefinition(
      json: Data(changed.canonicalJSON.utf8),
      file: texts.map { "--set \($0)" }.joined(separator: " "))
  }

  /// Replaces the levels of one factor, unchecked.
  private func replacing(_ text: String) throws(DefinitionError) -> ExperimentDefinition {
    let option = "--set \(text)"
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[1].isEmpty else {
      throw DefinitionError(
        file: option, keyPath: "", problem: "expected a factor and its levels, as p=.9,.95")
    }
    let levels = parts[1].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    func each<Value>(
      _ what: String, _ read: (String) -> Value?
    ) throws(DefinitionError) -> [Value] {
      var values: [Value] = []
      for level in levels {
        guard let value = read(level) else {
          throw DefinitionError(file: option, keyPath: "", problem: "'\(level)' is not \(what)")
        }
        values.append(value)
      }
      return values
    }
    let number: (String) -> Double? = { Double($0).flatMap { $0.isFinite ? $0 : nil } }
    var changed = self
    switch String(parts[0]) {
    case "p":
      changed.factors.stepSuccess = try each("a number", number)
    case "shares":
      changed.factors.shares = try each("a list of shares, as .6;.2;.2") { level in
        let values = level.split(separator: ";").map { number(String($0)) }
        return values.contains(nil) ? nil : values.compactMap { $0 }
      }
    case "v": changed.factors.validRate = try each("a number", number)
    case "target": changed.factors.target = try each("a number", number)
    case "disks":
      changed.factors.disks = try each("a whole number") { Int($0) }
    case "steps":
      changed.factors.steps = try each("a whole number") { Int($0) }
    case "cap": changed.factors.cap = try each("a whole number") { Int($0) }
    case "m": changed.factors.subtaskSteps = try each("a whole number") { Int($0) }
    case "token_limit": changed.factors.tokenLimit = try each("a whole number") { Int($0) }
    case "digits": changed.factors.digits = try each("a whole number") { Int($0) }
    case "depth": changed.factors.depth = try each("a whole number") { Int($0) }
    case "reading":
      changed.factors.reading = try each("a reading: flagging or repairing") {
        ReplyReading(rawValue: $0)
      }
    case "rule":
      changed.factors.rule = try each("a rule: first-to-ahead-by-k or first-to-k") {
        RaceRule.Kind(rawValue: $0)
      }
    case "temperature":
      changed.factors.temperature = try each("constant or greedy-first") {
        TemperatureChoice(rawValue: $0)
      }
    case "issue":
      changed.factors.issue = try each("needed or batch-1 to batch-1000") { IssuePolicy($0) }
    case "stopping":
      changed.factors.stopping = try each(
        "a stopping rule: \(StoppingKind.allCases.map(\.rawValue).joined(separator: ", "))"
      ) { StoppingKind(rawValue: $0) }
    case "delta": changed.factors.delta = try each("a number", number)
    case "assumed_p": changed.factors.assumedSuccess = try each("a number", number)
    case "tilted":
      changed.factors.isTilted = try each("true or false") { Bool($0) }
    case "latency_ms": changed.factors.latency = try each("a number", number)
    case "k":
      changed.factors.margin = try each("a margin: 1 or more, k_min, k_min-1, …") {
        MarginChoice($0)
      }
    case let other:
      throw DefinitionError(
        file: option, keyPath: "",
        problem:
          "'\(other)' is no factor; known are p, shares, v, target, disks, steps, m, k, rule, cap, "
          + "latency_ms, token_limit, reading, digits, depth, temperature, issue, tilted, "
          + "stopping, delta, assumed_p")
    }
    return changed
  }
}

extension Factors {
  /// Takes away what a factor that is set stands in the place of.
  fileprivate mutating func displace(by factor: Substring) {
    switch factor {
    case "p": (shares, model) = (nil, nil)
    case "shares": (stepSuccess, model) = (nil, nil)
    case "disks": steps = nil
    case "steps": disks = nil
    // A target is there for k_min.
    case "stopping": (margin, rule, target) = ([], nil, nil)
    case "k", "rule": (stopping, delta, assumedSuccess) = (nil, nil, nil)
    default: break
    }
  }
}
