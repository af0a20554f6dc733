package import TextFormats

extension AnswerComparison {
  /// Returns the text of a page's answer with what differs replaced; all else stays as it is written.
  ///
  /// An object with other members, or a list of another length, is written anew; what agrees within it
  /// keeps its elisions.
  ///
  /// - Parameters:
  ///   - text: The answer on the page, which is JSON.
  ///   - page: The value of that text.
  ///   - given: What the tool gave.
  /// - Returns: JSON that agrees with what was given.
  package static func promoted(_ text: String, page: JSONValue, given: JSONValue) -> String {
    var bytes = Array(text.utf8)
    let places = JSONPlaces(bytes)
    // From the end on, so that what stands before keeps its place.
    for edit in edits(places, page, given).reversed() {
      let start = bytes[..<edit.range.lowerBound].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 }
      let indent = bytes[(start ?? 0)...].prefix { $0 == UInt8(ascii: " ") }
      let lines = PageLines.split(JSONText.pretty(edit.value))
      bytes.replaceSubrange(
        edit.range,
        with: lines.joined(separator: "\n" + String(decoding: indent, as: UTF8.self)).utf8)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private typealias Edit = (range: Range<Int>, value: JSONValue)

  /// What is to be replaced in the text, in its order.
  private static func edits(
    _ places: JSONPlaces, _ page: JSONValue, _ given: JSONValue
  ) -> [Edit] {
    if let page = page.members, let given = given.members, page.count == given.count,
      page.count == places.parts.count
    {
      let pairs = page.map { member in (member.1, value(of: member.0, in: given)) }
      if pairs.allSatisfy({ $0.1 != nil }) {
        return zip(places.parts, pairs).flatMap { place, pair in
          pair.1.map { edits(place, pair.0, $0) } ?? []
        }
      }
    }
    if let page = page.elements, let given = given.elements, page.count == given.count,
      page.count == places.parts.count
    {
      return zip(places.parts, zip(page, given)).flatMap { edits($0, $1.0, $1.1) }
    }
    return differences(page: page, given: given).isEmpty
      ? [] : [(places.range, merged(page, given))]
  }

  /// What was given, with the elisions of the page where both agree.
  private static func merged(_ page: JSONValue, _ given: JSONValue) -> JSONValue {
    if let page = page.members, let given = given.members {
      return .object(
        given.map { name, given in
          (name, value(of: name, in: page).map { merged($0, given) } ?? given)
        })
    }
    if let page = page.elements, let given = given.elements {
      return .array(zip(page, given).map(merged) + given.dropFirst(page.count))
    }
    return differences(page: page, given: given).isEmpty ? page : given
  }

  private static func value(of name: String, in members: [(String, JSONValue)]) -> JSONValue? {
    members.first { $0.0.utf8.elementsEqual(name.utf8) }?.1
  }
}
