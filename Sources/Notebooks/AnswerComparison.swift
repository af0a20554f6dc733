package import TextFormats

/// How the answer of a tool agrees with the JSON that the page shows: members in any order.
package enum AnswerComparison {
  /// Returns what differs, a line each.
  ///
  /// - Parameters:
  ///   - page: The answer on the page; `[..]` in a string stands for any text.
  ///   - given: What the tool gave.
  /// - Returns: Lines as `votes[0].answer: "1" on the page, "2" given`; none where they agree.
  package static func differences(page: JSONValue, given: JSONValue) -> [String] {
    differences(page, given, at: "")
  }

  private static func differences(_ page: JSONValue, _ given: JSONValue, at place: String)
    -> [String]
  {
    if let page = page.members, let given = given.members {
      let names = page.map(\.0)
      return page.flatMap { name, value in
        let other = given.first { $0.0.utf8.elementsEqual(name.utf8) }?.1
        let place = join(place, name)
        return other.map { differences(value, $0, at: place) }
          ?? ["\(place): \(shown(value)) on the page, not given"]
      }
        + given.filter { !names.contains($0.0) }.map {
          "\(join(place, $0.0)): not on the page, \(shown($0.1)) given"
        }
    }
    if let page = page.elements, let given = given.elements, page.count == given.count {
      return zip(page, given).enumerated().flatMap {
        differences($1.0, $1.1, at: "\(place)[\($0)]")
      }
    }
    if agree(page, given) { return [] }
    let name = place.isEmpty ? "the answer" : place
    return ["\(name): \(shown(page)) on the page, \(shown(given)) given"]
  }

  /// Whether two values without members and elements agree.
  private static func agree(_ page: JSONValue, _ given: JSONValue) -> Bool {
    if let page = page.string, let given = given.string { return Elision.matches(given, page) }
    if let page = page.bool, let given = given.bool { return page == given }
    if let page = page.integer, let given = given.integer { return page == given }
    if let page = page.double, let given = given.double { return page == given }
    return page.isNull && given.isNull
  }

  private static func join(_ place: String, _ name: String) -> String {
    place.isEmpty ? name.escapedOnOneLine : "\(place).\(name.escapedOnOneLine)"
  }

  private static func shown(_ value: JSONValue) -> String {
    let text = JSONText.compact(value)
    return text.count > 200 ? text.prefix(200) + "…" : text
  }
}
