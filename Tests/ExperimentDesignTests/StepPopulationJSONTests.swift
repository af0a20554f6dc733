import ExperimentDesign
import Foundation
import MAKERCore
import RandomStreams
import Testing

@Suite struct StepPopulationJSONTests {
  private static func read(_ text: String) throws -> StepPopulation {
    try JSONDecoder().decode(StepPopulationJSON.self, from: Data(text.utf8)).population
  }

  @Test func whatIsLeftOutIsUsual() throws {
    let population = try Self.read(#"{"classes": [{"error": 0.25}]}"#)
    #expect(
      population.classes == [.init(share: 1, flagRate: 0, error: .constant(0.25))])
    #expect(population.wrongShares == [1] && population.outliers.isEmpty)
  }

  /// Random populations come back as they were, number for number.
  @Test func populationsComeBack() throws {
    var numbers = WordStream(StreamKey(seed: 8))
    func unit() -> Double { Double.random(in: 0..<1, using: &numbers) }
    for trial in 0..<300 {
      let count = 1 + trial % 4
      let weights = (0..<count).map { _ in unit() + 0.01 }
      let classes = weights.map { weight in
        StepPopulation.StepClass(
          share: weight / weights.reduce(0, +), flagRate: unit(),
          error: unit() < 0.5
            ? .constant(unit()) : .beta(alpha: unit() * 1e-3 + 1e-9, beta: unit() * 1e6 + 1e-9))
      }
      let first = unit()
      let population = try StepPopulation(
        classes: classes, wrongShares: [first, 1 - first],
        outliers: (0..<trial % 3).map {
          let share = unit()
          return .init(step: $0 * 7, flagRate: unit(), shares: [share, 1 - share])
        })
      let data = try JSONEncoder().encode(StepPopulationJSON(population))
      let again = try JSONDecoder().decode(StepPopulationJSON.self, from: data).population
      #expect(again == population, "trial \(trial): \(population)")
    }
  }
}
