import Foundation

/// What the body of an error response says, whichever format it is of; a body that says nothing is
/// read too.
package struct ErrorBody: Sendable {
  /// What is wrong, in the provider's words; nil where there are none.
  package private(set) var message: String?
  /// Kinds and codes, as `insufficient_quota`; may be empty.
  package private(set) var codes: [String] = []
  /// The parameter at fault; nil where none is named.
  package private(set) var parameter: String?

  /// Reads a body.
  ///
  /// - Parameter body: The bytes as they came.
  package init(_ body: [UInt8]) {
    guard let envelope = try? JSONDecoder().decode(Envelope.self, from: Data(body)) else { return }
    let fields = envelope.error?.value?.fields
    message =
      fields?.message?.value ?? envelope.error?.value?.text ?? envelope.message?.value
      ?? envelope.detail?.value
    codes = [
      fields?.type?.value, fields?.code?.value, fields?.details?.value?.code?.value,
    ].compactMap { $0 }
    parameter = fields?.parameter?.value
  }

  private struct Envelope: Decodable {
    let error: Lenient<Problem>?
    let message: Lenient<String>?
    let detail: Lenient<String>?
  }

  /// An object, or only a text as Ollama writes it.
  private struct Problem: Decodable {
    let text: String?
    let fields: Fields?

    init(from decoder: any Decoder) throws {
      text = try? decoder.singleValueContainer().decode(String.self)
      fields = text == nil ? try Fields(from: decoder) : nil
    }
  }

  private struct Fields: Decodable {
    struct Details: Decodable {
      let code: Lenient<String>?

      enum CodingKeys: String, CodingKey { case code = "error_code" }
    }

    let message: Lenient<String>?
    let type: Lenient<String>?
    let code: Lenient<String>?
    let parameter: Lenient<String>?
    let details: Lenient<Details>?

    enum CodingKeys: String, CodingKey {
      case message, type, code, details
      case parameter = "param"
    }
  }
}
