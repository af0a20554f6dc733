import Analysis
import ExperimentDesign
import MAKERCore
import RaceTheory

/// How often a vote is undecided at its cap, by step success, margin and cap.
struct NoDecisionStudy: Study {
  static let name = "no_decision"

  struct Given: Decodable, Sendable {
    /// The step success that a document names.
    let p: Double
    let margins: [Int]
    let caps: [Int]
    /// The share of undecided votes that is claimed; unit 1.
    let share: ClosedRange<Double>
    /// Microtasks of a task; count.
    let microtasks: Int
    /// Step successes of the table.
    let grid: [Double]

    enum CodingKeys: String, CodingKey, CaseIterable {
      case p, margins, caps, share, microtasks, grid
    }

    init(from decoder: any Decoder) throws {
      let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
      p = try container.decode(Double.self, forKey: .p)
      margins = try container.decode([Int].self, forKey: .margins)
      caps = try container.decode([Int].self, forKey: .caps)
      let ends = try container.decode([Double].self, forKey: .share)
      microtasks = try container.decode(Int.self, forKey: .microtasks)
      grid = try container.decode([Double].self, forKey: .grid)
      try container.check(p > 0.5 && p < 1, .p, "\(p) is outside its range: (0.5, 1)")
      try container.check(
        !margins.isEmpty && margins.allSatisfy { (1...100).contains($0) }, .margins,
        "are not all 1 to 100")
      try container.check(
        !caps.isEmpty && caps.allSatisfy { (1...1000).contains($0) }, .caps, "are not all 1 to 1000"
      )
      try container.check(
        ends.count == 2 && ends[0] > 0 && ends[0] < ends[1] && ends[1] < 1, .share,
        "is not two rising numbers in (0, 1)")
      try container.check(microtasks >= 1, .microtasks, "is outside its range: at least 1")
      try container.check(
        grid.allSatisfy { $0 >= 0.5 && $0 < 1 }, .grid, "is not all in [0.5, 1)")
      share = ends[0]...ends[1]
    }
  }

  static func findings(_ given: Given, in run: StudyRun) async throws -> StudyFindings {
    var quantities: [StudyQuantity] = []
    var rows: [[String]] = []
    var all: [Double] = []
    for margin in given.margins {
      for cap in given.caps {
        let name = "k\(margin)_cap\(cap)"
        func undecided(_ p: Double) throws -> Double {
          try UndecidedBand.undecided(stepSuccess: Probability(p), margin: margin, cap: cap)
        }
        let found = try undecided(given.p)
        let ofTask = TaskReliability(
          subtaskWrong: 0, subtaskUndecided: found, subtasks: Double(given.microtasks)
        ).undecided
        all += [found, ofTask]
        quantities += [
          StudyQuantity("undecided_\(name)", found),
          StudyQuantity(
            "undecided_task_\(name)", ofTask,
            note: "some microtask of \(given.microtasks) is undecided"),
        ]
        if let band = try UndecidedBand.stepSuccess(
          undecided: given.share, margin: margin, cap: cap)
        {
          quantities += [
            StudyQuantity("p_from_\(name)", band.lowerBound, note: "undecided as often as claimed"),
            StudyQuantity("p_to_\(name)", band.upperBound, note: "undecided as often as claimed"),
          ]
        }
        rows += try given.grid.map {
          ["\(margin)", "\(cap)", studyNumber($0), studyNumber(try undecided($0))]
        }
      }
    }
    quantities += [
      .open(
        "undecided_open", all,
        note: "margin, cap and microtasks of a task, 1 or \(given.microtasks), are left open"),
      StudyQuantity("microtasks", Double(given.microtasks), method: "as stated"),
    ]
    return StudyFindings(
      quantities, tables: [StudyTable(columns: ["k", "cap", "p", "undecided"], rows: rows)],
      caption:
        "Exact, two candidates. Grey: \(studyNumber(100 * given.share.lowerBound)) to \(studyNumber(100 * given.share.upperBound)) %."
    )
  }
}
