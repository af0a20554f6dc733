import Foundation
import Testing

/// A million spoiled replies; `make soak` runs them.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["MAKERLAB_SOAK"] != nil))
struct ParserAgreementSoakTests {
  @Test(arguments: 1...50)
  func everyReplyIsReadAlike(seed: Int) throws {
    let agreement = try ParserAgreement(replies: 20_000, seed: 1000 + seed)
    #expect(agreement.equal > 4_000, "\(agreement)")
  }
}
