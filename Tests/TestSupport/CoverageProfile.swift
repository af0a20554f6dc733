import Foundation

/// Where programs of this package write which of their lines ran, in a build that counts them.
package enum CoverageProfile {
  /// A variable for a program that has none of those of the tests.
  ///
  /// It names the files of the tests; nothing is written where these have none.  Without it such a
  /// program leaves a file in the folder that it works in.
  package static var environment: [String: String] {
    [variable: ProcessInfo.processInfo.environment[variable] ?? "/dev/null"]
  }

  private static let variable = "LLVM_PROFILE_FILE"
}
