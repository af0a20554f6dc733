import MAKERCore
import Testing

@Suite struct StepRaceTests {
  @Test func equalsARaceDrawnOneByOne() {
    var undecided: Set<UndecidedReason?> = []
    for number in 0..<3000 {
      let test = RaceCase(number, failing: number % 2 == 0 ? 0.3 : 0)
      let reference = test.reference
      let decision = test.orchestrator().decideAtOnce(
        test.position, trial: test.place.trial, over: [ToyChannel(test.model)])
      #expect(SequentialRace(decision, reference) == reference, "\(test)")
      let record = decision.record
      #expect(record.candidates == reference.candidates.count, "\(test)")
      #expect(record.isDecided == (decision.winner != nil), "\(test)")
      #expect(record.issued == record.used && record.cancelled + record.failed == 0, "\(test)")
      #expect(record.votes + record.flags.total == record.used, "\(test)")
      undecided.insert(record.undecided)
    }
    #expect(undecided == [nil, .cap, .drawLimit])
  }
}
