package import ExperimentDesign
package import Statistics

/// One comparison within a claim.
package struct ClaimCell: Sendable {
  /// Which setting, `p=0.9 disks=5 k=4`.
  package var setting: String
  /// What is compared, `task success`.
  package var quantity: String
  /// What was found; unit of the quantity.
  package var estimate: Double
  /// Interval of the estimate at the family-wise corrected level.
  package var interval: Interval?
  /// What it is held against, the target or the exact value; unit of the quantity.
  package var exact: Double?
  /// Normal deviate of the difference, that of its p-value where an exact test was made; standard
  /// errors, nil where the comparison is not of that kind.
  package var z: Double?
  /// Trials or races behind the estimate; count, 0 for a comparison of exact values.
  package var n: Int
  /// The stop rule that ended sampling.
  package var stopRule: String
  /// How the cell turned out.
  package var verdict: ClaimDefinition.Verdict
  /// Whether the cell had the power to be decided; others can only contradict.
  package var isJudged: Bool
  /// What a reader should know.
  package var note: String
  /// The range that is claimed, where the claim is one of a study.
  package var claimed: ClaimedRange?

  /// Takes a comparison; see the properties.
  ///
  /// One that is not judged can contradict a claim, not support it.
  package init(
    setting: String, quantity: String, estimate: Double, interval: Interval? = nil,
    exact: Double? = nil, z: Double? = nil, n: Int, stopRule: String,
    verdict: ClaimDefinition.Verdict, isJudged: Bool = true, note: String = ""
  ) {
    self.setting = setting
    self.quantity = quantity
    self.estimate = estimate
    self.interval = interval
    self.exact = exact
    self.z = z
    self.n = n
    self.stopRule = stopRule
    self.verdict = verdict
    self.isJudged = isJudged
    self.note = note
  }
}

/// A claim with its verdict and the comparisons behind it.
package struct ClaimResult: Sendable {
  /// Suite and name of the experiment.
  package let experiment: String
  /// The claim.
  package let claim: any JudgedClaim
  /// The comparisons, in the order of the plan.
  package let cells: [ClaimCell]

  /// Takes a claim and its comparisons, in the order of the plan.
  package init(experiment: String, claim: any JudgedClaim, cells: [ClaimCell]) {
    self.experiment = experiment
    self.claim = claim
    self.cells = cells
  }

  /// Contradicted by any cell; else undecided where a judged cell is, or none is judged.
  package var verdict: ClaimDefinition.Verdict {
    if cells.contains(where: { $0.verdict == .contradicted }) { return .contradicted }
    let judged = cells.filter(\.isJudged)
    if judged.isEmpty || judged.contains(where: { $0.verdict == .undecided }) { return .undecided }
    return .supported
  }

  /// Whether the verdict is the one that the claim expects.
  package var isAsExpected: Bool { verdict == claim.expect }

  /// How many cells were left out of the judgement.
  package var unjudged: Int { cells.count { !$0.isJudged } }

  /// The cell that speaks most against the claim: contradicted, then undecided, then the largest
  /// |z|; cells left out of the judgement come last.
  package var worst: ClaimCell? {
    func rank(_ cell: ClaimCell) -> Int {
      if cell.verdict == .contradicted { return 3 }
      if !cell.isJudged { return 0 }
      return cell.verdict == .undecided ? 2 : 1
    }
    return cells.max { left, right in
      let (a, b) = (rank(left), rank(right))
      return a == b ? abs(left.z ?? 0) < abs(right.z ?? 0) : a < b
    }
  }
}
