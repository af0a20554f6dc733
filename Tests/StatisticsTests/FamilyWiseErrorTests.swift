import Statistics
import Testing

struct FamilyWiseErrorTests {
  @Test func bonferroniSharesTheRate() {
    #expect(FamilyWiseError.bonferroniRate(comparisons: 8, rate: 0.5) == 0.0625)
    #expect(FamilyWiseError.bonferroniLevel(comparisons: 8, rate: 0.5) == 0.9375)
    #expect(FamilyWiseError.bonferroniRate(comparisons: 1, rate: 0.01) == 0.01)
  }

  @Test func holmStopsAtTheFirstThatPasses() {
    // 0.005 <= 0.05/4, 0.01 <= 0.05/3, but 0.03 > 0.05/2; 0.04 is spared though below 0.05/1.
    let rejected = FamilyWiseError.holmRejections(pValues: [0.01, 0.04, 0.03, 0.005], rate: 0.05)
    #expect(rejected == [true, false, false, true])
  }

  @Test func holmRejectsMoreThanBonferroni() {
    // 0.015 <= 0.05/3 and 0.02 <= 0.05/2, but 0.06 > 0.05; Bonferroni spares 0.02 > 0.05/3.
    let rejected = FamilyWiseError.holmRejections(pValues: [0.02, 0.015, 0.06], rate: 0.05)
    #expect(rejected == [true, true, false])
    #expect(0.02 > FamilyWiseError.bonferroniRate(comparisons: 3, rate: 0.05))
  }

  @Test func theBoundItselfIsRejected() {
    let justAbove = (0.125).nextUp
    #expect(FamilyWiseError.holmRejections(pValues: [0.125, 0.9], rate: 0.25) == [true, false])
    #expect(
      FamilyWiseError.holmRejections(pValues: [justAbove, 0.9], rate: 0.25) == [false, false])
  }

  @Test func equalPValuesShareTheirFate() {
    let rejected = FamilyWiseError.holmRejections(pValues: [0.01, 0.01, 0.01], rate: 0.05)
    #expect(rejected == [true, true, true])
    let spared = FamilyWiseError.holmRejections(pValues: [0.02, 0.02, 0.02], rate: 0.05)
    #expect(spared == [false, false, false])
  }

  @Test func aFamilyOfNoneRejectsNone() {
    #expect(FamilyWiseError.holmRejections(pValues: [], rate: 0.05) == [])
  }
}
