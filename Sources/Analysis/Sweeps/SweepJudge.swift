package import ExperimentDesign
import MAKERCore

/// Decides the claims of a sweep from what its recorded draws came to; one function a kind.
///
/// A cell that lacks draws is undecided.  So is one whose votes are not independent, whatever its
/// numbers say: they are not those of votes.
package struct SweepJudge: Sendable {
  /// Results in the order of the cells.
  let results: [SweepResult]

  /// Takes the results of one sweep.
  package init(_ results: [SweepResult]) { self.results = results }

  /// Decides a claim.
  ///
  /// - Parameters:
  ///   - claim: The claim.
  ///   - experiment: Suite and name of the experiment.
  /// - Returns: The verdict with the comparisons behind it.
  package func judge(_ claim: SweepClaim, experiment: String) -> ClaimResult {
    let chosen = results.filter { claim.isAbout($0.cell) }
    let cells: [ClaimCell] =
      switch claim.kind {
      case .successAtLeast: success(claim, chosen, isReached: true)
      case .noMarginReaches: success(claim, chosen, isReached: false)
      case .risesWithK: change(claim, chosen, rises: true)
      case .noTrendWithK: change(claim, chosen, rises: false)
      case .predictedVotes: predictedVotes(claim, chosen)
      case .votesIndependent: votesIndependent(chosen)
      case .chainIsProduct: chainIsProduct(claim, chosen)
      }
    return ClaimResult(experiment: experiment, claim: claim, cells: cells)
  }

  /// Results that differ in the margin alone, in the order of the margins.
  static func byMargin(_ results: [SweepResult]) -> [[SweepResult]] {
    struct Setting: Hashable {
      let source: SweepCell.Source
      let reading: ReplyReading
      let cap: Int
    }
    var order: [Setting] = []
    var groups: [Setting: [SweepResult]] = [:]
    for result in results {
      let cell = result.cell
      let setting = Setting(source: cell.source, reading: cell.reading, cap: cell.cap)
      if groups[setting] == nil { order.append(setting) }
      groups[setting, default: []].append(result)
    }
    return order.map { (groups[$0] ?? []).sorted { $0.cell.margin < $1.cell.margin } }
  }
}

extension SweepResult {
  /// A comparison of the cell, undecided until more is known.
  ///
  /// - Parameters:
  ///   - quantity: What is compared.
  ///   - estimate: What was found.
  ///   - n: Trials behind it; count.
  /// - Returns: The comparison; its note says what is missing.
  func comparison(_ quantity: String, _ estimate: Double?, n: Int) -> ClaimCell {
    ClaimCell(
      setting: cell.setting, quantity: quantity, estimate: estimate ?? .nan, n: n,
      stopRule: cell.stopRule(trials: wanted), verdict: .undecided,
      note: isComplete ? "" : "\(trials.count) of \(wanted) trials are recorded")
  }
}

extension ClaimCell {
  /// Decides the comparison, unless what it rests on is incomplete or not independent.
  ///
  /// - Parameters:
  ///   - verdict: What the numbers say.
  ///   - results: What they come from.
  mutating func decide(
    _ verdict: ClaimDefinition.Verdict, on results: [SweepResult]
  ) {
    if let reason = results.lazy.compactMap(\.dependence).first {
      note = note.isEmpty ? reason : "\(note); \(reason)"
      return
    }
    if results.allSatisfy(\.isComplete) { self.verdict = verdict }
  }
}

extension SweepClaim {
  /// False-alarm rate of each of a number of comparisons, by Bonferroni.
  func rate(over comparisons: Int) -> Double { falseAlarm / Double(max(1, comparisons)) }
}
