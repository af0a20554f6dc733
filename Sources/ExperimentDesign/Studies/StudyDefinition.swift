package import Foundation

/// An experiment whose numbers a named procedure computes from what it is given.
///
/// The schema of its JSON is documented in `notebooks-md/experiments.md`.
package struct StudyDefinition: Equatable, Sendable {
  /// Title of its figure and report.
  package let title: String
  /// Seed unless the command gives another; 0 to `Int.max`.
  package let seed: Int
  /// Name of the procedure.
  package let study: String
  /// What it is to support.
  package let claims: [StudyClaim]
  /// The whole text, of which the procedure reads what it is given.
  package let json: Data
  /// What to call the text in an error.
  package let file: String

  private enum CodingKeys: String, CodingKey, CaseIterable {
    case title, seed, study, given, claims
  }

  /// What the procedure itself will read.
  private struct Anything: Decodable { init(from decoder: any Decoder) {} }

  private struct Head: Decodable {
    let title: String
    let seed: Int
    let study: String
    let claims: [StudyClaim]

    init(from decoder: any Decoder) throws {
      let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
      title = try container.decode(String.self, forKey: .title)
      seed = try container.number(Int.self, .seed) ?? 1
      study = try container.decode(String.self, forKey: .study)
      _ = try container.decode(Anything.self, forKey: .given)
      claims = try container.decode([StudyClaim].self, forKey: .claims)
      try container.check(seed >= 0, .seed, "\(seed) is negative; allowed is 0 to 2^63 − 1")
      let names = claims.map(\.name)
      for (index, name) in names.enumerated() where names[..<index].contains(name) {
        throw DecodingError.dataCorrupted(
          DecodingError.Context(
            codingPath: [CodingKeys.claims, AnyKey(intValue: index)],
            debugDescription: "\(name) is the name of two claims"))
      }
    }
  }

  private struct Whole<Given: Decodable>: Decodable { let given: Given }

  /// Reads a definition; what the procedure is given is read by `given(as:)`.
  ///
  /// - Parameters:
  ///   - json: The text of an `experiment.json`.
  ///   - file: What to call it in an error.
  /// - Throws: `DefinitionError` with the file, the key path and what is allowed there.
  package init(json: Data, file: String) throws(DefinitionError) {
    let head = try DefinitionError.reading(Head.self, from: json, file: file)
    title = head.title
    seed = head.seed
    study = head.study
    claims = head.claims
    self.json = json
    self.file = file
  }

  /// Reads what the procedure is given.
  ///
  /// - Parameter type: What it reads.
  /// - Returns: The value at key `given`.
  /// - Throws: `DefinitionError` with the file, the key path and what is allowed there.
  package func given<Given: Decodable>(as type: Given.Type) throws(DefinitionError) -> Given {
    try DefinitionError.reading(Whole<Given>.self, from: json, file: file).given
  }

  /// Whether a text is that of a study, however wrong: it names one at key `study`.
  package static func isStudy(_ json: Data) -> Bool {
    struct Kind: Decodable { let study: String }
    return (try? JSONDecoder().decode(Kind.self, from: json)) != nil
  }
}
