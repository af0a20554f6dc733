import Foundation
import Providers
import Storage
import TextFormats

/// Keys and values of a channel, from a spec or from a profile file.
struct ChannelKeys {
  /// Where they stood, for errors.
  let source: String
  /// Where a profile comes from, for a person; nil where nothing says so.
  private(set) var provenance: String?
  private var values: [String: ArgumentValue] = [:]

  /// Keys of a profile that say where it comes from, and change nothing.
  static let provenanceKeys = ["model", "task", "date", "temperature", "steps", "draws"]

  subscript(key: String) -> ArgumentValue? { values[key] }

  /// Reads `simulated:key=value,...`.
  init(spec text: String, source: String) throws {
    self.source = source
    let parts = text.dropFirst("simulated:".count).split(
      separator: ",", omittingEmptySubsequences: false)
    for part in parts {
      let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard sides.count == 2 else {
        throw UsageError.invalidValue(
          source: source, value: text, expected: "simulated:key=value,... as simulated:p=0.99")
      }
      try add(String(sides[0]), String(sides[1]))
    }
  }

  /// Reads a JSON object with the same keys.
  init(profile path: String, source: String) throws {
    self.source = "\(source) \(path)"
    guard let data = FileManager.default.contents(atPath: path) else {
      throw LabError(
        "\(source): '\(path)' is neither simulated:key=value,... nor provider:model nor a profile file "
          + "that can be read\(Self.meant(path))"
      )
    }
    let object: [String: ProfileValue]
    do {
      object = try JSONDecoder().decode([String: ProfileValue].self, from: data)
    } catch {
      throw LabError(
        "\(path): not a channel profile\(Self.place(error)): a JSON object as "
          + "{\"p\": 0.99, \"v\": 0.97, \"latency\": \"1ms\"}")
    }
    for key in object.keys.sorted() where !Self.provenanceKeys.contains(key) {
      try add(key, object[key]?.text ?? "")
    }
    let said = Self.provenanceKeys.compactMap { key in
      object[key].map { "\(key) \($0.text.onOneLine)" }
    }
    provenance = said.isEmpty ? nil : said.joined(separator: ", ")
  }

  /// The kind of channel that may have been meant by what stands before the colon.
  private static func meant(_ text: String) -> String {
    guard let colon = text.firstIndex(of: ":") else { return "" }
    let kinds = ["simulated", "recorded"] + Provider.allCases.map(\.rawValue)
    return NearestName.of(String(text[..<colon]), among: kinds).map { "; did you mean \($0)?" }
      ?? ""
  }

  private mutating func add(_ key: String, _ text: String) throws {
    let known = ChannelSpec.keys.map(\.name)
    guard known.contains(key) else {
      let nearest = NearestName.of(key, among: known).map { "; did you mean \($0)?" } ?? ""
      throw LabError(
        "\(source): unknown key '\(key)'\(nearest); known are \(known.joined(separator: ", "))")
    }
    guard values[key] == nil else { throw LabError("\(source): key '\(key)' is given twice") }
    values[key] = ArgumentValue(source: "\(source): \(key)", text: text)
  }

  /// Where in a profile an error is, as far as the decoder says.
  private static func place(_ error: any Error) -> String {
    guard let error = error as? DecodingError else { return "" }
    let context: DecodingError.Context? =
      switch error {
      case .typeMismatch(_, let context), .valueNotFound(_, let context): context
      case .keyNotFound(_, let context), .dataCorrupted(let context): context
      @unknown default: nil
      }
    return context?.codingPath.first.map { " (key '\($0.stringValue)')" } ?? ""
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
