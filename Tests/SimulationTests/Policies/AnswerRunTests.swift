import MAKERCore
import RaceTheory
import RandomStreams
import Simulation
import Testing

@Suite struct AnswerRunTests {
  /// Runs agree with the exact outcome; null: independent runs of the exact law, 5 sigma a check.
  @Test func runsAgreeWithTheory() throws {
    let (seed, n) = (77, 20_000)
    for (answers, wrong) in [(1, 1), (3, 1), (2, 2)] {
      let question = EqualAnswers(
        stepSuccess: 0.75, rightAnswers: answers, wrongAnswers: wrong, margin: 2, cap: 9)
      for (number, strategy) in [
        EqualAnswers.Strategy.vote, .group(share: 0.8), .first,
        .verify(falseAccept: 0.2, falseReject: 0.1, draws: 3),
      ].enumerated() {
        let exact = try question.outcome(strategy)
        var counts = [0, 0, 0]
        for trial in 0..<n {
          let key = StreamKey(seed: seed).child(answers).child(wrong).child(number).child(trial)
          var words = WordStream(key)
          switch question.run(strategy, words: &words).isRight {
          case true?: counts[0] += 1
          case false?: counts[1] += 1
          case nil: counts[2] += 1
          }
        }
        for (count, p) in zip(counts, [exact.right, exact.wrong, exact.none]) {
          let expected = Double(n) * p
          let deviation = (expected * max(0, 1 - p)).squareRoot()
          let z = deviation > 1e-6 ? (Double(count) - expected) / deviation : 0
          #expect(
            abs(z) < 5 && (p > 1e-12 || count == 0),
            "\(answers) right, \(wrong) wrong, \(strategy), seed \(seed): expected \(expected), observed \(count), z \(z)"
          )
        }
      }
    }
  }

  /// Steps on a ladder end and cost as theory says; 5 sigma a check.
  @Test func laddersAgreeWithTheory() throws {
    let (seed, n) = (78, 20_000)
    let ladder = try EscalationLadder(
      tiers: [
        LadderTier(costPerCall: 1, margin: 2, cap: 5),
        LadderTier(costPerCall: 6, margin: 1, cap: 1),
      ],
      kinds: [
        LadderKind(share: 0.9, stepSuccess: [0.85, 0.95]),
        LadderKind(share: 0.1, stepSuccess: [0.5, 0.8]),
      ], mostRaces: 3)
    for plan in [[0], [0, 0], [0, 1], [0, 0, 1]] {
      let exact = ladder.plan(plan)
      let runs = (0..<n).map { LadderRun(ladder, plan: plan, key: StreamKey(seed: seed).child($0)) }
      for (name, count, p) in [
        ("right", runs.count { $0.isRight == true }, exact.right),
        ("wrong", runs.count { $0.isRight == false }, exact.wrong),
      ] {
        let expected = Double(n) * p
        let z = (Double(count) - expected) / (expected * (1 - p)).squareRoot()
        #expect(
          abs(z) < 5,
          "\(plan) \(name), seed \(seed): expected \(expected), observed \(count), z \(z)")
      }
      let mean = runs.reduce(0) { $0 + $1.cost } / Double(n)
      let squares = runs.reduce(0) { $0 + $1.cost * $1.cost } / Double(n)
      let z = (mean - exact.cost) / ((squares - mean * mean) / Double(n)).squareRoot()
      #expect(
        abs(z) < 5, "\(plan) cost, seed \(seed): expected \(exact.cost), observed \(mean), z \(z)")
    }
  }
}
