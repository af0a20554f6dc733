import MAKERCore
import RandomStreams

/// Tasks voted m steps at a time, every step of every draw by chance and no formula of a race.
///
/// A draw with all steps right votes for the right answer; one whose first step alone is wrong for
/// the one alternative; any other is an answer that nobody gives again.
struct SubtaskVotes {
  /// What becomes of answers that nobody gives again.
  enum Scattered {
    /// They decide nothing, as equations 12 and 16 take it.
    case ignored
    /// They are candidates of one vote each, as the algorithm's count of votes takes them.
    case counted
  }

  let stepSuccess: Double
  let stepsPerSubtask: Int
  let margin: Int
  var validRate = 1.0
  /// Subtasks of a task; count.
  var subtasks = 1
  var scattered = Scattered.ignored

  /// Counts over all tasks.
  struct Tally {
    var tasks = 0
    var tasksWrong = 0
    var races = 0
    var racesRight = 0
    /// Draws, flagged ones included.
    var draws = 0
    var votes = 0
    var right = 0
    var alternative = 0

    var racesWrong: Int { races - racesRight }
    var decisive: Int { right + alternative }
  }

  /// Simulates tasks.
  func sampled(tasks: Int, seed: Int = Setting.seed) -> Tally {
    var stream = WordStream(StreamKey(seed: seed).child(stepsPerSubtask).child(margin))
    var tally = Tally()
    for _ in 0..<tasks {
      var isWrong = false
      for _ in 0..<subtasks where !isRaceRight(&stream, &tally) { isWrong = true }
      tally.tasks += 1
      if isWrong { tally.tasksWrong += 1 }
    }
    return tally
  }

  private func isRaceRight(_ stream: inout WordStream, _ tally: inout Tally) -> Bool {
    let valid = Bernoulli(validRate)
    let correct = Bernoulli(stepSuccess)
    var race = VoteRace(rule: RaceRule(margin: margin))
    var newcomer = 2
    while true {
      tally.draws += 1
      if validRate < 1, !valid.isYes(stream.next()) { continue }
      tally.votes += 1
      let isFirstRight = correct.isYes(stream.next())
      var areOthersRight = true
      for _ in 1..<stepsPerSubtask where !correct.isYes(stream.next()) { areOthersRight = false }
      let candidate: Int
      if areOthersRight {
        candidate = isFirstRight ? 0 : 1
        if isFirstRight { tally.right += 1 } else { tally.alternative += 1 }
      } else {
        if scattered == .ignored { continue }
        candidate = newcomer
        newcomer += 1
      }
      if case .won(let winner) = race.cast(candidate) {
        tally.races += 1
        if winner == 0 { tally.racesRight += 1 }
        return winner == 0
      }
    }
  }
}
