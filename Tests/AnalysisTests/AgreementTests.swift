import Analysis
import ExperimentDesign
import Foundation
import Testing

@Suite struct AgreementTests {
  private static func value(_ json: String) throws -> PublishedValue {
    try JSONDecoder().decode(
      PublishedValue.self, from: Data(#"{"item": "a", "column": "c", \#(json)}"#.utf8))
  }

  private static func agreement(
    _ json: String, ours: Double? = nil, exact: Double? = nil, runs: ClosedRange<Double>? = nil
  ) throws -> Agreement {
    Agreement(try value(json), ours: ours, exact: exact, z: 1.5, runs: runs)
  }

  /// What prints as the published value agrees, a tie either way; nothing else does.
  @Test(arguments: [
    ("29", 29.0, true), ("29", 28.5, true), ("29", 29.5, true), ("29", 29.51, false),
    ("29", 28.49, false), ("0.96796", 0.967955, true), ("0.96796", 0.967965, true),
    ("0.96796", 0.9679549, false), ("-1.50", -1.505, true), ("-1.50", -1.506, false),
    ("2e3", 2499, true), ("2e3", 2501, false),
  ])
  func roundingDecides(published: String, found: Double, agrees: Bool) throws {
    let json = #""published": "\#(published)""#
    let verdict: Agreement.Verdict = agrees ? .agrees : .disagrees
    #expect(try Self.agreement(json, exact: found).verdict == verdict)
    // Without an exact value ours stands for it; beside one it does not count.
    #expect(try Self.agreement(json, ours: found).verdict == verdict)
    #expect(try Self.agreement(json, ours: 1e9, exact: found).verdict == verdict)
  }

  /// Thousands are held against units, and shown as they are printed.
  @Test func theScaleIsTheUnitOfPrint() throws {
    let json = #""published": "41.9", "scale": 1000"#
    let right = try Self.agreement(json, ours: 50_000, exact: 41_949)
    #expect(right.verdict == .agrees && right.ours == 50)
    #expect(abs((right.exact ?? 0) - 41.949) < 1e-12 && right.z == 1.5)
    let band = try #require(right.band)
    #expect(abs(band.lowerBound - 41.85) < 1e-9 && abs(band.upperBound - 41.95) < 1e-9)
    #expect(try Self.agreement(json, exact: 41_951).verdict == .disagrees)
    let runs = try Self.agreement(
      #""published": "41.9", "scale": 1000, "basis": "runs""#, ours: 41_000, runs: 40_000...42_000)
    #expect(runs.verdict == .agrees && runs.band == 40...42)
  }

  @Test func aRunLiesWhereOursDo() throws {
    let json = #""published": "5", "basis": "runs""#
    #expect(try Self.agreement(json, ours: 9, exact: 9, runs: 4...6).verdict == .agrees)
    #expect(try Self.agreement(json, ours: 5, exact: 5, runs: 6...7).verdict == .disagrees)
    #expect(try Self.agreement(json, ours: 5, exact: 5, runs: 5...5).verdict == .agrees)
    #expect(try Self.agreement(json, ours: 5, exact: 5).verdict == .disagrees)
  }

  /// What was made to be so is never called agreement.
  @Test func whatIsNotJudgedIsNoAgreement() throws {
    for found in [5.0, 50] {
      let made = try Self.agreement(
        #""published": "5", "basis": "by_construction""#, ours: found)
      #expect(made.verdict == .byConstruction && made.band == nil)
      let none = try Self.agreement(#""basis": "not_published""#, ours: found)
      #expect(none.verdict == .notPublished && none.published.isEmpty)
    }
  }

  private static func judged(_ agreements: [Agreement]) throws -> ClaimResult {
    ClaimJudge(results: [], agreements: agreements, oracle: SilentOracle())
      .judge(try claim(.agreesWithPublished), experiment: "test/analysis")
  }

  @Test func theClaimTakesWhatCanBeJudged() throws {
    let right = try Self.agreement(#""published": "5""#, exact: 5.4)
    let wrong = try Self.agreement(#""published": "5""#, exact: 5.6)
    let missing = try Self.agreement(#""published": "5""#)
    let made = try Self.agreement(#""published": "5", "basis": "by_construction""#, ours: 9)
    let none = try Self.agreement(#""basis": "not_published""#, ours: 5)
    #expect(missing.verdict == .disagrees)
    #expect(try Self.judged([right, made, none]).verdict == .supported)
    #expect(try Self.judged([right, made, none]).cells.count == 1)
    #expect(try Self.judged([right, wrong]).verdict == .contradicted)
    #expect(try Self.judged([right, missing]).verdict == .undecided)
    #expect(try Self.judged([made, none]).verdict == .undecided)
    #expect(try Self.judged([right, wrong]).worst?.note == "allowed 4.5 to 5.5")
  }
}
