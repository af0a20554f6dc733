import Analysis
import ExperimentDesign
import RandomStreams
import Statistics
import Storage

/// What a study computed, and how its claims turned out.
struct StudyResults {
  let plan: StudyPlan
  let findings: StudyFindings
  /// The claims in the order of the definition, judged.
  let claims: [ClaimResult]

  /// Computes a study and judges its claims.
  ///
  /// - Parameters:
  ///   - plan: The study.
  ///   - workers: Values computed at the same time; count, at least 1.
  /// - Returns: What it came to.
  /// - Throws: What cannot be computed or judged, in one line.
  static func computed(_ plan: StudyPlan, workers: Int) async throws -> StudyResults {
    let study = try Studies.named(by: plan.definition)
    let run = StudyRun(seed: plan.seed, workers: workers)
    return try StudyResults(plan, findings: try await findings(study, plan, run))
  }

  /// Judges the claims of a study.
  private init(_ plan: StudyPlan, findings: StudyFindings) throws {
    self.plan = plan
    self.findings = findings
    let judge = StudyJudge(findings.quantities)
    do {
      claims = try plan.definition.claims.map { try judge.judge($0, experiment: plan.experiment) }
    } catch {
      throw DefinitionError(file: plan.definition.file, keyPath: "claims", problem: "\(error)")
    }
  }

  private static func findings<Named: Study>(
    _ study: Named.Type, _ plan: StudyPlan, _ run: StudyRun
  ) async throws -> StudyFindings {
    try await study.findings(plan.definition.given(as: Named.Given.self), in: run)
  }

  /// Experiment, seed and epoch.
  private var comments: [String] {
    ["experiment \(plan.experiment)", "seed \(plan.seed)", "epoch \(SeedEpoch.current)"]
  }

  /// Every table with what stands between the experiment's name and `.csv`.
  var tables: [(suffix: String, table: CSVTable)] {
    let own = findings.tables.map {
      ($0.suffix, CSVTable(comments: comments, columns: $0.columns, rows: $0.rows))
    }
    return own + [("quantities", quantityTable), ("claims", claimTable)]
  }

  /// One row a quantity.
  private var quantityTable: CSVTable {
    CSVTable(
      comments: comments,
      columns: ["quantity", "value", "low", "high", "level", "n", "method", "note"],
      rows: findings.quantities.map {
        [
          $0.name, NumberFormat.shortest($0.value), text($0.interval?.low), text($0.interval?.high),
          text($0.interval?.level), "\($0.n)", $0.method, $0.note,
        ]
      })
  }

  /// One row a quantity of a claim.
  private var claimTable: CSVTable {
    let rows = claims.flatMap { result in
      result.cells.map { cell in
        [
          result.claim.name, result.document ?? "", result.claim.statement,
          result.claim.expect.rawValue, result.verdict.rawValue, cell.quantity,
          cell.verdict.rawValue, NumberFormat.shortest(cell.estimate), text(cell.interval?.low),
          text(cell.interval?.high), text(cell.interval?.level), "\(cell.n)",
          cell.claimedText, result.method ?? "", result.finding ?? "",
        ]
      }
    }
    return CSVTable(
      comments: comments,
      columns: [
        "claim", "document", "statement", "expect", "verdict", "quantity", "cell_verdict", "value",
        "low", "high", "level", "n", "claimed", "method", "finding",
      ], rows: rows)
  }

  private func text(_ number: Double?) -> String { number.map(NumberFormat.shortest) ?? "" }
}

extension ClaimResult {
  private var study: JudgedStudyClaim? { claim as? JudgedStudyClaim }

  /// Whose claim it is; nil for one of the laboratory.
  var document: String? { study?.definition.document }

  /// How a claim of a study is decided; nil for any other.
  var method: String? { study?.definition.method }

  /// The sentence that says what a study found; nil for any other claim.
  var finding: String? { study?.finding }

  /// What a study found of each quantity, `k_min 5; calls 714.2`; empty for any other claim.
  var foundText: String {
    guard study != nil else { return "" }
    return cells.map { "\($0.quantity) \(NumberFormat.significant($0.estimate, 6))" }
      .joined(separator: "; ")
  }

  /// What a claim of a study says of each quantity; empty for any other claim.
  var claimedText: String {
    study == nil
      ? "" : cells.map { "\($0.quantity) \($0.claimedText)" }.joined(separator: "; ")
  }
}

extension ClaimCell {
  /// The claimed range, `3 to 4`; empty where the claim is not one of a study.
  var claimedText: String {
    guard let claimed else { return "" }
    // Twelve digits: the product of a tolerance has more than anybody wrote.
    let (low, high) = (
      NumberFormat.significant(claimed.low, 12), NumberFormat.significant(claimed.high, 12)
    )
    if claimed.low == claimed.high { return low }
    if claimed.high == .infinity { return "at least \(low)" }
    return claimed.low == -.infinity ? "at most \(high)" : "\(low) to \(high)"
  }
}
