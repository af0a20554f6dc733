import Analysis
import MAKERCore
import RaceTheory
import Testing

struct MarginAdviceTests {
  /// Counts of triples in the shares of a Beta law of mean .95 and ρ = .05, or of steps all alike.
  static func draws(steps: Int, shares: [Double]) -> LabelledDraws {
    LabelledDraws(
      groups: shares.enumerated().map { wrong, share in
        (
          StepCounts(right: shares.count - 1 - wrong, wrong: wrong),
          Int((share * Double(steps)).rounded())
        )
      })
  }

  /// Beta-binomial shares of 0 to 3 wrong of three.
  static let scattered = [0.8646625, 0.1211625, 0.0136875, 0.0004875]

  static func advice(
    _ draws: LabelledDraws, _ model: CalibrationModel, steps: Int, target: Double = 0.95
  ) throws -> MarginAdvice {
    try MarginAdvice(
      CalibrationEstimate(draws, model: model, level: 0.95), steps: steps,
      target: Probability(target))
  }

  @Test func correlationThatIsThereIsPaidFor() throws {
    let advice = try Self.advice(
      Self.draws(steps: 1_000_000, shares: Self.scattered), .beta, steps: 1023)
    let independent = try #require(advice.independent)
    let estimated = try #require(advice.estimated)
    let recommended = try #require(advice.recommended)
    // k_min = 4 of independent errors, which correlation breaks: the truth is .697.
    #expect(independent.margin == 4 && abs(independent.success - 0.992) < 5e-4)
    let atWorst = try #require(advice.independentAtWorst)
    #expect(atWorst < 0.697 && atWorst > 0.55)
    #expect(estimated.margin > 4 && recommended.margin >= estimated.margin)
    #expect(recommended.success >= 0.95 && recommended.calls > independent.calls)
    #expect(advice.ceiling > recommended.success)
  }

  @Test func fewDrawsLeaveNoMarginThatIsSure() throws {
    let advice = try Self.advice(Self.draws(steps: 100, shares: Self.scattered), .beta, steps: 1023)
    #expect(advice.recommended == nil)
    #expect(advice.ceiling < 0.95)
    #expect(advice.verdict.contains("no k reaches the target"))
    // A short task is easier.
    let short = try Self.advice(Self.draws(steps: 1000, shares: Self.scattered), .beta, steps: 3)
    #expect(try #require(short.recommended).success >= 0.95)
  }

  @Test func aModelThatIsNeverWrongDoesAShortTask() throws {
    // Nothing is known of the correlation then, up to 1; what is known of the mean holds all the same.
    let draws = LabelledDraws(groups: [(StepCounts(right: 100, wrong: 0), 1000)])
    for model in CalibrationModel.allCases {
      let advice = try Self.advice(draws, model, steps: 1, target: 0.9)
      #expect(advice.ceiling > 0.99, "\(model): \(advice.ceiling)")
      #expect(try #require(advice.recommended).margin == 1, "\(model)")
      #expect(try Self.advice(draws, model, steps: 10, target: 0.9).recommended != nil, "\(model)")
    }
  }

  @Test func stepsThatAreAlwaysWrongAreSeen() throws {
    let draws = LabelledDraws(groups: [
      (StepCounts(right: 3, wrong: 0), 900), (StepCounts(right: 0, wrong: 3), 100),
    ])
    for model in CalibrationModel.allCases {
      let advice = try Self.advice(draws, model, steps: 50)
      #expect(advice.recommended == nil && advice.ceiling < 0.01, "\(model)")
    }
    #expect(try Self.advice(draws, .beta, steps: 50).estimated == nil)
  }

  @Test func momentsAskForMoreThanAModel() throws {
    let draws = Self.draws(steps: 100_000, shares: Self.scattered)
    let moments = try Self.advice(draws, .moments, steps: 20)
    let beta = try Self.advice(draws, .beta, steps: 20)
    // With no margin could any law that two or three moments allow run a task of a hundred steps.
    let long = try Self.advice(draws, .moments, steps: 100)
    #expect(long.recommended == nil && long.ceiling < 0.95)
    #expect(long.ceiling >= (long.independentAtWorst ?? 1))
    let worst = try #require(moments.recommended)
    let known = try #require(beta.recommended)
    #expect(worst.margin == known.margin && worst.success < known.success, "\(worst), \(known)")
    #expect(try Self.advice(draws, .beta, steps: 100).recommended != nil)
    #expect(worst.success >= 0.95 && moments.ceiling < beta.ceiling)
    #expect(worst.calls > known.calls)
  }

  /// P(task) of k = 1 to 8 and of more is 0 to a double, which must not end the search.
  @Test func longTasksAreSearchedBeyondWhatADoubleTells() throws {
    // Ten draws of steps all right with .6.
    var share = 0.006_046_617_6
    var shares = [share]
    for wrong in 1...10 {
      let odds = Double(11 - wrong) / Double(wrong)
      share *= odds / 1.5
      shares.append(share)
    }
    let draws = Self.draws(steps: 1_000_000_000, shares: shares)
    let advice: MarginAdvice = try Self.advice(draws, .moments, steps: 30_000, target: 1e-9)
    let recommended = try #require(advice.recommended)
    #expect(recommended.margin > 9 && recommended.success >= 1e-9, "\(recommended)")
    let bounds = MomentBounds(draws, level: 0.95)
    func task(_ margin: Int) -> Double {
      let race = LogitRace(margin: margin)
      let wrong = bounds.greatestWrong { race.wrong(LogitRace.logOdds(errorRate: $0)) }
      return TaskReliability(subtaskWrong: wrong, subtasks: 30_000).correct
    }
    #expect((1...8).allSatisfy { task($0) == 0 })
    #expect(task(recommended.margin - 1) < 1e-9 && task(recommended.margin) >= 1e-9)
  }

  @Test func withoutErrorsTheLowerEndDecides() throws {
    let draws = LabelledDraws(Array(repeating: StepCounts(right: 3, wrong: 0), count: 100))
    let advice = try Self.advice(draws, .beta, steps: 100)
    #expect(try #require(advice.independent).margin == 1)
    #expect(advice.estimated == nil && advice.recommended == nil)
  }
}
