/// What is wrong, on the way from where it was found to the root.
struct SchemaProblem: Equatable {
  /// What is wrong there.
  let problem: String
  /// Names and indices, the innermost first.
  var path: [String]

  init(_ problem: String, path: [String] = []) {
    self.problem = problem
    self.path = path
  }

  /// The problem one name further out.
  func within(_ name: String) -> SchemaProblem { SchemaProblem(problem, path: path + [name]) }

  /// The problem with its place as a JSON Pointer.
  var failure: JSONSchema.Failure {
    let names = path.reversed().map {
      "/" + SchemaWords.cut($0).replacing("~", with: "~0").replacing("/", with: "~1")
    }
    return JSONSchema.Failure(path: names.joined(), problem: problem)
  }
}

/// Words of the problems with schemas and values.
enum SchemaWords {
  /// Most characters of a text that is shown; count.
  private static let most = 40

  /// A text, cut where it is long.
  static func cut(_ text: String) -> String {
    let start = text.unicodeScalars.prefix(most + 1)
    guard start.count > most else { return text }
    return String(String.UnicodeScalarView(start.prefix(most))) + "…"
  }

  /// A value as a message shows it: cut where it is long, and a list or an object by its kind alone.
  static func shown(_ value: JSONValue) -> String {
    switch value {
    case .string(let text): JSONText.quoted(cut(text))
    case .array: "an array"
    case .object: "an object"
    default: cut(JSONText.compact(value))
    }
  }

  /// The first of some words.
  static func list(_ words: [String]) -> String {
    let shown = words.prefix(most).joined(separator: ", ")
    return words.count > most ? shown + ", …" : shown
  }

  /// That a name is not known, with the nearest that is, or all.
  static func unknown(_ kind: String, _ name: String, known: [String]) -> String {
    let start = "unknown \(kind) \(JSONText.quoted(cut(name)))"
    if let nearest = nearest(name, known) {
      return start + "; did you mean \(JSONText.quoted(cut(nearest)))?"
    }
    return known.isEmpty ? start : start + "; known are " + list(known.map(cut))
  }

  /// The known name nearest to one; long ones and long lists are not compared.
  static func nearest(_ name: String, _ known: [String]) -> String? {
    guard name.utf8.count <= 64, known.count <= 64 else { return nil }
    return NearestName.of(name, among: known.filter { $0.utf8.count <= 64 })
  }
}
