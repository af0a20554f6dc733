import Foundation
import Testing

/// The agreement tests again, at twenty seeds and four times the trials; `make soak` runs them.
///
/// Some 8,000 checks at 5.7e-7 each: one false alarm in about 200 soaks.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["MAKERLAB_SOAK"] != nil))
struct AgreementSoakTests {
  @Test(arguments: 1...20)
  func everySettingAgrees(seed: Int) throws {
    let settings =
      try VoteAgreementTests.pairs() + VoteAgreementTests.flaggedAndCapped
      + VoteAgreementTests.severalCandidates
    for setting in settings {
      var soaked = setting
      soaked.seed = seed
      soaked.trials *= 4
      try TallyAgreement(soaked).expectAgreement(soaked)
    }
  }
}
