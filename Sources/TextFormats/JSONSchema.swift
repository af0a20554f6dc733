/// A JSON Schema (2020-12), of the keywords that the lab knows; others are refused where it is made.
package struct JSONSchema: Sendable {
  /// The schema as it was written.
  package let source: JSONValue

  /// Why something is no schema, or is one that the lab does not know.
  package struct Failure: Error, Equatable, Sendable, CustomStringConvertible {
    /// Where it is wrong, as a JSON Pointer; empty for the root.
    package let path: String
    /// What is wrong there.
    package let problem: String

    package var description: String { path.isEmpty ? problem : "\(path): \(problem)" }
  }

  /// Takes a schema.
  ///
  /// - Parameter source: The schema.
  /// - Throws: `Failure` for an unknown keyword or a value that the keyword does not take.
  package init(_ source: JSONValue) throws(Failure) { self.source = source }

  /// Returns what is wrong with a value first; nil where it fits.
  ///
  /// - Parameter value: The value.
  /// - Returns: Where it does not fit and what is allowed there.
  package func problem(with value: JSONValue) -> Failure? { nil }
}

extension JSONSchema: Hashable {
  package static func == (left: JSONSchema, right: JSONSchema) -> Bool {
    left.source.canonical == right.source.canonical
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(source.canonical) }
}
