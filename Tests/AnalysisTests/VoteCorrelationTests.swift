import Analysis
import MAKERCore
import Testing

@Suite struct VoteCorrelationTests {
  private func population(_ classes: [StepPopulation.StepClass]) throws -> StepPopulation {
    try StepPopulation(classes: classes)
  }

  /// One Beta class has the correlation 1/(α + β + 1); alike steps have none.
  @Test func aBetaLawHasItsOwn() throws {
    let beta = try population([
      .init(share: 1, flagRate: 0, error: .beta(alpha: 1.35, beta: 7.65))
    ])
    #expect(abs((beta.voteCorrelation ?? 0) - 0.1) < 1e-14)
    let alike = try population([.init(share: 1, flagRate: 0, error: .constant(0.15))])
    #expect(alike.voteCorrelation == 0)
  }

  /// Two constant classes: the variance of a coin over its bound, written out.
  @Test func classesThatDifferAreCorrelated() throws {
    let mixed = try population([
      .init(share: 0.75, flagRate: 0, error: .constant(0.1)),
      .init(share: 0.25, flagRate: 0, error: .constant(0.5)),
    ])
    // Mean .2, variance .75·.01 + .25·.09 = .03, bound .16.
    #expect(abs((mixed.voteCorrelation ?? 0) - 0.03 / 0.16) < 1e-14)
  }

  @Test func noErrorsAndDriftsHaveNone() throws {
    let sure = try population([.init(share: 1, flagRate: 0, error: .constant(0))])
    #expect(sure.voteCorrelation == nil)
    let drift = try population([
      .init(share: 1, flagRate: 0, error: .drift(first: 0.1, last: 0.2))
    ])
    #expect(drift.voteCorrelation == nil)
  }
}
