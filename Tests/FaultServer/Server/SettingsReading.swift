import NoisyChannels

extension Settings {
  /// Names of all settings, as `POST /control` has them; words of the command have `-` for `_`.
  static let names = [
    "model", "p", "shares", "v", "seed", "latency_ms", "tokens", "reasoning", "cached",
    "deterministic", "greedy", "repeat_ids", "models", "answered_model", "key", "strict",
    "max_in_flight", "requests", "window_ms", "faults", "script", "hold",
  ]

  /// Changes one setting.
  ///
  /// - Parameters:
  ///   - name: Its name.
  ///   - value: A value of its type, or a text that says one; null for the default.
  /// - Throws: `SettingError` for what is not allowed.
  mutating func set(_ name: String, _ value: JSON) throws(SettingError) {
    let given = GivenValue(name: name, value: value)
    switch name {
    case "model": model = try given.model()
    case "p":
      let right = try given.number(0...1)
      shares = right == 1 ? [1] : [right, 1 - right]
    case "shares": shares = try given.numbers()
    case "v": validRate = try given.number(1e-9...1)
    case "seed": seed = try given.int(0...Int.max)
    case "latency_ms": latency = try given.latency()
    case "tokens": tokens = try given.int(1...1_000_000)
    case "reasoning": reasoning = try given.int(0...1_000_000)
    case "cached": cached = try given.int(0...1_000_000)
    case "deterministic": isDeterministic = try given.bool()
    case "greedy": isGreedy = try given.bool()
    case "repeat_ids": repeatsIDs = try given.bool()
    case "models": models = try given.texts()
    case "answered_model": answeredModel = try given.text()
    case "key": key = try given.text()
    case "strict": isStrict = try given.bool()
    case "max_in_flight": mostInFlight = try given.limit()
    case "requests": mostRequests = try given.limit()
    case "window_ms": window = try given.int(1...86_400_000) * 1_000_000
    case "faults":
      faults = []
      for text in try given.texts() { faults.append(try FaultRule(text)) }
    case "script":
      script = []
      for text in try given.texts() { script.append(text == "ok" ? nil : try Fault(text)) }
    case "hold": isHeld = try given.bool()
    default:
      let all = Self.names.joined(separator: ", ")
      throw SettingError("no setting \(name); there are \(all)")
    }
  }
}

/// A value that was given for a setting.
private struct GivenValue {
  let name: String
  let value: JSON

  private func wrong(_ allowed: String) -> SettingError { SettingError("\(name) is \(allowed)") }

  func number(_ range: ClosedRange<Double>) throws(SettingError) -> Double {
    guard let number = value.double ?? value.text.flatMap(Double.init), range.contains(number)
    else { throw wrong("a number from \(range.lowerBound) to \(range.upperBound)") }
    return number
  }

  func int(_ range: ClosedRange<Int>) throws(SettingError) -> Int {
    guard let int = value.int ?? value.text.flatMap({ Int($0) }), range.contains(int) else {
      throw wrong("a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return int
  }

  func limit() throws(SettingError) -> Int? {
    if case .null = value { return nil }
    return try int(1...1_000_000_000)
  }

  func bool() throws(SettingError) -> Bool {
    guard let bool = value.bool ?? value.text.flatMap({ Bool($0) }) else {
      throw wrong("true or false")
    }
    return bool
  }

  func text() throws(SettingError) -> String? {
    if case .null = value { return nil }
    guard let text = value.text else { throw wrong("a text, or null") }
    return text
  }

  func texts() throws(SettingError) -> [String] {
    if let text = value.text { return text.split(separator: ",").map(String.init) }
    guard let texts = value.items?.map(\.text), !texts.contains(nil) else {
      throw wrong("a list of texts")
    }
    return texts.compactMap { $0 }
  }

  func numbers() throws(SettingError) -> [Double] {
    let numbers =
      value.text.map { $0.split(separator: ",").map { Double($0) } } ?? value.items?.map(\.double)
    guard let numbers, (1...16).contains(numbers.count), !numbers.contains(nil),
      abs(numbers.compactMap { $0 }.reduce(0, +) - 1) < 1e-9
    else { throw wrong("a list of 1 to 16 numbers that sum to 1") }
    return numbers.compactMap { $0 }
  }

  func latency() throws(SettingError) -> LatencyLaw {
    let parts = value.text?.split(separator: ":") ?? []
    if parts.count == 2, parts[0] == "exponential", let mean = Double(parts[1]), mean >= 0 {
      return .exponential(mean: Int(mean * 1e6))
    }
    return .constant(Int(try number(0...3_600_000) * 1e6))
  }

  func model() throws(SettingError) -> ModelKind {
    switch value.text {
    case "hanoi": return .hanoi
    case "script": return .script
    case let text? where text.hasPrefix("text:"): return .text(String(text.dropFirst(5)))
    default: throw wrong("hanoi, script or text:TEXT")
    }
  }
}
