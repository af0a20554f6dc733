import MAKERCore

/// Looks at margin after margin where races end undecided at a cap.
///
/// A greater margin leaves every race open for longer, so P(undecided) grows with it: the scan ends where
/// that alone is worse than the best margin found.
struct CappedMarginScan {
  private(set) var least: Int?
  private(set) var best = 1
  private(set) var ceiling: TaskReliability
  private(set) var enough = 1

  init(
    classes: [StepPopulation.StepClass], steps: Int, target: Probability, cap: Int,
    budget: WorkBudget?
  ) throws(TheoryError) {
    func task(_ race: UnequalRace) -> TaskReliability {
      TaskReliability(
        subtaskWrong: race.wrong, subtaskUndecided: race.undecided, subtasks: Double(steps))
    }
    var tasks: [TaskReliability] = []
    var work = 0.0
    // Beyond the cap no race is decided.
    for margin in 1...max(1, cap) {
      let law = try RaceLaw(
        classes: classes, margin: margin, cap: cap, greatestWork: RaceLaw.greatestWork / 8,
        budget: budget)
      work += Double(law.correctAt.count) * Double(margin)
      guard work <= RaceLaw.greatestWork / 8 else {
        throw .tooLong(work: work, greatest: RaceLaw.greatestWork / 8)
      }
      let race = UnequalRace(law)
      tasks.append(task(race))
      // Failures next to 1 are alike to a double; what is right tells them apart.
      let (here, so) = (tasks[margin - 1], tasks[best - 1])
      if here.failure < so.failure || (here.failure == so.failure && here.correct > so.correct) {
        best = margin
      }
      if least == nil, tasks[margin - 1].reaches(target) { least = margin }
      let undecided = TaskReliability(
        subtaskWrong: 0, subtaskUndecided: race.undecided, subtasks: Double(steps))
      let found = tasks[best - 1]
      if undecided.failure >= found.failure, undecided.correct <= found.correct { break }
    }
    ceiling = tasks[best - 1]
    let wanted = ceiling.correct - MarginPlan.gain(ceiling: ceiling)
    enough = wanted > 0 ? 1 + (tasks.firstIndex { $0.correct >= wanted } ?? best - 1) : best
  }
}
