import Analysis
import ExperimentDesign
import MAKERCore
import RaceTheory

/// What margin a task of alike steps needs, what it costs, and what a single call a step leaves of it.
struct TaskVotesStudy: Study {
  static let name = "task_votes"

  struct Given: Decodable, Sendable {
    struct AskedTask: Decodable, Sendable {
      let name: String
      let p: Double
      let steps: Int
      let target: Double

      enum CodingKeys: String, CodingKey, CaseIterable { case name, p, steps, target }

      init(from decoder: any Decoder) throws {
        let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
        name = try container.decode(String.self, forKey: .name)
        p = try container.decode(Double.self, forKey: .p)
        steps = try container.decode(Int.self, forKey: .steps)
        target = try container.decode(Double.self, forKey: .target)
        try container.check(p > 0.5 && p < 1, .p, "\(p) is outside its range: (0.5, 1)")
        try container.check(steps >= 1, .steps, "\(steps) is outside its range: at least 1")
        try container.check(
          target > 0 && target < 1, .target, "\(target) is outside its range: (0, 1)")
      }
    }

    struct Unvoted: Decodable, Sendable {
      let name: String
      let p: Double
      let steps: Int

      enum CodingKeys: String, CodingKey, CaseIterable { case name, p, steps }

      init(from decoder: any Decoder) throws {
        let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
        name = try container.decode(String.self, forKey: .name)
        p = try container.decode(Double.self, forKey: .p)
        steps = try container.decode(Int.self, forKey: .steps)
        try container.check(p > 0 && p < 1, .p, "\(p) is outside its range: (0, 1)")
        try container.check(steps >= 1, .steps, "\(steps) is outside its range: at least 1")
      }
    }

    let tasks: [AskedTask]
    let margins: [Int]
    let unvoted: [Unvoted]

    enum CodingKeys: String, CodingKey, CaseIterable { case tasks, margins, unvoted }

    init(from decoder: any Decoder) throws {
      let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
      tasks = try container.decode([AskedTask].self, forKey: .tasks)
      margins = try container.decode([Int].self, forKey: .margins)
      unvoted = try container.decodeIfPresent([Unvoted].self, forKey: .unvoted) ?? []
      try container.check(
        margins.allSatisfy { (1...1000).contains($0) }, .margins,
        "\(margins) are not all in their range: 1 to 1000")
    }
  }

  static func findings(_ given: Given, in run: StudyRun) async throws -> StudyFindings {
    var quantities: [StudyQuantity] = []
    var rows: [[String]] = []
    for task in given.tasks {
      let p = try Probability(task.p)
      let least = try MinimumMargin(
        stepSuccess: p, steps: task.steps, target: Probability(task.target, name: "target")
      ).margin
      quantities.append(StudyQuantity("k_min_\(task.name)", Double(least)))
      for margin in Set(given.margins + [least]).sorted() {
        let race = try TwoCandidateRace(stepSuccess: p, margin: margin)
        let success = TaskReliability(subtaskWrong: race.wrong, subtasks: Double(task.steps))
          .correct
        let votes = Double(task.steps) * race.meanVotes
        quantities += [
          StudyQuantity("success_\(task.name)_k\(margin)", success),
          StudyQuantity("votes_\(task.name)_k\(margin)", votes),
        ]
        if margin == least {
          quantities += [
            StudyQuantity("success_\(task.name)", success),
            StudyQuantity("votes_\(task.name)", votes),
          ]
        }
        rows.append([
          task.name, studyNumber(task.p), "\(task.steps)", studyNumber(task.target), "\(margin)",
          margin == least ? "yes" : "no", studyNumber(success), studyNumber(race.meanVotes),
          studyNumber(votes),
        ])
      }
    }
    for task in given.unvoted {
      let alone = try TaskRetry(stepSuccess: Probability(task.p), steps: task.steps)
      quantities.append(StudyQuantity("log10_success_\(task.name)", alone.logSuccess))
    }
    return StudyFindings(
      quantities,
      tables: [
        StudyTable(
          columns: [
            "task", "p", "steps", "target", "k", "is_k_min", "success", "votes_per_step", "votes",
          ], rows: rows)
      ], caption: "Exact, for steps that are all alike.")
  }
}
