import MAKERCore
import Tasks
import Testing

@Suite struct HanoiPathTests {
  /// Every step of every small tower, reached move by move and at once.
  @Test(arguments: 1...12)
  func aStepIsReachedAtOnce(disks: Int) {
    let task = TowersOfHanoi(disks: disks)
    let checker = HanoiChecker(task)
    var position = Position(startOf: task)
    for step in 0...task.steps {
      guard task.position(atStep: step) == position else {
        Issue.record(
          "\(disks) disks, step \(step): \(task.position(atStep: step)), not \(position)")
        return
      }
      if step < task.steps {
        task.advance(&position, by: checker.answer(in: position.state, after: position.previous))
      }
    }
    #expect(checker.isSolved(position.state))
  }

  /// The step that the paper's run found hard, and the end of the largest tower.
  @Test func thePapersHardStep() {
    let hard = TowersOfHanoi(disks: 20).position(atStep: 10241)
    #expect(hard.previous == HanoiMove(disk: 1, from: 2, to: 0))
    #expect(hard.state.peg(0) == [20, 19, 18, 17, 16, 15, 12, 1])
    #expect(hard.state.peg(1) == [13])
    let largest = TowersOfHanoi(disks: 30)
    #expect(HanoiChecker(largest).isSolved(largest.position(atStep: largest.steps).state))
  }
}
