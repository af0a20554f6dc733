import ExperimentDesign
import Foundation
import MAKERCore
import NoisyChannels

/// A channel as a user describes it: `simulated:p=0.99,v=0.97,latency=1ms`, or a profile file with the
/// same keys.
struct ChannelSpec: Equatable {
  /// Step success p with one wrong alternative; nil where shares are given.
  var stepSuccess: Double?
  /// Shares of the candidates, the right one first.
  var shares: [Double]
  /// Valid rate v; unit 1, range (0, 1].
  var validRate = 1.0
  /// How the model speaks.
  var manner = ReplyManner()
  /// Whether latencies are waited for.
  var isRealTime = false
  /// The keys as they were given, in alphabetical order: part of what identifies a run.
  var canonical: String

  /// Keys that a simulated channel knows, with what each is, for errors and help.
  static let keys: [(name: String, meaning: String)] = [
    ("p", "step success, above 0, at most 1"),
    ("shares", "vote shares a;b;..., the right one first, in place of p; sum 1"),
    ("v", "valid rate of replies, above 0, at most 1"),
    ("latency", "time of a reply, as 1ms, or exp:200ms for an exponential one with that mean"),
    ("clock", "virtual, or real: latencies are waited for"),
    ("tokens", "median tokens of a right reply, 1 to 1e6"),
    ("spread", "standard deviation of the logarithm of the tokens, 0 to 3"),
    ("tokens-in", "tokens of a prompt, 0 to 1e9"),
  ]

  /// Reads a spec or, where it is no spec, the profile file of that name.
  ///
  /// - Parameters:
  ///   - text: The spec or the path of a profile.
  ///   - source: Where it stood, for errors.
  /// - Throws: `LabError` or `UsageError` in one line.
  init(_ text: String, source: String) throws {
    let prefix = "simulated:"
    if text.hasPrefix(prefix) || text == "simulated" {
      var pairs: [(String, String)] = []
      for part in text.dropFirst(prefix.count).split(
        separator: ",", omittingEmptySubsequences: false)
      {
        let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard sides.count == 2 else {
          throw UsageError.invalidValue(
            source: source, value: text, expected: "simulated:key=value,... as simulated:p=0.99")
        }
        pairs.append((String(sides[0]), String(sides[1])))
      }
      try self.init(pairs, source: source)
    } else {
      try self.init(try Self.profile(at: text, source: source), source: "\(source) \(text)")
    }
  }

  /// Reads keys and values.
  private init(_ pairs: [(String, String)], source: String) throws {
    let known = Self.keys.map(\.name)
    var values: [String: ArgumentValue] = [:]
    for (key, text) in pairs {
      guard known.contains(key) else {
        throw LabError(
          "\(source): unknown key '\(key)'; known are \(known.joined(separator: ", "))")
      }
      guard values[key] == nil else { throw LabError("\(source): key '\(key)' is given twice") }
      values[key] = ArgumentValue(source: "\(source): \(key)", text: text)
    }
    canonical = values.keys.sorted().map { "\($0)=\(values[$0]?.text ?? "")" }
      .joined(separator: ",")
    let p = try values["p"]?.number(in: .above(0, to: 1))
    let list = try values["shares"].map { value in
      try value.text.split(separator: ";", omittingEmptySubsequences: false).map {
        try ArgumentValue(source: value.source, text: String($0)).number(in: .probability)
      }
    }
    switch (p, list) {
    case (let p?, nil):
      stepSuccess = p
      shares = CandidateShares(stepSuccess: try Probability(p)).values
    case (nil, let list?):
      do { shares = try CandidateShares(list).values } catch {
        throw LabError("\(source): \(error)")
      }
    case (nil, nil): throw LabError("\(source): give p, or shares")
    default: throw LabError("\(source): shares take the place of p: give one of them")
    }
    validRate = try values["v"]?.number(in: .above(0, to: 1)) ?? 1
    manner.length.median = try values["tokens"]?.number(in: .from(1, to: 1e6)) ?? 500
    manner.length.spread = try values["spread"]?.number(in: .from(0, to: 3)) ?? 0.25
    manner.inputTokens =
      try values["tokens-in"]?.integer(in: 0...1_000_000_000) ?? manner.inputTokens
    if let value = values["latency"] { manner.latency = try Self.latency(value) }
    isRealTime = try values["clock"]?.choice(of: ["virtual", "real"]) == "real"
  }

  /// Reads a time as `1ms`, or `exp:1ms` for an exponential law with that mean.
  private static func latency(_ value: ArgumentValue) throws -> LatencyLaw {
    let isExponential = value.text.hasPrefix("exp:")
    let text = isExponential ? String(value.text.dropFirst(4)) : value.text
    let units: [(String, Double)] = [("ns", 1), ("us", 1e3), ("ms", 1e6), ("s", 1e9)]
    guard let (unit, scale) = units.first(where: { text.hasSuffix($0.0) }),
      let time = Double(text.dropLast(unit.count)), time >= 0, time * scale <= 3.6e12
    else {
      throw UsageError.invalidValue(
        source: value.source, value: value.text,
        expected: "a time up to 3600s with its unit ns, us, ms or s, as 1ms or exp:200ms")
    }
    let nanoseconds = Int((time * scale).rounded())
    return isExponential ? .exponential(mean: nanoseconds) : .constant(nanoseconds)
  }

  /// Reads a profile: a JSON object with the keys of a spec.
  private static func profile(at path: String, source: String) throws -> [(String, String)] {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw LabError(
        "\(source): '\(path)' is neither simulated:key=value,... nor a profile file that can be read"
      )
    }
    do {
      return try JSONDecoder().decode([String: ProfileValue].self, from: data).map {
        ($0.key, $0.value.text)
      }
    } catch {
      throw LabError(
        "\(path): not a channel profile: a JSON object as {\"p\": 0.99, \"v\": 0.97, \"latency\": \"1ms\"}"
      )
    }
  }
}

/// A value of a profile, as a spec would write it.
private struct ProfileValue: Decodable {
  let text: String

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let number = try? container.decode(Double.self) {
      text = NumberFormat.shortest(number)
    } else if let list = try? container.decode([Double].self) {
      text = list.map(NumberFormat.shortest).joined(separator: ";")
    } else {
      text = try container.decode(String.self)
    }
  }
}
