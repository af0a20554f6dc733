package import Foundation

/// Reads a price book; amounts stay decimal, so that no price is rounded.
extension PriceBook {
  /// Reads a book from JSON.
  ///
  /// - Parameters:
  ///   - json: The bytes.
  ///   - name: File they are from, for errors.
  /// - Throws: `PriceBookError` in one line: where, and what is allowed.
  package init(json: Data, name: String) throws(PriceBookError) {
    let file: BookFile
    do {
      file = try JSONDecoder().decode(BookFile.self, from: json)
    } catch let error as DecodingError {
      throw PriceBookError(book: name, error)
    } catch {
      throw PriceBookError(book: name, place: "", problem: "is not JSON")
    }
    try self.init(name: name, date: file.date, entries: file.entries)
  }
}

/// The file as it stands.
private struct BookFile: Decodable {
  let date: CalendarDate
  let entries: [PriceEntry]

  enum CodingKeys: String, CodingKey, CaseIterable { case currency, date, prices }

  init(from decoder: any Decoder) throws {
    let container = try decoder.knownKeys(CodingKeys.self)
    let currency = try container.decode(String.self, forKey: .currency)
    guard currency == "USD" else {
      throw container.error(.currency, "'\(currency)' is unknown; prices are in USD")
    }
    date = try container.date(.date)
    entries = try container.decode([EntryRow].self, forKey: .prices).map(\.entry)
  }
}

private struct EntryRow: Decodable {
  let entry: PriceEntry

  enum CodingKeys: String, CodingKey, CaseIterable {
    case provider, model, from, until, input, output, source
    case cachedInput = "cached_input"
    case batchDiscount = "batch_discount"
    case lookedUp = "looked_up"
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.knownKeys(CodingKeys.self)
    let name = try container.decode(String.self, forKey: .model)
    guard let model = ModelPattern(name) else {
      throw container.error(
        .model, "'\(name)' must be a name, a name with * at its end for its versions, or * for all")
    }
    let input = try container.price(.input)
    let cached = try container.contains(.cachedInput) ? container.price(.cachedInput) : nil
    if let cached, cached > input {
      throw container.error(.cachedInput, "must be at most the price of input")
    }
    entry = PriceEntry(
      provider: try container.words(.provider), model: model, from: try container.date(.from),
      until: try container.contains(.until) ? container.date(.until) : nil,
      prices: ModelPrices(
        input: input, output: try container.price(.output), cachedInput: cached,
        batchDiscount: try container.contains(.batchDiscount)
          ? container.millionths(.batchDiscount, most: 1, "from 0 to 1") : nil),
      source: try container.words(.source), lookedUp: try container.date(.lookedUp))
  }
}

extension KeyedDecodingContainer {
  /// An error at a key, for a person.
  func error(_ key: Key, _ problem: String) -> DecodingError {
    .dataCorruptedError(forKey: key, in: self, debugDescription: problem)
  }

  /// A text that is not blank.
  func words(_ key: Key) throws -> String {
    let text = try decode(String.self, forKey: key)
    if text.allSatisfy(\.isWhitespace) { throw error(key, "is empty") }
    return text
  }

  /// A day of the calendar.
  func date(_ key: Key) throws -> CalendarDate {
    let text = try decode(String.self, forKey: key)
    guard let date = CalendarDate(text) else {
      throw error(key, "'\(text)' must be a day as 2026-11-20")
    }
    return date
  }

  /// A price of a million tokens in dollars is as many picodollars a token, times a million.
  func price(_ key: Key) throws -> Int {
    try millionths(key, most: 1_000_000, "from 0 to 1e6 for a million tokens")
  }

  fileprivate func millionths(_ key: Key, most: Int, _ allowed: String) throws -> Int {
    let amount: Decimal
    do {
      amount = try decode(Decimal.self, forKey: key)
    } catch let error as DecodingError {
      guard case .dataCorrupted = error else { throw error }
      throw self.error(key, "must be \(allowed)")
    } catch {
      // JSON has numbers that no decimal has.
      throw self.error(key, "must be \(allowed)")
    }
    guard amount >= 0, amount <= Decimal(most) else {
      throw error(key, "\(amount) must be \(allowed)")
    }
    let scaled = amount * 1_000_000
    let number = NSDecimalNumber(decimal: scaled).intValue
    guard Decimal(number) == scaled else {
      throw error(key, "\(amount) has more than 6 decimals")
    }
    return number
  }
}

extension Decoder {
  /// Returns a keyed container after refusing keys that it does not know.
  func knownKeys<Key: CodingKey & CaseIterable>(
    _ type: Key.Type
  ) throws -> KeyedDecodingContainer<Key> {
    let known = Key.allCases.map(\.stringValue)
    for key in try container(keyedBy: AnyKey.self).allKeys where !known.contains(key.stringValue) {
      throw DecodingError.dataCorrupted(
        DecodingError.Context(
          codingPath: codingPath + [key],
          debugDescription: "unknown key; known are \(known.sorted().joined(separator: ", "))"))
    }
    return try container(keyedBy: type)
  }
}

private struct AnyKey: CodingKey {
  let stringValue: String
  var intValue: Int? { nil }

  init(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
}

extension PriceBookError {
  /// Words an error of the decoder for a person.
  init(book: String, _ error: DecodingError) {
    let place: [any CodingKey]
    let problem: String
    switch error {
    case .dataCorrupted(let context):
      place = context.codingPath
      problem = place.isEmpty ? "is not JSON" : context.debugDescription
    case .keyNotFound(let key, let context):
      place = context.codingPath + [key]
      problem = "is missing"
    case .typeMismatch(let type, let context), .valueNotFound(let type, let context):
      place = context.codingPath
      problem = "must be \(Self.words(for: type))"
    @unknown default:
      place = []
      problem = "cannot be read"
    }
    var path = ""
    for key in place {
      if let index = key.intValue {
        path += "[\(index)]"
      } else {
        path += (path.isEmpty ? "" : ".") + key.stringValue
      }
    }
    self.init(book: book, place: path, problem: problem)
  }

  private static func words(for type: any Any.Type) -> String {
    if type == String.self { return "a text" }
    if type == Decimal.self { return "a number" }
    if type == Bool.self { return "true or false" }
    return "\(type)".hasPrefix("Array") ? "a list" : "an object"
  }
}
