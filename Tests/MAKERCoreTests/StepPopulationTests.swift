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

  /// A class without shares of its own spreads its wrong votes as the population says.
  @Test func classesMaySpreadWrongVotesInTheirOwnWay() throws {
    let population = try StepPopulation(
      classes: [
        .init(share: 0.75, flagRate: 0, error: .constant(0.1)),
        .init(share: 0.25, flagRate: 0, error: .constant(0.8), wrongShares: [0, 0, 1]),
      ], wrongShares: [0.5, 0.5])
    #expect(population.candidates == 4 && population.rightCandidates == 1)
    #expect(population.classes.map { population.wrongShares(of: $0).count } == [2, 3])
    let expected = [1 - 0.275, 0.0375, 0.0375, 0.2]
    #expect(zip(population.meanShares, expected).allSatisfy { abs($0 - $1) < 1e-15 })
  }

  @Test func groupingMakesOneAnswerOfEquallyGoodOnes() throws {
    let split = try StepPopulation(
      classes: [Self.step(1)], rightShares: [0.5, 0.3, 0.2],
      outliers: [Self.outlier(2, [0.2, 0.1, 0.1, 0.6])])
    #expect(split.candidates == 4 && split.rightCandidates == 3 && split.isAlike == false)
    let grouped = split.grouped
    #expect(grouped.rightShares == [1] && grouped.wrongShares == split.wrongShares)
    #expect(grouped.classes == split.classes && grouped.outliers[0].shares.count == 2)
    #expect(abs(grouped.outliers[0].shares[0] - 0.4) < 1e-15)
    #expect(try grouped.grouped == grouped && Self.alone(split).meanShares == [0.8, 0.2])
  }

  private static func alone(_ population: StepPopulation) throws -> StepPopulation {
    try StepPopulation(classes: population.classes, rightShares: population.rightShares)
  }

  @Test func aDriftIsAStraightLine() throws {
    let drifting = Self.step(0.5, .drift(first: 0.02, last: 0.1))
    let population = try StepPopulation(classes: [drifting, Self.step(0.5, .constant(0.3))])
    #expect(population.drifts && !population.isAlike)
    #expect(abs(population.meanErrorRate - 0.18) < 1e-15)
    for (step, rate) in [(0, 0.02), (2, 0.06), (4, 0.1)] {
      let place = StepPopulation.place(ofStep: step, of: 5)
      #expect(abs(drifting.error.at(place).mean - rate) < 1e-15, "step \(step)")
      #expect(population.classes[1].error.at(place) == .constant(0.3), "step \(step)")
    }
    #expect(StepPopulation.place(ofStep: 0, of: 1) == 0)
    let rising = StepPopulation.ErrorLaw.drift(first: 0, last: 1)
    #expect(rising.mean == 0.5 && rising.at(1) == .constant(1) && rising.at(0) == .constant(0))
  }

  /// A draw at τ = 0 repeats the likeliest vote, which with several answers may be wrong below 1/2.
  @Test func theLikeliestVoteIsThatOfOneCandidate() throws {
    let one = try StepPopulation(classes: [Self.step(1)])
    let split = try StepPopulation(classes: [Self.step(1)], rightShares: [0.5, 0.5])
    for (rate, wrong, isOne, isSplit) in [
      (0.5, [1], true, false), (0.51, [1], false, false), (0.33, [1], true, true),
      (0.34, [1], true, false), (0.6, [0.5, 0.5], true, false), (0.4, [0.25, 0.75], true, true),
    ] as [(Double, [Double], Bool, Bool)] {
      #expect(
        one.isRightLikeliest(errorRate: rate, wrongShares: wrong) == isOne, "\(rate), \(wrong)")
      #expect(
        split.isRightLikeliest(errorRate: rate, wrongShares: wrong) == isSplit, "\(rate), \(wrong)")
    }
  }

  @Test func whatFitsNoRaceIsRefusedInOneLine() {
    let one = Self.step(1)
    let drift = Self.step(1, .drift(first: 0.1, last: 0.2))
    let own = {
      StepPopulation.StepClass(share: 1, flagRate: 0, error: .constant(0.1), wrongShares: $0)
    }
    let refused: [(StepPopulation.StepClass, [Double], [StepPopulation.Outlier], String)] = [
      (one, [], [], "right votes spread over 0 candidates"), (one, [0.5, 0.6], [], "[0.5, 0.6]"),
      (one, [Double](repeating: 0.0625, count: 16), [], "over 16 candidates"),
      (
        one, [Double](repeating: 0.1, count: 10), [Self.outlier(1)], "step 1 names 2 candidates; 10"
      ),
      (
        own([Double](repeating: 0.125, count: 8)), [Double](repeating: 0.1, count: 10), [], "are 18"
      ),
      (own([]), [1], [], "wrong votes of a class spread over 0"), (own([0.2]), [1], [], "[0.2]"),
      (drift, [1], [Self.outlier(1)], "outliers do not go with errors that drift"),
      (Self.step(1, .drift(first: -1, last: 0)), [1], [], "first error rate -1.0"),
      (Self.step(1, .drift(first: 0, last: 2)), [1], [], "last error rate 2.0"),
    ]
    for (step, right, outliers, named) in refused {
      let error = #expect(throws: PopulationError.self, "\(named)") {
        try StepPopulation(classes: [step], rightShares: right, outliers: outliers)
      }
      let text = error?.description ?? ""
      #expect(text.contains(named) && !text.contains("\n"), "\(named): \(text)")
    }
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
      ([one], [0.5, 0.4], [], "[0.5, 0.4]"), ([one], [1.5, -0.5], [], "wrong votes hold 1.5"),
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
