import TextFormats

extension Arguments {
  /// Reads the words after the command's name by the command's table.
  ///
  /// `--name value` and `--name=value` mean the same; `--` ends the options; `--help` and `-h` win
  /// over everything before `--`; a value may begin with one dash (`-0.5`), not with two.
  ///
  /// - Throws: The first `UsageError` from left to right, then what is missing.
  package static func parse(
    _ words: [String], for command: CommandDescription
  ) throws(UsageError) -> Arguments {
    let end = words.firstIndex(of: "--") ?? words.endIndex
    var rest = words[..<end]
    if rest.contains("--help") || rest.contains("-h") {
      return Arguments(command: command, wantsHelp: true)
    }

    var options: [String: [String]] = [:]
    var loose: [String] = []
    while let word = rest.popFirst() {
      guard isOption(word) else {
        loose.append(word)
        continue
      }
      let (option, attached) = try split(word, for: command)
      if options[option.name] != nil && !option.isRepeatable { throw .repeatedOption(option.name) }
      let value = try value(of: option, attached: attached, rest: &rest)
      options[option.name, default: []].append(value)
    }
    loose += words[end...].dropFirst()

    let operands = try assign(loose, for: command)
    for option in command.options where option.isRequired && options[option.name] == nil {
      guard case .value(let placeholder) = option.kind else { continue }
      throw .missingOption(option.name, placeholder: placeholder)
    }
    return Arguments(command: command, options: options, operands: operands)
  }

  /// A lone dash and negative numbers are operands.
  private static func isOption(_ word: String) -> Bool {
    word.hasPrefix("-") && word != "-" && DecimalText(word) == nil
  }

  private static func split(
    _ word: String, for command: CommandDescription
  ) throws(UsageError) -> (option: OptionDescription, attached: String?) {
    let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let written = String(parts[0])
    let name = String(written.drop { $0 == "-" })
    guard written == "--" + name, let option = command.option(named: name) else {
      let known = command.options.map(\.name)
      throw .unknownOption(
        written, nearest: known.contains(name) ? name : NearestName.of(name, among: known))
    }
    return (option, parts.count > 1 ? String(parts[1]) : nil)
  }

  private static func value(
    of option: OptionDescription, attached: String?, rest: inout ArraySlice<String>
  ) throws(UsageError) -> String {
    switch option.kind {
    case .flag:
      if let attached { throw .unexpectedValue(option: option.name, value: attached) }
      return ""
    case .value(let placeholder):
      if let attached { return attached }
      guard let next = rest.first, !next.hasPrefix("--") else {
        throw .missingValue(option: option.name, placeholder: placeholder)
      }
      rest.removeFirst()
      return next
    }
  }

  private static func assign(
    _ loose: [String], for command: CommandDescription
  ) throws(UsageError) -> [String: [String]] {
    var rest = loose[...]
    var operands: [String: [String]] = [:]
    for operand in command.operands {
      guard rest.count >= operand.least else { throw .missingOperand(operand.name) }
      let taken = rest.prefix(operand.most)
      operands[operand.name] = Array(taken)
      rest = rest.dropFirst(taken.count)
    }
    if let word = rest.first { throw .unexpectedOperand(word) }
    return operands
  }
}
