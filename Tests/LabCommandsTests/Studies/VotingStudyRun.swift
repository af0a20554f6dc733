import Analysis
import Foundation
import Testing

@testable import LabCommands

/// A study computed from a definition's `given`, as text.
struct VotingStudyRun {
  let findings: StudyFindings

  init<Named: Study>(
    _ study: Named.Type, _ given: String, seed: Int = 1, workers: Int = 2
  ) async throws {
    findings = try await study.findings(
      JSONDecoder().decode(Named.Given.self, from: Data(given.utf8)),
      in: StudyRun(seed: seed, workers: workers))
  }

  /// The quantity of that name.
  func quantity(_ name: String) throws -> StudyQuantity {
    try #require(findings.quantities.first { $0.name == name }, "no quantity \(name)")
  }

  /// Its value.
  subscript(_ name: String) -> Double { get throws { try quantity(name).value } }

  /// Expects values within a relative tolerance, 1e-12 unless told.
  func expect(
    _ expected: [(name: String, value: Double)], within tolerance: Double = 1e-12
  ) throws {
    for (name, value) in expected {
      let found = try self[name]
      #expect(
        abs(found - value) <= tolerance * max(abs(value), 1e-300),
        "\(name): observed \(found), expected \(value)")
    }
  }
}

/// Expects that a study refuses what it is given, naming the key.
func expectVotingRefusal<Named: Study>(
  _ study: Named.Type, _ given: String, at key: String
) {
  do {
    _ = try JSONDecoder().decode(Named.Given.self, from: Data(given.utf8))
    Issue.record("\(Named.name) takes \(given)")
  } catch DecodingError.dataCorrupted(let context) {
    #expect(context.codingPath.contains { $0.stringValue == key }, "\(context)")
  } catch { Issue.record("\(error)") }
}
