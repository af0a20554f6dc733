import Statistics
import Testing

@Suite struct FamilyWiseErrorTests {
  @Test func bonferroniSharesTheRate() {
    #expect(FamilyWiseError.bonferroniRate(comparisons: 1, rate: 0.05) == 0.05)
    #expect(FamilyWiseError.bonferroniRate(comparisons: 8, rate: 0.5) == 0.0625)
  }
}
