import Foundation
import Testing

/// The fuzz test again, with 100,000 lines; `make soak` runs it.
///
/// A line that is never answered is seen by the limit alone.
@Suite(
  .enabled(if: ProcessInfo.processInfo.environment["MAKERLAB_SOAK"] != nil),
  .timeLimit(.minutes(10))
)
struct FuzzSoakTests {
  @Test(arguments: (1...10).map { UInt64(1_000 + $0) })
  func linesOfAnyKindAreAnsweredAsTheyMustBe(seed: UInt64) async throws {
    try await FuzzCheck.run(10_000, seed: seed)
  }
}
