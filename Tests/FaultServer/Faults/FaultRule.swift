/// A fault, and when it happens.
struct FaultRule {
  /// When a fault happens.
  enum When {
    case chance(Double)
    /// At these requests, counted from 1.
    case requests(Set<Int>)
  }

  var fault: Fault
  var when: When
  /// Name of the only wire format that it happens in; nil for all.
  var format: String?

  /// Reads `KIND[:ARGUMENT][@N+N...|=PROBABILITY][/FORMAT]`.
  init(_ text: String) throws(SettingError) {
    var rest = text[...]
    format = nil
    if let slash = rest.lastIndex(of: "/") {
      format = String(rest[rest.index(after: slash)...])
      rest = rest[..<slash]
    }
    when = .chance(1)
    if let equals = rest.lastIndex(of: "=") {
      guard let chance = Double(rest[rest.index(after: equals)...]), (0...1).contains(chance) else {
        throw SettingError("the probability in \(text); allowed is 0 to 1")
      }
      when = .chance(chance)
      rest = rest[..<equals]
    } else if let at = rest.lastIndex(of: "@") {
      let numbers = rest[rest.index(after: at)...].split(separator: "+").map { Int($0) ?? 0 }
      guard !numbers.isEmpty, numbers.allSatisfy({ $0 >= 1 }) else {
        throw SettingError("the requests in \(text); allowed are numbers from 1")
      }
      when = .requests(Set(numbers))
      rest = rest[..<at]
    }
    fault = try Fault(String(rest))
  }

  /// Whether it happens.
  ///
  /// - Parameters:
  ///   - number: Number of the request, from 1.
  ///   - luck: A number drawn evenly from [0, 1).
  ///   - format: Name of the request's wire format.
  /// - Returns: True where it does.
  func happens(_ number: Int, luck: Double, format: String) -> Bool {
    if let only = self.format, only != format { return false }
    switch when {
    case .chance(let chance): return luck < chance
    case .requests(let numbers): return numbers.contains(number)
    }
  }
}

/// A kind of fault with its argument.
struct Fault {
  var kind: FaultKind
  /// What the kind takes; nil for its own default.
  var argument: Int?

  /// Reads `KIND[:ARGUMENT]`.
  init(_ text: String) throws(SettingError) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard let kind = FaultKind(rawValue: String(parts.first ?? "")), parts.count <= 2 else {
      let kinds = FaultKind.allCases.map(\.rawValue).joined(separator: ", ")
      throw SettingError("the fault \(text); allowed are \(kinds)")
    }
    self.kind = kind
    guard parts.count == 2 else { return }
    guard let argument = Int(parts[1]), argument >= 0 else {
      throw SettingError("the argument in \(text); allowed are whole numbers from 0")
    }
    self.argument = argument
  }
}
