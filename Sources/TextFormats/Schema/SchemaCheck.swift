/// Checks one value against the parts of a schema.
struct SchemaCheck {
  /// Most steps of a check, as `SchemaEffort` counts them.
  static let mostWork = 2_000_000
  /// Most parts of the schema that look at a value, or at what it is in, at the same time; count.
  static let mostDepth = 256

  /// Why a check is given up; the value does not fit then.
  enum Stop: Error {
    case tooMuchWork, tooDeep

    fileprivate var problem: SchemaProblem {
      switch self {
      case .tooMuchWork: SchemaProblem("the check takes more than \(mostWork) steps")
      case .tooDeep: SchemaProblem("the check takes more than \(mostDepth) schemas at a time")
      }
    }
  }

  private let parts: [SchemaPart]
  private var work = 0

  private init(_ parts: [SchemaPart]) { self.parts = parts }

  /// Checks a value.
  ///
  /// - Parameters:
  ///   - value: The value.
  ///   - parts: The schema; the root is the first part.
  /// - Returns: What is wrong first; nil where it fits.
  static func problem(with value: JSONValue, _ parts: [SchemaPart]) -> SchemaProblem? {
    if let problem = incomparable(value) { return problem }
    var check = SchemaCheck(parts)
    do throws(Stop) {
      return try check.problem(value, 0, depth: 0)
    } catch { return error.problem }
  }

  /// A number that is not compared.
  private static func incomparable(_ value: JSONValue) -> SchemaProblem? {
    switch value {
    case .decimal, .number:
      return value.canonical == nil
        ? SchemaProblem("must be a number with an exponent of at most 9 digits") : nil
    case .array(let items):
      for (index, item) in items.enumerated() {
        if let problem = incomparable(item) { return problem.within("\(index)") }
      }
    case .object(let members):
      for (name, member) in members {
        if let problem = incomparable(member) { return problem.within(name) }
      }
    case .null, .bool, .int, .string: break
    }
    return nil
  }

  private mutating func spend(_ steps: Int) throws(Stop) {
    work += steps
    guard work <= Self.mostWork else { throw .tooMuchWork }
  }

  private mutating func problem(
    _ value: JSONValue, _ part: Int, depth: Int
  ) throws(Stop) -> SchemaProblem? {
    guard depth < Self.mostDepth else { throw .tooDeep }
    try spend(1)
    for condition in parts[part].conditions {
      try spend(1)
      guard let problem = try problem(value, condition, depth: depth + 1) else { continue }
      try spend(SchemaEffort.words)
      return problem
    }
    return nil
  }

  private mutating func problem(
    _ value: JSONValue, _ condition: SchemaCondition, depth: Int
  ) throws(Stop) -> SchemaProblem? {
    switch condition {
    case .never, .types, .values, .bound, .multiple, .count, .pattern, .unique, .required:
      return try own(value, condition)
    case .all(let parts):
      for part in parts {
        if let problem = try problem(value, part, depth: depth) { return problem }
      }
      return nil
    case .any(let parts): return try any(value, parts, depth)
    case .one(let parts): return try one(value, parts, depth)
    case .not(let part):
      guard try problem(value, part, depth: depth) == nil else { return nil }
      return SchemaProblem("must not be what the schema excludes")
    case .reference(let part): return try problem(value, part, depth: depth)
    case .first(let parts):
      for (index, (part, item)) in zip(parts, value.elements ?? []).enumerated() {
        if let problem = try problem(item, part, depth: depth) { return problem.within("\(index)") }
      }
      return nil
    case .rest(let start, let part): return try rest(value, start, part, depth)
    case .members(let members): return try self.members(value, members, depth)
    case .names(let part):
      for (name, _) in value.members ?? [] {
        guard let problem = try problem(.string(name), part, depth: depth) else { continue }
        return SchemaProblem(
          "the name \(JSONText.quoted(SchemaWords.cut(name))) \(problem.problem)")
      }
      return nil
    }
  }

  private mutating func any(
    _ value: JSONValue, _ parts: [Int], _ depth: Int
  ) throws(Stop) -> SchemaProblem? {
    var problems: [SchemaProblem] = []
    for part in parts {
      guard let problem = try problem(value, part, depth: depth) else { return nil }
      problems.append(problem)
    }
    return Self.nearest(problems)
  }

  private mutating func one(
    _ value: JSONValue, _ parts: [Int], _ depth: Int
  ) throws(Stop) -> SchemaProblem? {
    var problems: [SchemaProblem] = []
    for part in parts {
      if let problem = try problem(value, part, depth: depth) { problems.append(problem) }
    }
    switch parts.count - problems.count {
    case 0: return Self.nearest(problems)
    case 1: return nil
    case let count:
      return SchemaProblem("must fit exactly one of \(parts.count) schemas, and fits \(count)")
    }
  }

  /// What to tell where none of several schemas fits: what is wrong furthest inside, or all of it.
  private static func nearest(_ problems: [SchemaProblem]) -> SchemaProblem? {
    let deepest = problems.map(\.path.count).max() ?? 0
    let nearest = problems.filter { $0.path.count == deepest }
    if deepest > 0 || nearest.count == 1 { return nearest.first }
    return SchemaProblem(SchemaWords.either(nearest))
  }

  private mutating func rest(
    _ value: JSONValue, _ start: Int, _ part: Int, _ depth: Int
  ) throws(Stop) -> SchemaProblem? {
    let items = value.elements ?? []
    for index in min(start, items.count)..<items.count {
      guard let problem = try problem(items[index], part, depth: depth) else { continue }
      return problem.within("\(index)")
    }
    return nil
  }

  private mutating func members(
    _ value: JSONValue, _ members: SchemaMembers, _ depth: Int
  ) throws(Stop) -> SchemaProblem? {
    for (name, member) in value.members ?? [] {
      try spend(SchemaEffort.reading(name))
      var isKnown = false
      if let part = members.named[SchemaName(name)] {
        isKnown = true
        if let problem = try problem(member, part, depth: depth) { return problem.within(name) }
      }
      for (expression, part) in members.patterns {
        guard try matches(expression, name) else { continue }
        isKnown = true
        if let problem = try problem(member, part, depth: depth) { return problem.within(name) }
      }
      if isKnown { continue }
      if members.isClosed {
        try spend(SchemaEffort.list + SchemaEffort.nearest(name, members.names))
        return SchemaProblem(SchemaWords.unknown("member", name, known: members.names))
      }
      if let part = members.others, let problem = try problem(member, part, depth: depth) {
        return problem.within(name)
      }
    }
    return nil
  }

  private mutating func matches(
    _ expression: RegularExpression, _ text: String
  ) throws(Stop) -> Bool {
    try spend(SchemaEffort.matching(expression, text))
    return expression.matches(Array(text.utf8))
  }

  /// Conditions that look at a value without other parts of the schema.
  private mutating func own(
    _ value: JSONValue, _ condition: SchemaCondition
  ) throws(Stop) -> SchemaProblem? {
    func must(_ words: String, _ found: String? = nil) -> SchemaProblem {
      SchemaProblem("must be \(words), not \(found ?? SchemaWords.shown(value))")
    }
    switch condition {
    case .never: return SchemaProblem("nothing is allowed here")
    case .types(let types):
      try spend(SchemaEffort.parsing(value))
      return types.isDisjoint(with: SchemaTypes(of: value)) ? must(types.words) : nil
    case .values(let values, let types, let names, let words):
      try spend(SchemaEffort.parsing(value))
      if !types.isDisjoint(with: SchemaTypes(of: value)) {
        try spend(SchemaEffort.canonical(value))
        if let bytes = value.canonical, values.contains(bytes) { return nil }
      }
      try spend(SchemaEffort.reading(words))
      if let text = value.string { try spend(SchemaEffort.nearest(text, names)) }
      let nearest = value.string.flatMap { SchemaWords.nearest($0, names) }
      return SchemaProblem(
        must(words).problem + (nearest.map { "; did you mean \(JSONText.quoted($0))?" } ?? ""))
    case .bound(let bound, let limit, let words):
      try spend(SchemaEffort.parsing(value))
      guard let number = ExactDecimal(value) else { return nil }
      let fits =
        switch bound {
        case .atLeast: number >= limit
        case .atMost: number <= limit
        case .above: number > limit
        case .below: number < limit
        }
      return fits ? nil : must("\(bound.words) \(words)")
    case .multiple(let divisor, let words):
      try spend(SchemaEffort.dividing(value))
      guard let number = ExactDecimal(value), !number.isMultiple(of: divisor) else { return nil }
      return must("a multiple of \(words)")
    case .count(let counted, let least, let most):
      return try count(value, counted, least, most)
    case .pattern(let expression):
      guard let text = value.string, try !matches(expression, text) else { return nil }
      return SchemaProblem("must match \(JSONText.quoted(SchemaWords.cut(expression.pattern)))")
    case .unique: return try repeated(value)
    case .required(let names):
      return try missing(names, in: value)
    default: return nil
    }
  }

  private mutating func missing(
    _ names: [SchemaName], in value: JSONValue
  ) throws(Stop) -> SchemaProblem? {
    guard let members = value.members else { return nil }
    for name in names { try spend(SchemaEffort.reading(name.text)) }
    for (name, _) in members { try spend(SchemaEffort.reading(name)) }
    let given = Set(members.map { SchemaName($0.0) })
    let missing = names.filter { !given.contains($0) }
    guard !missing.isEmpty else { return nil }
    try spend(SchemaEffort.list)
    let words = SchemaWords.list(missing) { JSONText.quoted(SchemaWords.cut($0.text)) }
    return SchemaProblem(
      missing.count == 1 ? "the member \(words) is missing" : "the members \(words) are missing")
  }

  private mutating func count(
    _ value: JSONValue, _ counted: SchemaCondition.Counted, _ least: Int, _ most: Int
  ) throws(Stop) -> SchemaProblem? {
    let count: Int
    switch (counted, value) {
    case (.characters, .string(let text)):
      try spend(SchemaEffort.reading(text))
      count = text.unicodeScalars.count
    case (.elements, .array(let items)): count = items.count
    case (.members, .object(let members)): count = members.count
    default: return nil
    }
    if (least...most).contains(count) { return nil }
    let limit = count < least ? least : most
    return SchemaProblem(
      "must have at \(count < least ? "least" : "most") \(limit) \(counted.words(limit)), not \(count)"
    )
  }

  private mutating func repeated(_ value: JSONValue) throws(Stop) -> SchemaProblem? {
    var places: [[UInt8]: Int] = [:]
    for (index, item) in (value.elements ?? []).enumerated() {
      try spend(SchemaEffort.canonical(item))
      guard let bytes = item.canonical else { continue }
      if let first = places.updateValue(index, forKey: bytes) {
        return SchemaProblem("elements \(first) and \(index) are equal, and none may be twice")
      }
    }
    return nil
  }
}
