import ExperimentDesign
import Testing

/// The agreement tests can fail: the same samples, the same checks, a theory that is 1 % off.
@Suite struct AgreementPowerTests {
  @Test func twoCandidatesRejectAnotherStepSuccess() throws {
    for setting in try VoteAgreementTests.pairs() {
      let rejected = try TallyAgreement(setting, p: 0.99).rejected
      #expect(!rejected.isEmpty, "\(setting.testDescription)")
    }
  }

  @Test(
    arguments: VoteAgreementTests.severalCandidates + VoteAgreementTests.tasks
      + AggregateAgreementTests.tasks + AggregateAgreementTests.longTasks)
  func othersRejectAnotherStepSuccess(setting: Setting) throws {
    let rejected = try TallyAgreement(setting, p: 0.99).rejected
    #expect(!rejected.isEmpty, "\(setting.testDescription)")
  }

  @Test(arguments: VoteAgreementTests.flaggedAndCapped.filter { $0.validRate < 1 })
  func flagsRejectAnotherValidRate(setting: Setting) throws {
    #expect(try TallyAgreement(setting, v: 0.99).rejected == ["flags"])
  }

  /// Every kind of check is one that some wrong theory fails.
  @Test func everyCheckCanFail() throws {
    var rejected: Set<String> = []
    let settings =
      VoteAgreementTests.flaggedAndCapped + VoteAgreementTests.tasks
      + AggregateAgreementTests.tasks
    for setting in settings where setting.shares[0] < 1 {
      rejected.formUnion(try TallyAgreement(setting, p: 0.99, v: 0.99).rejected)
    }
    #expect(
      rejected == [
        "races", "votes", "squared votes", "flags", "wrong races", "wrong tasks",
        "undecided tasks", "race lengths",
      ])
  }
}
