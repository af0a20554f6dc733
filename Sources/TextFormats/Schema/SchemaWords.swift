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
  /// Most characters of a text that is shown, and most texts; count.
  private static let most = 40
  /// Most bytes of several problems that are told as one.
  private static let mostBytes = 1_000

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

  /// The first of some texts, each in words.
  static func list<Texts: Collection>(
    _ texts: Texts, _ words: (Texts.Element) -> String
  ) -> String {
    let shown = texts.prefix(most).map(words).joined(separator: ", ")
    return texts.count > most ? shown + ", …" : shown
  }

  /// Several problems as one, each told once; as many as are short enough, and the first in any case.
  static func either(_ problems: [SchemaProblem]) -> String {
    var words: [String] = []
    var bytes = 0
    for problem in problems.map(\.problem) where !words.contains(problem) {
      bytes += problem.utf8.count
      guard words.isEmpty || (words.count < 4 && bytes <= mostBytes) else {
        words.append("…")
        break
      }
      words.append(problem)
    }
    return words.joined(separator: "; or ")
  }

  /// That a name is not known, with the nearest that is, or all.
  static func unknown(_ kind: String, _ name: String, known: [String]) -> String {
    let start = "unknown \(kind) \(JSONText.quoted(cut(name)))"
    if let nearest = nearest(name, known) {
      return start + "; did you mean \(JSONText.quoted(cut(nearest)))?"
    }
    return known.isEmpty ? start : start + "; known are " + list(known, cut)
  }

  /// Pairs of a byte of a name and one of a known name that `nearest` compares; 0 where it does not.
  static func pairs(_ name: String, _ known: [String]) -> Int {
    guard name.utf8.count <= 64, known.count <= 64 else { return 0 }
    return name.utf8.count * known.reduce(0) { $0 + ($1.utf8.count <= 64 ? $1.utf8.count : 0) }
  }

  /// The known name nearest to one; long ones and long lists are not compared.
  static func nearest(_ name: String, _ known: [String]) -> String? {
    guard name.utf8.count <= 64, known.count <= 64 else { return nil }
    return NearestName.of(name, among: known.filter { $0.utf8.count <= 64 })
  }
}
