/// A string that a model wrote.
struct ReplyText: Decodable {
  /// The string, or bytes that are no text where it holds such.
  let bytes: [UInt8]

  /// What stands for a string with bytes that are no UTF-8, half a surrogate pair, or what JSON wants
  /// escaped: it is a reply all the same, paid for, and to be flagged rather than asked for again.
  private static let noText: [UInt8] = [0xFF]

  init(from decoder: any Decoder) throws {
    do {
      bytes = Array(try decoder.singleValueContainer().decode(String.self).utf8)
    } catch let error as DecodingError {
      // It is no string at all.
      throw error
    } catch {
      // It is one, and Foundation's own error, which has no name, says that it cannot be read.
      bytes = Self.noText
    }
  }
}

/// The content of a message: a text, or parts of which some are texts.
struct MessageContent: Decodable {
  /// The texts, one after another.
  let bytes: [UInt8]

  private struct Part: Decodable {
    let type: Lenient<String>?
    let text: Lenient<ReplyText>?
  }

  init(from decoder: any Decoder) throws {
    do {
      bytes = try ReplyText(from: decoder).bytes
    } catch DecodingError.typeMismatch {
      // Calls of tools, thoughts and whatever else a part may be are no text.
      bytes = try decoder.singleValueContainer().decode([Part].self)
        .filter { $0.type?.value == "text" }
        .flatMap { $0.text?.value?.bytes ?? [] }
    }
  }
}
