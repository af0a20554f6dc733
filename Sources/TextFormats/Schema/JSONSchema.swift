/// A JSON Schema (2020-12), of the keywords that the lab knows; others are refused where it is made.
///
/// Numbers are compared by value without rounding, `pattern` is RE2's, and `format` says nothing about
/// values. A reference leads to the root or into its `$defs`. A check does a bounded amount of work: a value
/// that takes more does not fit.
package struct JSONSchema: Sendable {
  /// Most bytes of a schema, written without blanks.
  package static let mostBytes = 262_144
  /// Most schemas within a schema; count.
  package static let mostParts = 2_000
  /// Most schemas within each other, not counted through references; count.
  package static let mostDepth = 32
  /// Most regular expressions of a schema; count.
  package static let mostExpressions = 32

  /// The schema as it was written.
  package let source: JSONValue
  /// Bytes that are equal for equal schemas.
  private let canonical: [UInt8]
  private let parts: [SchemaPart]

  /// Why something is no schema, or a value does not fit one.
  package struct Failure: Error, Equatable, Sendable, CustomStringConvertible {
    /// Where it is wrong, as a JSON Pointer, in which long names are cut; empty for the root.
    package let path: String
    /// What is wrong there.
    package let problem: String

    /// Where and what, escaped, on one line.
    package var description: String {
      (path.isEmpty ? problem : "\(path): \(problem)").escapedOnOneLine
    }
  }

  /// Takes a schema.
  ///
  /// - Parameter source: The schema.
  /// - Throws: `Failure` for an unknown keyword or a value that the keyword does not take.
  package init(_ source: JSONValue) throws(Failure) {
    guard let canonical = source.canonical else {
      throw Failure(path: "", problem: "a number in it has an exponent past 9 digits")
    }
    guard canonical.count <= Self.mostBytes else {
      throw Failure(
        path: "", problem: "a schema has at most \(Self.mostBytes) bytes, not \(canonical.count)")
    }
    self.source = source
    self.canonical = canonical
    parts = try SchemaReader.parts(source)
  }

  /// Returns what is wrong with a value first; nil where it fits.
  ///
  /// - Parameter value: The value.
  /// - Returns: Where it does not fit and what is allowed there.
  package func problem(with value: JSONValue) -> Failure? {
    SchemaCheck.problem(with: value, parts)?.failure
  }
}

extension JSONSchema: Hashable {
  /// Whether two schemas are the same canonical text.
  package static func == (left: JSONSchema, right: JSONSchema) -> Bool {
    left.canonical == right.canonical
  }

  /// Feeds the canonical text.
  package func hash(into hasher: inout Hasher) { hasher.combine(canonical) }
}
