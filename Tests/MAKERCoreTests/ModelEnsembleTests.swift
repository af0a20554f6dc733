import MAKERCore
import Testing

@Suite struct ModelEnsembleTests {
  @Test func meansAreThoseOfTheMembers() throws {
    let ensemble = try ModelEnsemble(members: [
      .init(flagRate: 0.1, error: .constant(0.2), wrongShares: [0, 1]),
      .init(flagRate: 0.3, error: .beta(alpha: 1, beta: 3)),
    ])
    #expect(ensemble.candidates == 3 && ensemble.common == 0)
    #expect(abs(ensemble.meanErrorRate - 0.225) < 1e-15)
    #expect(abs(ensemble.meanFlagRate - 0.2) < 1e-15)
    #expect(zip(ensemble.meanShares, [0.775, 0.125, 0.1]).allSatisfy { abs($0 - $1) < 1e-15 })
  }

  @Test func whatIsNoEnsembleIsRefusedInOneLine() {
    let one = ModelEnsemble.Member(error: .constant(0.1))
    let other = ModelEnsemble.Member(error: .beta(alpha: 1, beta: 9))
    let refused: [([ModelEnsemble.Member], Double, String)] = [
      ([], 0, "an ensemble of 0 models; allowed are 2 to 8"), ([one], 0, "of 1 models"),
      ([ModelEnsemble.Member](repeating: one, count: 9), 0, "of 9 models"),
      ([one, one], -0.1, "common is -0.1"), ([one, one], 1.5, "common is 1.5"),
      ([one, one], .nan, "common is nan"), ([one, other], 0.5, "differ in their law of errors"),
      (
        [one, .init(flagRate: 1, error: .constant(0))], 0, "member 1: a class has the flag rate 1.0"
      ),
      ([.init(error: .constant(2)), one], 0, "member 0: a class has the error rate 2.0"),
      ([one, .init(error: .drift(first: 0, last: 1))], 0, "member 1 drifts"),
      (
        [one, .init(error: .constant(0), wrongShares: [0.5])], 0,
        "member 1: the shares of wrong votes"
      ),
    ]
    for (members, common, named) in refused {
      let error = #expect(throws: PopulationError.self, "\(named)") {
        try ModelEnsemble(members: members, common: common)
      }
      let text = error?.description ?? ""
      #expect(text.contains(named) && !text.contains("\n"), "\(named): \(text)")
    }
  }
}
