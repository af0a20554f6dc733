import Analysis
import ExperimentDesign

/// A judge that is wrong in one way, to see whether the claims notice.
final class WrongOracle: Oracle {
  private let truth = TheoryOracle()
  private let changeRace: (inout ExactRace, DesignPoint) -> Void
  private let changeSurvival: (Double) -> Double

  init(
    race: @escaping (inout ExactRace, DesignPoint) -> Void = { _, _ in },
    survival: @escaping (Double) -> Double = { $0 }
  ) {
    changeRace = race
    changeSurvival = survival
  }

  func race(of point: DesignPoint) -> ExactRace? {
    guard var race = truth.race(of: point) else { return nil }
    changeRace(&race, point)
    return race
  }

  func survival(of point: DesignPoint, votes: Int) -> [Double]? {
    truth.survival(of: point, votes: votes)?.map(changeSurvival)
  }
}
