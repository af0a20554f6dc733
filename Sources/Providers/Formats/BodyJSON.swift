import Foundation
import MAKERCore

/// Bodies of requests and responses.
enum BodyJSON {
  /// Writes a body; equal values give equal bytes.
  static func bytes(_ value: some Encodable) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // A temperature that is no number is the server's to refuse.
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return (try? encoder.encode(value)).map(Array.init) ?? []
  }

  /// Reads the body of a successful response, whatever it holds besides.
  ///
  /// - Throws: A transient failure: the same draw may be answered better.
  static func read<Body: Decodable>(
    _ type: Body.Type, _ body: [UInt8], called name: String
  ) throws(ChannelFailure) -> Body {
    do {
      return try JSONDecoder().decode(type, from: Data(body))
    } catch {
      throw ChannelFailure(
        .transient, "\(body.count) bytes came that are no \(name); is the base URL right?")
    }
  }
}

/// A member that matters less than the reply; nil where it is null or of another kind.
struct Lenient<Value: Decodable>: Decodable {
  let value: Value?

  init(from decoder: any Decoder) throws {
    value = try? decoder.singleValueContainer().decode(Value.self)
  }
}

/// A count of tokens as a provider gives it; nil where it can be none.
struct TokenCount: Decodable {
  /// Tokens; 0 to 10^12.
  let value: Int?

  init(from decoder: any Decoder) throws {
    let count = try? decoder.singleValueContainer().decode(Int.self)
    value = count.flatMap { (0...1_000_000_000_000).contains($0) ? $0 : nil }
  }
}
