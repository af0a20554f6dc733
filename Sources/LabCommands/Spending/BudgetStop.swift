package import Economics
package import MAKERCore

/// What a command says when its budget is spent: what was, and how to go on.
package struct BudgetStop: Sendable {
  /// Why the next call was refused.
  package let refusal: BudgetRefusal
  /// What the run was charged, earlier sessions included.
  package let spent: Charge

  /// Makes the end of a run; see the properties.
  package init(refusal: BudgetRefusal, spent: Charge) {
    self.refusal = refusal
    self.spent = spent
  }

  /// The lines, for the notes of the command.
  ///
  /// - Parameter words: The words of the command line, the program's name first; empty where unknown.
  /// - Returns: One line of what was spent, and the command to go on where there is one.
  package func lines(words: [String]) -> [String] {
    let cost = spent.picodollars.map { "\(Money(picodollars: $0))" } ?? "an unknown amount"
    var lines = [
      "budget: \(refusal); charged so far: \(NumberFormat.grouped(spent.tokens)) tokens, \(cost); "
        + "everything is kept"
    ]
    if let command = command(words) { lines.append("to go on: \(command)") }
    return lines
  }

  /// The same command with the limit that was met raised to twice as much, and to one call at least.
  package func command(_ words: [String]) -> String? {
    guard let raised, !words.isEmpty else { return nil }
    var kept: [String] = []
    var rest = words[...]
    while let word = rest.popFirst() {
      let name = "--" + raised.option
      if word == name {
        guard let value = rest.popFirst() else { break }
        if !isRaised(value) { kept += [word, value] }
      } else if word.hasPrefix(name + "=") {
        if !isRaised(String(word.dropFirst(name.count + 1))) { kept.append(word) }
      } else {
        kept.append(word)
      }
    }
    let value = raised.provider.map { "\($0)=\(raised.value)" } ?? raised.value
    return (kept + ["--" + raised.option, value]).map(ShellWord.quoted).joined(separator: " ")
  }

  /// Whether the value of the option is the one to replace: that of the provider, or the only one.
  private func isRaised(_ value: String) -> Bool {
    guard let provider = raised?.provider else { return true }
    return value.hasPrefix(provider + "=")
  }

  private var raised: (option: String, provider: String?, value: String)? {
    switch refusal {
    case .money(let provider, let limit, let spent, let needed):
      let least = spent.picodollars.addingReportingOverflow(needed.picodollars)
      let twice = limit.picodollars.multipliedReportingOverflow(by: 2)
      guard !least.overflow, !twice.overflow else { return nil }
      let most = Money(picodollars: max(least.partialValue, twice.partialValue))
      return (
        provider == nil ? "max-cost" : "max-cost-per", provider,
        String(most.description.dropFirst())
      )
    case .tokens(let provider, let limit, let spent, let needed):
      let least = spent.addingReportingOverflow(needed)
      let twice = limit.multipliedReportingOverflow(by: 2)
      guard !least.overflow, !twice.overflow else { return nil }
      return (
        provider == nil ? "max-tokens-total" : "max-tokens-per", provider,
        String(max(least.partialValue, twice.partialValue))
      )
    case .unknownPrice, .unknownPast, .broken: return nil
    }
  }
}

/// A word as a shell reads it back.
package enum ShellWord {
  /// The word itself, or in single quotes where a shell would read more into it.
  package static func quoted(_ word: String) -> String {
    let isPlain =
      !word.isEmpty && word.allSatisfy { $0.isLetter || $0.isNumber || "-_./:=,+@%".contains($0) }
    if isPlain { return word }
    return "'" + word.replacing("'", with: "'\\''") + "'"
  }
}
