import ExperimentDesign
import Foundation
import Testing

/// The rows of the ledger of claims, as they stand in the experiments.
@Suite struct ClaimsLedgerTests {
  /// Rows by letter: R, the project plan; M, the summary; H, routing; A, workflows; D, budgets.
  private static let rows = [("R", 12), ("M", 9), ("H", 5), ("A", 5), ("D", 5)]
    .flatMap { letter, count in
      (1...count).map { letter + ($0 < 10 ? "0" : "") + "\($0)" }
    }

  /// Letters whose rows are all there.
  private static let complete: Set<Character> = ["R", "M", "H", "A", "D"]

  private static func claims() throws -> [(experiment: String, claim: StudyClaim)] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../Experiments/claims").standardized
    return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().flatMap {
      name in
      let file = folder.appending(path: "\(name)/experiment.json")
      let definition = try StudyDefinition(json: Data(contentsOf: file), file: name)
      return definition.claims.map { (name, $0) }
    }
  }

  @Test func everyRowStandsOnce() throws {
    #expect(Self.rows.count == 36)
    let found = try Self.claims().filter { $0.claim.document != nil }.map(\.claim.name)
    #expect(Set(found).count == found.count, "\(found.sorted())")
    #expect(Set(found).isSubset(of: Self.rows), "\(Set(found).subtracting(Self.rows).sorted())")
    let wanted = Self.rows.filter { $0.first.map(Self.complete.contains) ?? false }
    #expect(Set(found).isSuperset(of: wanted), "\(Set(wanted).subtracting(found).sorted())")
  }

  /// A row names its document, and only rows do; each says what was found with numbers of its study.
  @Test func everyRowSaysWhoseItIsAndWhatWasFound() throws {
    for (experiment, claim) in try Self.claims() {
      let isRow = claim.name.wholeMatch(of: /[RMHAD][0-9]{2}/) != nil
      #expect(isRow == (claim.document != nil), "\(experiment): \(claim.name)")
      #expect(claim.finding.contains("{"), "\(experiment): \(claim.name) finds no number")
      #expect(claim.finding.hasSuffix("."), "\(experiment): \(claim.name)")
    }
  }
}
