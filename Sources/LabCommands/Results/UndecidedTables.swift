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
    case .escalationFrontier: try escalationTable()
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

  /// The published counts beside the runs of each model, to the end of each published curve.
  var undecidedAgreements: [Agreement] {
    let names = (plan.definition.figures ?? [:]).sorted { $0.key < $1.key }
    func figure(_ panel: UndecidedCounts.Panel) -> String {
      let kind: FigureTable = panel == .sampling ? .undecidedByDraw : .undecidedByVote
      return names.first { $0.value == kind }?.key ?? plan.name
    }
    return undecidedRuns.flatMap { runs -> [Agreement] in
      let rounds = runs.rounds.filter { round in
        let curve = runs.published[round.panel, round.rule.kind]
        return round.round >= round.rule.margin
          && round.round <= curve.firstIndex(of: 0) ?? curve.count
      }
      return rounds.map { round in
        Agreement(
          item:
            "\(figure(round.panel)): undecided steps in round \(round.round), \(round.rule.name), "
            + "model \(runs.model.name)",
          published: "\(round.published)", ours: Double(round.median), exact: round.expected,
          band: Double(round.band.lowerBound)...Double(round.band.upperBound),
          verdict: round.band.contains(round.published) ? .agrees : .disagrees)
      } + [runs.agreement(rate: rate(of: runs.model), experiment: plan.name)]
    }
  }

  /// False-alarm rate of the claim that judges a model's runs; that of one without a claim is .01.
  private func rate(of model: SimulatedModel) -> Double {
    plan.definition.claims.first {
      $0.kind == .undecidedMatchesPublished && $0.model == model.name
    }?.falseAlarm ?? 0.01
  }
}

extension UndecidedRuns {
  /// The published run as a whole, by its p-value among the runs.
  fileprivate func agreement(rate: Double, experiment: String) -> Agreement {
    Agreement(
      item: "\(experiment): p-value of the published run among \(runs.count) runs of model "
        + model.name,
      published: "", ours: pValue, exact: nil, band: rate...1,
      verdict: pValue >= rate ? .agrees : .disagrees)
  }
}
