import ExperimentDesign

/// The texts of prompts in one store, each kept once; what was looked up lately is remembered.
struct PromptTexts {
  /// A text as the store keeps it.
  struct Kept {
    /// Number in this store; at least 1.
    let number: Int
    /// SHA-256 of the text.
    let digest: StrongID
  }

  /// Texts that are remembered at most; count.
  private static let mostKnown = 4096

  private var known: [String: Kept] = [:]
  private var texts: [Int: (text: String, digest: StrongID)] = [:]

  /// Returns a text as the store keeps it, which it does from now on.
  mutating func keep(_ text: String, in database: Database) throws(StoreError) -> Kept {
    if let kept = known[text] { return kept }
    let digest = StrongID(of: text)
    try database.execute(
      "INSERT INTO prompt(digest, text) VALUES (?, ?) ON CONFLICT DO NOTHING",
      [.text(digest.description), .text(text)])
    let number = try database.integer(
      "SELECT number FROM prompt WHERE digest = ?", [.text(digest.description)])
    let kept = Kept(number: number, digest: digest)
    if known.count >= Self.mostKnown { known.removeAll(keepingCapacity: true) }
    known[text] = kept
    return kept
  }

  /// Returns the text that has a number.
  ///
  /// - Throws: `torn` where there is none, or not the one that was written.
  mutating func text(
    _ number: Int, in database: Database
  ) throws(StoreError) -> (text: String, digest: StrongID) {
    if let found = texts[number] { return found }
    let rows = try database.rows(
      "SELECT text, digest FROM prompt WHERE number = ?", [.integer(number)]
    ) { (row) throws(StoreError) in (row.text(0), row.text(1)) }
    guard let (text, written) = rows.first else {
      throw .torn(path: database.path, finding: "the prompt \(number) of a draw is not there")
    }
    let digest = StrongID(of: text)
    guard digest.description == written else {
      throw .torn(path: database.path, finding: "the prompt \(number) is not what was written")
    }
    if texts.count >= Self.mostKnown { texts.removeAll(keepingCapacity: true) }
    texts[number] = (text, digest)
    return (text, digest)
  }

  /// Forgets all numbers, as when the rows that gave them were taken back.
  mutating func forget() {
    known.removeAll()
    texts.removeAll()
  }
}
