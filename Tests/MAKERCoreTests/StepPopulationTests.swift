import MAKERCore
import Testing

@Suite struct StepPopulationTests {
  private static func step(
    _ share: Double, flags: Double = 0.1, _ error: StepPopulation.ErrorLaw = .constant(0.2)
  ) -> StepPopulation.StepClass {
    StepPopulation.StepClass(share: share, flagRate: flags, error: error)
  }

  private static func outlier(
    _ step: Int, flags: Double = 0, _ shares: [Double] = [0.5, 0.5]
  ) -> StepPopulation.Outlier {
    StepPopulation.Outlier(step: step, flagRate: flags, shares: shares)
  }

  @Test func meansAreThoseOfTheClasses() throws {
    let population = try StepPopulation(
      classes: [
        Self.step(0.25, flags: 0.4, .constant(0.8)),
        Self.step(0.75, flags: 0, .beta(alpha: 1, beta: 3)),
      ], outliers: [Self.outlier(9), Self.outlier(2)])
    #expect(abs(population.meanErrorRate - (0.25 * 0.8 + 0.75 * 0.25)) < 1e-15)
    #expect(abs(population.meanFlagRate - 0.1) < 1e-15)
    #expect(population.outliers.map(\.step) == [2, 9])
    #expect(population.wrongShares == [1])
  }

  @Test func onlyOneClassOfOneErrorIsAlike() throws {
    #expect(try StepPopulation(classes: [Self.step(1)]).isAlike)
    #expect(try !StepPopulation(classes: [Self.step(1)], outliers: [Self.outlier(0)]).isAlike)
    #expect(try !StepPopulation(classes: [Self.step(0.5), Self.step(0.5)]).isAlike)
    #expect(try !StepPopulation(classes: [Self.step(1, .beta(alpha: 1, beta: 9))]).isAlike)
  }

  @Test func whatIsNoPopulationIsRefusedInOneLine() {
    let one = Self.step(1)
    let refused: [([StepPopulation.StepClass], [Double], [StepPopulation.Outlier], String)] = [
      ([], [1], [], "no class"), ([Self.step(0)], [1], [], "share 0.0"),
      ([Self.step(1.5)], [1], [], "share 1.5"), ([Self.step(.nan)], [1], [], "share nan"),
      ([Self.step(0.5)], [1], [], "sum to 0.5"),
      ([Self.step(0.5), Self.step(0.6)], [1], [], "sum to 1.1"),
      ([Self.step(1, flags: 1)], [1], [], "flag rate 1.0"),
      ([Self.step(1, flags: -0.1)], [1], [], "flag rate -0.1"),
      ([Self.step(1, .constant(1.1))], [1], [], "error rate 1.1"),
      ([Self.step(1, .constant(.nan))], [1], [], "error rate nan"),
      ([Self.step(1, .beta(alpha: 0, beta: 1))], [1], [], "shapes 0.0, 1.0"),
      ([Self.step(1, .beta(alpha: 1, beta: .infinity))], [1], [], "shapes 1.0, inf"),
      ([one], [], [], "0 alternatives"),
      ([one], [Double](repeating: 1.0 / 16, count: 16), [], "16 alternatives"),
      ([one], [0.5, 0.4], [], "[0.5, 0.4]"), ([one], [1.5, -0.5], [], "[1.5, -0.5]"),
      ([one], [1], [Self.outlier(-1)], "step -1"),
      ([one], [1], [Self.outlier(3, flags: 1)], "step 3 has the flag rate 1.0"),
      ([one], [1], [Self.outlier(3, [0.5, 0.4])], "step 3: shares sum"),
      ([one], [1], [Self.outlier(3, [1])], "step 3: "),
      ([one], [1], [Self.outlier(3), Self.outlier(3)], "twice"),
    ]
    for (classes, wrong, outliers, named) in refused {
      let error = #expect(throws: PopulationError.self, "\(named)") {
        try StepPopulation(classes: classes, wrongShares: wrong, outliers: outliers)
      }
      let text = error?.description ?? ""
      #expect(text.contains(named) && !text.contains("\n"), "\(named): \(text)")
    }
  }
}
