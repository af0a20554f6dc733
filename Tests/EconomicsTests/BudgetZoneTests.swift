import Economics
import Testing

@Suite("Budget zones")
struct BudgetZoneTests {
  @Test(
    "A zone begins at its share and ends below the next one's",
    arguments: [
      (0, .green), (0.6999, .green), (0.70, .yellow), (0.8499, .yellow), (0.85, .orange),
      (0.9499, .orange), (0.95, .red), (1, .red), (3, .red),
    ] as [(Double, BudgetZone)])
  func zonesOfShares(consumed: Double, zone: BudgetZone) {
    #expect(BudgetZone(consumed: consumed) == zone)
  }

  @Test("Zones and tiers are ordered as they are listed")
  func order() {
    #expect(BudgetZone.allCases.sorted() == BudgetZone.allCases)
    #expect(ModelTier.allCases.sorted() == ModelTier.allCases)
    #expect(ModelTier.allCases == [.small, .medium, .large])
  }
}
