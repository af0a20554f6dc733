import MAKERCore
import Testing

@Suite struct TaskReliabilityTests {
  private static func isNear(_ a: Double, _ b: Double) -> Bool {
    abs(a - b) <= 1e-12 * max(abs(a), abs(b)) + 1e-300
  }

  /// A task cut in two anywhere is the same task, from failures of 1e-12 to sure ones.
  @Test func theTwoPartsOfATaskAreTheTask() {
    var numbers = CaseNumbers(31)
    for trial in 0..<2000 {
      let wrong = numbers.chance(0.5) ? Double.random(in: 0...0.5, using: &numbers) : 1e-12
      let undecided = numbers.chance(0.5) ? Double.random(in: 0...0.5, using: &numbers) : 0
      let (first, second) = (
        Double(Int.random(in: 1...40, using: &numbers)),
        Double(Int.random(in: 1...40, using: &numbers))
      )
      func part(_ subtasks: Double) -> TaskReliability {
        TaskReliability(subtaskWrong: wrong, subtaskUndecided: undecided, subtasks: subtasks)
      }
      let whole = part(first + second)
      let joined = part(first).and(part(second))
      let text = "trial \(trial): \(wrong), \(undecided), \(first) and \(second): \(joined)"
      #expect(Self.isNear(joined.correct, whole.correct), "\(text)")
      #expect(Self.isNear(joined.wrong, whole.wrong), "\(text)")
      #expect(Self.isNear(joined.undecided, whole.undecided), "\(text)")
      let turned = part(second).and(part(first))
      #expect(Self.isNear(joined.wrong, turned.wrong), "\(text)")
      #expect(Self.isNear(joined.undecided, turned.undecided), "\(text)")
      #expect(abs(joined.correct + joined.failure - 1) < 1e-12, "\(text)")
    }
  }

  /// Wrong is what was decided to its end with an error; what stopped undecided is not.
  @Test func partsOfTheirOwn() {
    let hard = TaskReliability(subtaskWrong: 0.3, subtaskUndecided: 0.2, subtasks: 1)
    let sure = TaskReliability(subtaskWrong: 0, subtasks: 10)
    let wrong = TaskReliability(subtaskWrong: 1, subtasks: 1)
    #expect(abs(hard.and(sure).correct - 0.5) < 1e-15)
    #expect(abs(hard.and(sure).wrong - 0.3) < 1e-15)
    #expect(abs(hard.and(wrong).wrong - 0.8) < 1e-15 && hard.and(wrong).correct == 0)
    #expect(abs(hard.and(hard).undecided - 0.36) < 1e-15)
  }
}
