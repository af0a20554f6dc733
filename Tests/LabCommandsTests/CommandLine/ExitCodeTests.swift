import LabCommands
import Testing

@Suite struct ExitCodeTests {
  @Test func theCodesAreThoseOfTheAgreement() {
    #expect(ExitCode.allCases.map(\.rawValue) == [0, 1, 2, 3, 4, 130])
  }
}
