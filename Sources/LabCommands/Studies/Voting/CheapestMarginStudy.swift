import Analysis
import ExperimentDesign
import MAKERCore
import RaceTheory

/// The cheapest margin that reaches a target, by step success, steps and target.
struct CheapestMarginStudy: Study {
  static let name = "cheapest_margin"

  struct Given: Decodable, Sendable {
    /// A kind of task and the margin that a document gives it.
    struct Kind: Decodable, Sendable {
      let name: String
      let steps: Int
      let margin: Int

      enum CodingKeys: String, CodingKey, CaseIterable {
        case name, steps
        case margin = "k"
      }

      init(from decoder: any Decoder) throws {
        let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
        name = try container.decode(String.self, forKey: .name)
        steps = try container.decode(Int.self, forKey: .steps)
        margin = try container.decode(Int.self, forKey: .margin)
        try container.check(steps >= 1, .steps, "\(steps) is outside its range: at least 1")
        try container.check((2...1000).contains(margin), .margin, "is outside its range: 2 to 1000")
      }
    }

    let p: Double
    let kinds: [Kind]
    let targets: [Double]
    /// Step successes and sizes of the table.
    let grid: [Double]
    let sizes: [Int]

    enum CodingKeys: String, CodingKey, CaseIterable { case p, kinds, targets, grid, sizes }

    init(from decoder: any Decoder) throws {
      let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
      p = try container.decode(Double.self, forKey: .p)
      kinds = try container.decode([Kind].self, forKey: .kinds)
      targets = try container.decode([Double].self, forKey: .targets)
      grid = try container.decode([Double].self, forKey: .grid)
      sizes = try container.decode([Int].self, forKey: .sizes)
      try container.check(p > 0.5 && p < 1, .p, "\(p) is outside its range: (0.5, 1)")
      try container.check(
        !targets.isEmpty && targets.allSatisfy { $0 > 0 && $0 < 1 }, .targets, "are not in (0, 1)")
      try container.check(grid.allSatisfy { $0 > 0.5 && $0 < 1 }, .grid, "is not in (0.5, 1)")
      try container.check(sizes.allSatisfy { $0 >= 1 }, .sizes, "are not all at least 1")
    }
  }

  static func findings(_ given: Given, in run: StudyRun) async throws -> StudyFindings {
    var quantities: [StudyQuantity] = []
    for kind in given.kinds {
      let margins = try given.targets.map {
        Double(try margin(given.p, steps: kind.steps, target: $0))
      }
      let named = given.targets.map(studyNumber).joined(separator: ", ")
      quantities.append(
        .open("k_\(kind.name)_open", margins, note: "the target is left open: \(named)"))
      for (target, found) in zip(given.targets, margins) {
        let percent = Int((100 * target).rounded())
        let reached = try Probability(target, name: "target")
        let race = try TwoCandidateRace(stepSuccess: Probability(given.p), margin: kind.margin)
        quantities += [
          StudyQuantity("k_\(kind.name)_\(percent)", found),
          StudyQuantity(
            "p_from_\(kind.name)_\(percent)",
            LeastStepSuccess.value(margin: kind.margin, steps: kind.steps, target: reached),
            note: "the stated margin is the cheapest"),
          StudyQuantity(
            "p_to_\(kind.name)_\(percent)",
            LeastStepSuccess.value(margin: kind.margin - 1, steps: kind.steps, target: reached),
            note: "from here a smaller margin is enough"),
        ]
        if percent == Int((100 * (given.targets.max() ?? target)).rounded()) {
          quantities.append(
            StudyQuantity(
              "success_\(kind.name)",
              TaskReliability(subtaskWrong: race.wrong, subtasks: Double(kind.steps)).correct,
              note: "at the stated margin"))
        }
      }
    }
    var rows: [[String]] = []
    for target in given.targets {
      for steps in given.sizes {
        for p in given.grid {
          let found = try margin(p, steps: steps, target: target)
          let race = try TwoCandidateRace(stepSuccess: Probability(p), margin: found)
          let success = TaskReliability(subtaskWrong: race.wrong, subtasks: Double(steps)).correct
          rows.append([
            studyNumber(target), "\(steps)", studyNumber(p), "\(found)", studyNumber(success),
            studyNumber(race.meanVotes),
          ])
        }
      }
    }
    return StudyFindings(
      quantities,
      tables: [
        StudyTable(
          columns: ["target", "steps", "p", "k", "success", "votes_per_step"], rows: rows)
      ],
      caption:
        "Exact. Expected votes rise with the margin, so the least that is enough is the cheapest.")
  }

  private static func margin(_ p: Double, steps: Int, target: Double) throws -> Int {
    try MinimumMargin(
      stepSuccess: Probability(p), steps: steps, target: Probability(target, name: "target")
    ).margin
  }
}
