import Analysis
import ExperimentDesign
import MAKERCore
import RaceTheory
import RandomStreams
import Statistics

/// How often whole tasks come right at a margin, simulated vote by vote and held against theory.
struct TaskSuccessStudy: Study {
  static let name = "task_success"

  struct Given: Decodable, Sendable {
    /// A task at one setting.
    struct Case: Decodable, Sendable {
      let name: String
      let steps: Int
      let target: Double
      /// Mean step success; nil for the least with which the margin is enough.
      let p: Double?
      /// Margin; nil for the least that p needs where steps are alike.
      let margin: Int?
      /// Correlation of two votes of a step, whose error rates are then Beta.
      let correlation: Double
      let trials: Int

      enum CodingKeys: String, CodingKey, CaseIterable {
        case name, steps, target, p, correlation, trials
        case margin = "k"
      }

      init(from decoder: any Decoder) throws {
        let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
        name = try container.decode(String.self, forKey: .name)
        steps = try container.decode(Int.self, forKey: .steps)
        target = try container.decode(Double.self, forKey: .target)
        p = try container.decodeIfPresent(Double.self, forKey: .p)
        margin = try container.decodeIfPresent(Int.self, forKey: .margin)
        correlation = try container.decodeIfPresent(Double.self, forKey: .correlation) ?? 0
        trials = try container.decode(Int.self, forKey: .trials)
        try container.check(steps >= 1, .steps, "\(steps) is outside its range: at least 1")
        try container.check(trials >= 1, .trials, "\(trials) is outside its range: at least 1")
        try container.check(
          target > 0 && target < 1, .target, "\(target) is outside its range: (0, 1)")
        try container.check(
          p.map { $0 > 0.5 && $0 < 1 } ?? (margin != nil), .p, "is in (0.5, 1), or k is given")
        try container.check(
          margin.map { (1...1000).contains($0) } ?? true, .margin, "is outside its range: 1 to 1000"
        )
        try container.check(
          correlation >= 0 && correlation < 1, .correlation,
          "\(correlation) is outside its range: [0, 1)")
      }
    }

    /// A margin for models whose step success a document leaves open.
    struct Open: Decodable, Sendable {
      let name: String
      let steps: Int
      let margin: Int
      /// Step successes that it may mean, the one it names elsewhere first.
      let p: [Double]

      enum CodingKeys: String, CodingKey, CaseIterable {
        case name, steps, p
        case margin = "k"
      }

      init(from decoder: any Decoder) throws {
        let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
        name = try container.decode(String.self, forKey: .name)
        steps = try container.decode(Int.self, forKey: .steps)
        margin = try container.decode(Int.self, forKey: .margin)
        p = try container.decode([Double].self, forKey: .p)
        try container.check(
          !p.isEmpty && p.allSatisfy { $0 > 0.5 && $0 < 1 }, .p, "is not a list in (0.5, 1)")
        try container.check(steps >= 1 && margin >= 1, .steps, "and k are at least 1")
      }
    }

    let cases: [Case]
    let open: [Open]
    /// Tasks whose correlation within a step is open.
    let correlated: [CorrelatedPromise]

    enum CodingKeys: String, CodingKey, CaseIterable { case cases, open, correlated }

    init(from decoder: any Decoder) throws {
      let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
      cases = try container.decode([Case].self, forKey: .cases)
      open = try container.decodeIfPresent([Open].self, forKey: .open) ?? []
      correlated =
        try container.decodeIfPresent([CorrelatedPromise].self, forKey: .correlated) ?? []
    }
  }

  static func findings(_ given: Given, in run: StudyRun) async throws -> StudyFindings {
    var quantities: [StudyQuantity] = []
    var rows: [[String]] = []
    for (index, setting) in given.cases.enumerated() {
      let task = try SampledTask(setting, key: StreamKey(seed: run.seed).child(index))
      let found = try await task.simulated.success(
        "success_\(setting.name)", trials: setting.trials, in: run)
      let exact = try task.exact
      quantities += [
        StudyQuantity("p_\(setting.name)", task.p),
        StudyQuantity("k_\(setting.name)", Double(task.simulated.margin)), found,
        StudyQuantity("exact_\(setting.name)", exact),
        StudyQuantity(
          "z_\(setting.name)",
          (found.value - exact) / (exact * (1 - exact) / Double(setting.trials)).squareRoot(),
          n: setting.trials, method: found.method, note: "standard errors from the exact value"),
      ]
      rows.append([
        setting.name, "\(setting.steps)", studyNumber(task.p), studyNumber(setting.correlation),
        studyNumber(setting.target), "\(task.simulated.margin)", "\(setting.trials)",
        studyNumber(found.value),
        found.interval.map { studyNumber($0.low) } ?? "",
        found.interval.map { studyNumber($0.high) } ?? "",
        studyNumber(exact),
      ])
    }
    for open in given.open {
      let values = try open.p.map { p in
        let race = try TwoCandidateRace(stepSuccess: Probability(p), margin: open.margin)
        return TaskReliability(subtaskWrong: race.wrong, subtasks: Double(open.steps)).correct
      }
      let named = open.p.map(studyNumber).joined(separator: ", ")
      quantities.append(.open("success_\(open.name)", values, note: "p is left open: \(named)"))
    }
    for promise in given.correlated { quantities += try promise.quantities }
    return StudyFindings(
      quantities,
      tables: [
        StudyTable(
          columns: [
            "case", "steps", "p", "correlation", "target", "k", "trials", "success", "success_low",
            "success_high", "success_exact",
          ], rows: rows)
      ],
      caption:
        "Points: whole tasks, every vote simulated; bars at \(studyNumber(SimulatedTasks.level)).")
  }

  /// A case with what follows from it.
  private struct SampledTask {
    let p: Double
    let simulated: SimulatedTasks

    init(_ setting: Given.Case, key: StreamKey) throws {
      let target = try Probability(setting.target, name: "target")
      let p: Double
      let margin: Int
      switch (setting.p, setting.margin) {
      case (let given?, let chosen):
        p = given
        margin =
          try chosen
          ?? MinimumMargin(stepSuccess: Probability(p), steps: setting.steps, target: target).margin
      case (nil, let chosen):
        margin = chosen ?? 1
        p = LeastStepSuccess.value(margin: margin, steps: setting.steps, target: target)
      }
      self.p = p
      let error = try Probability(p).complement
      let sum = 1 / setting.correlation - 1
      let law: StepPopulation.ErrorLaw =
        setting.correlation == 0 ? .constant(error) : .beta(alpha: error * sum, beta: p * sum)
      simulated = SimulatedTasks(
        population: try StepPopulation(classes: [.init(share: 1, flagRate: 0, error: law)]),
        steps: setting.steps, margin: margin, key: key)
    }

    /// The same probability by theory; unit 1.
    var exact: Double {
      get throws {
        let race = try UnequalRace(
          classes: simulated.population.classes, margin: simulated.margin)
        return TaskReliability(
          subtaskWrong: race.wrong, subtasks: Double(simulated.steps)
        ).correct
      }
    }
  }
}
