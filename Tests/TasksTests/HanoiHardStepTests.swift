import MAKERCore
import Tasks
import Testing

@Suite struct HanoiHardStepTests {
  private let step = HanoiHardStep()

  /// State and moves as the paper prints them, reached move by move.
  @Test func stateAndMovesAreThoseOfThePaper() {
    let task = TowersOfHanoi(disks: 20)
    let checker = HanoiChecker(task)
    var position = Position(startOf: task)
    for _ in 0..<10_241 {
      task.advance(&position, by: checker.answer(in: position.state, after: position.previous))
    }
    #expect(step.position == position)
    #expect(position.previous == HanoiMove(disk: 1, from: 2, to: 0))
    #expect(
      position.state
        == HanoiState([
          [20, 19, 18, 17, 16, 15, 12, 1], [13], [14, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2],
        ]))
    #expect(
      step.candidates == [
        Candidate(
          action: HanoiMove(disk: 2, from: 2, to: 1),
          next: HanoiState([
            [20, 19, 18, 17, 16, 15, 12, 1], [13, 2], [14, 11, 10, 9, 8, 7, 6, 5, 4, 3],
          ])),
        Candidate(
          action: HanoiMove(disk: 13, from: 1, to: 2),
          next: HanoiState([
            [20, 19, 18, 17, 16, 15, 12, 1], [], [13, 14, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2],
          ])),
        Candidate(
          action: HanoiMove(disk: 13, from: 1, to: 2),
          next: HanoiState([
            [20, 19, 18, 17, 16, 15, 12, 1], [], [14, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 13],
          ])),
      ])
  }

  /// All three pass the red flags of form; a check of the rules would have removed both wrong ones.
  @Test func wrongAnswersAreWellFormedAndIllegal() throws {
    let strict = RedFlagPolicy(reading: .flagging, checksLegality: true)
    for candidate in 0..<3 {
      let reply = step.reply(for: candidate)
      #expect(try step.candidate(of: reply) == candidate)
      #expect(
        step.task.isLegal(step.candidates[candidate], in: step.position.state) == (candidate == 0))
      let voted = try? strict.candidate(
        of: Reply(text: reply), to: step.task, in: step.position.state)
      #expect((voted != nil) == (candidate == 0))
    }
  }

  @Test func otherRepliesAreNoneOfTheThree() throws {
    let other = Array("move = [1, 0, 1]\nnext_state = \(step.task.text(step.position.state))".utf8)
    #expect(try step.candidate(of: other) == nil)
    #expect(throws: RedFlag.self) { try step.candidate(of: Array("move = [1, 0, 1]".utf8)) }
  }
}
