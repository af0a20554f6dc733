import Analysis
import LabCommands
import Testing

struct CalibrationPowerTests {
  static func power(
    _ model: CalibrationModel, success: Double = 0.7, correlation: Double = 0.5, trials: Int = 400
  ) -> CalibrationPower {
    CalibrationPower(
      success: success, correlation: correlation, model: model, level: 0.95, trials: trials,
      seed: 1)
  }

  @Test(arguments: CalibrationModel.allCases, CalibrationPower.Question.allCases)
  func powerGrowsWithStepsAndDraws(model: CalibrationModel, question: CalibrationPower.Question) {
    let power = Self.power(model)
    let few = power.power(question, steps: 15, repeats: 2)
    let more = power.power(question, steps: 60, repeats: 2)
    #expect(few < more && more < 1, "\(few), \(more)")
    // At 400 simulated calibrations the share is known to .025.
    #expect(power.power(question, steps: 30, repeats: 5) > more - 0.2)
  }

  /// What is summed for two draws agrees with simulated steps.
  @Test(arguments: CalibrationPower.Question.allCases)
  func summedPowerAgreesWithSimulatedSteps(question: CalibrationPower.Question) throws {
    let power = Self.power(.moments)
    let steps = try SimulatedSteps(
      success: 0.7, correlation: question == .exclude ? 0 : 0.5)
    let trials = 1000
    let settled = (0..<trials).count { trial in
      let draws = steps.draws(steps: 40, repeats: 2, key: CalibrationCoverageTests.key(trial))
      return question == .exclude
        ? CalibrationModel.moments.excludes(atLeast: 0.5, by: draws, level: 0.95)
        : CalibrationModel.moments.detectsCorrelation(in: draws, level: 0.95)
    }
    let exact = power.power(question, steps: 40, repeats: 2)
    // Null: the share has the summed power; n 1000, 5 sigma, false alarm 5.7e-7.
    let z =
      (Double(settled) / Double(trials) - exact)
      / (exact * (1 - exact) / Double(trials)).squareRoot()
    #expect(abs(z) < 5, "expected \(exact), observed \(settled) of \(trials), z \(z)")
  }

  @Test func theStepsFoundAreEnoughAndFewerAreNot() throws {
    let power = Self.power(.beta)
    let steps = try #require(power.steps(.exclude, goal: 0.8, repeats: 2))
    #expect(power.power(.exclude, steps: steps, repeats: 2) >= 0.8)
    #expect(power.power(.exclude, steps: steps - max(1, steps / 10), repeats: 2) < 0.8)
  }

  @Test func whatNoCalibrationSettlesIsNil() {
    let power = Self.power(.beta, success: 1 - 1e-9, correlation: 0.01, trials: 4)
    #expect(power.steps(.exclude, goal: 0.8, repeats: 3) == nil)
  }
}
