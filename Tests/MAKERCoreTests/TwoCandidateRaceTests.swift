import MAKERCore
import Testing

@Suite struct TwoCandidateRaceTests {
  /// Solving the tridiagonal system of the walk gives the same moments by another way.
  @Test(arguments: [0.02, 0.3, 0.5, 0.5000001, 0.501, 0.52, 0.7, 0.9, 0.999], [2, 3, 7, 40])
  func momentsSolveTheWalk(p: Double, margin: Int) throws {
    let race = try TwoCandidateRace(stepSuccess: Probability(p), margin: margin)
    let states = 2 * margin - 1
    func solve(_ right: [Double]) -> [Double] {
      // (I − Q) x = right by elimination; every pivot stays positive.
      var pivot = [Double](repeating: 1, count: states)
      var value = right
      for i in 1..<states {
        let factor = (1 - p) / pivot[i - 1]
        pivot[i] = 1 - factor * p
        value[i] += factor * value[i - 1]
      }
      value[states - 1] /= pivot[states - 1]
      for i in stride(from: states - 2, through: 0, by: -1) {
        value[i] = (value[i] + p * value[i + 1]) / pivot[i]
      }
      return value
    }
    let mean = solve([Double](repeating: 1, count: states))
    let second = solve(mean.map { 2 * $0 - 1 })
    let start = margin - 1
    let variance = second[start] - mean[start] * mean[start]
    #expect(abs(race.meanVotes - mean[start]) <= 1e-10 * mean[start])
    #expect(abs(race.varianceVotes - variance) <= 1e-9 * second[start])
  }

  @Test func sumsToOneAndIsSymmetric() throws {
    for p in [0.1, 0.25, 0.5, 0.6, 0.9978] {
      for k in [1, 2, 5, 29] {
        let race = try TwoCandidateRace(stepSuccess: Probability(p), margin: k)
        let mirror = try TwoCandidateRace(
          stepSuccess: Probability(Probability(p).complement), margin: k)
        #expect(race.correct + race.wrong == 1)
        #expect(abs(race.correct - mirror.wrong) <= race.correct.ulp)
        #expect(abs(race.meanVotes - mirror.meanVotes) <= 2 * race.meanVotes.ulp)
      }
    }
  }

  /// Scattered votes multiply the votes of a subtask by p^−(m − 1) and leave the outcome alone.
  @Test func scatteredVotesCostAndDoNotDecide() throws {
    let single = try TwoCandidateRace(stepSuccess: Probability(0.9), margin: 2)
    let five = try TwoCandidateRace(stepSuccess: Probability(0.9), margin: 2, stepsPerSubtask: 5)
    #expect(five.correct == single.correct)
    #expect(abs(five.meanVotes - 2.4390243902439 / 0.6561) < 1e-12)
  }

  /// A probability below the least normal double still has a variance.
  @Test func extremeProbabilitiesStayFinite() throws {
    for p in [.leastNonzeroMagnitude, 0x1p-1060, 1e-300, 1 - 0x1p-53] {
      for k in [2, 3, 50] {
        let race = try TwoCandidateRace(stepSuccess: Probability(p), margin: k)
        #expect(race.varianceVotes >= 0 && race.varianceVotes < 1e-12 * Double(k), "p \(p) k \(k)")
        #expect(abs(race.meanVotes - Double(k)) < 1e-12 * Double(k))
      }
    }
  }

  @Test func capSplitsTheTaskIntoThreeOutcomes() {
    let task = TaskReliability(subtaskWrong: 1e-9, subtaskUndecided: 3e-7, subtasks: 1e6)
    #expect(abs(task.correct + task.wrong + task.undecided - 1) < 1e-15)
    #expect(abs(task.undecided / 0.259181779318 - 1) < 1e-6)
    let tiny = TaskReliability(subtaskWrong: 1e-30, subtasks: 1e6)
    #expect(abs(tiny.wrong / 1e-24 - 1) < 1e-12)
  }
}
