import MAKERCore
import RaceTheory
import Testing

@Suite struct EqualAnswersTests {
  private func question(_ right: Int, _ wrong: Int) -> EqualAnswers {
    EqualAnswers(stepSuccess: 0.8, rightAnswers: right, wrongAnswers: wrong, margin: 3, cap: 12)
  }

  /// With one right answer there is nothing to group, and all ways sum to 1.
  @Test func outcomesAreWhole() throws {
    let one = question(1, 1)
    #expect(try one.outcome(.group(share: 1)) == one.outcome(.vote))
    for (right, wrong) in [(1, 1), (2, 1), (4, 1), (3, 2)] {
      let question = question(right, wrong)
      for strategy: EqualAnswers.Strategy in [
        .vote, .group(share: 1), .group(share: 0.7), .first,
        .verify(falseAccept: 0.1, falseReject: 0.05, draws: 4),
      ] {
        let end = try question.outcome(strategy)
        #expect(
          abs(end.right + end.wrong + end.none - 1) < 1e-9, "\(right), \(wrong), \(strategy)")
      }
    }
  }

  /// Splitting right votes makes races longer and less often right.
  @Test func splitVotesLose() throws {
    var last = try question(1, 1).outcome(.vote)
    for answers in [2, 3, 4] {
      let next = try question(answers, 1).outcome(.vote)
      #expect(next.right < last.right && next.calls > last.calls, "\(answers) answers")
      #expect(try question(answers, 1).outcome(.group(share: 1)) == question(1, 1).outcome(.vote))
      last = next
    }
  }

  /// A check that accepts everything takes the first answer; one that accepts nothing takes none.
  @Test func checksAtTheirEnds() throws {
    let question = question(2, 2)
    #expect(
      try question.outcome(.verify(falseAccept: 1, falseReject: 0, draws: 5))
        == question.outcome(.first))
    let none = try question.outcome(.verify(falseAccept: 0, falseReject: 1, draws: 5))
    #expect(none.none == 1 && none.calls == 5 && none.right == 0)
    let perfect = try question.outcome(.verify(falseAccept: 0, falseReject: 0, draws: 3))
    #expect(abs(perfect.right - (1 - 0.2 * 0.2 * 0.2)) < 1e-12 && perfect.wrong == 0)
    #expect(abs(perfect.calls - 1.24) < 1e-12)
  }
}
