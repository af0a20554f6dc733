import Analysis
import ExperimentDesign
import MAKERCore
import Storage

extension ResultSet {
  /// The table of a further figure.
  func table(_ kind: FigureTable) throws -> CSVTable {
    switch kind {
    case .undecidedByDraw: undecidedTable(.sampling)
    case .undecidedByVote: undecidedTable(.voting)
    case .hardStepRace: try hardStepTable()
    }
  }

  /// One row a model, rule and round: the published run, and the simulated ones.
  private func undecidedTable(_ panel: UndecidedCounts.Panel) -> CSVTable {
    let rows = undecidedRuns.flatMap { runs in
      runs.rounds.filter { $0.panel == panel }.map { round in
        [
          runs.model.name, round.rule.name, "\(round.round)", "\(round.published)",
          "\(round.median)", "\(round.band.lowerBound)", "\(round.band.upperBound)",
          text(round.expected), round.band.contains(round.published) ? "yes" : "no",
        ]
      }
    }
    let tests = undecidedRuns.map { runs in
      "model \(runs.model.name): deviance \(text(runs.deviance)), p-value \(text(runs.pValue)) "
        + "among \(runs.runs.count) runs"
    }
    return CSVTable(
      comments: comments + tests,
      columns: [
        "model", "rule", "round", "published", "median", "low", "high", "expected", "in_band",
      ],
      rows: rows)
  }

  /// The published counts beside the runs of each model whose steps are not alike.
  var undecidedAgreements: [Agreement] {
    let names = (plan.definition.figures ?? [:]).sorted { $0.key < $1.key }
    func figure(_ panel: UndecidedCounts.Panel) -> String {
      let kind: FigureTable = panel == .sampling ? .undecidedByDraw : .undecidedByVote
      return names.first { $0.value == kind }?.key ?? plan.name
    }
    return undecidedRuns.flatMap { runs -> [Agreement] in
      let isAlike = runs.model.population?.isAlike ?? true
      let rounds = isAlike ? [] : runs.rounds.filter { $0.round >= $0.rule.margin }
      return rounds.map { round in
        Agreement(
          item:
            "\(figure(round.panel)): undecided steps in round \(round.round), \(round.rule.name), "
            + "model \(runs.model.name)",
          published: "\(round.published)", ours: Double(round.median), exact: round.expected,
          band: Double(round.band.lowerBound)...Double(round.band.upperBound),
          verdict: round.band.contains(round.published) ? .agrees : .disagrees)
      } + [
        Agreement(
          item: "\(plan.name): p-value of the published run among \(runs.runs.count) runs of model "
            + runs.model.name,
          published: "", ours: runs.pValue, exact: nil, band: 0.01...1,
          verdict: runs.pValue >= 0.01 ? .agrees : .disagrees)
      ]
    }
  }
}
