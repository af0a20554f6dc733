/// What single keywords take.
extension SchemaReader {
  func types(_ value: JSONValue) throws(JSONSchema.Failure) -> SchemaTypes {
    let names = value.elements ?? [value]
    var types: SchemaTypes = []
    for name in names {
      guard let known = SchemaTypes.known.first(where: { $0.name == name.string }),
        types.insert(known.type).inserted
      else { types = []; break }
    }
    guard !types.isEmpty else {
      throw failure(
        "must be one of " + SchemaTypes.known.map(\.name).joined(separator: ", ")
          + ", or an array of some of them, none twice")
    }
    return types
  }

  static func values(_ values: [JSONValue], _ start: String) -> SchemaCondition {
    .values(
      Set(values.compactMap(\.canonical)),
      values.reduce(into: []) { $0.formUnion(SchemaTypes(of: $1)) },
      names: values.compactMap(\.string),
      words: start + SchemaWords.list(values, SchemaWords.shown))
  }

  func bound(
    _ bound: SchemaCondition.Bound, _ value: JSONValue
  ) throws(JSONSchema.Failure) -> SchemaCondition {
    guard let number = ExactDecimal(value) else { throw failure("must be a number") }
    return .bound(bound, number, SchemaWords.shown(value))
  }

  /// A count of things; one that no memory holds is the largest.
  func count(_ value: JSONValue) throws(JSONSchema.Failure) -> Int {
    guard let number = ExactDecimal(value), number.isWhole, number >= .zero else {
      throw failure("must be a whole number, at least 0")
    }
    return value.integer ?? .max
  }

  func truth(_ value: JSONValue) throws(JSONSchema.Failure) -> Bool {
    guard let truth = value.bool else { throw failure("must be true or false") }
    return truth
  }

  func names(_ value: JSONValue) throws(JSONSchema.Failure) -> [SchemaName] {
    let names = value.elements?.compactMap(\.string).map(SchemaName.init)
    guard let names, names.count == value.elements?.count, Set(names).count == names.count else {
      throw failure("must be an array of names, none twice")
    }
    return names
  }
}
