import Foundation
import MAKERCore
import Testing

/// Curves of the paper's figures 3 to 5 and the margins of its table, at the values worked out for
/// them apart from this code; the paper prints no number on its curves.
@Suite struct PaperFigureTests {
  /// A value as printed: right in all its digits; `1` means 1 to four digits, `0` below every double.
  private func expect(_ value: Double, printed text: String, _ label: String) {
    switch text {
    case "0": #expect(value == 0, "\(label)")
    case "1": #expect(value >= 0.99995 && value <= 1, "\(label): \(value)")
    default:
      let printed = Double(text) ?? .nan
      #expect(abs(value - printed) <= printedTolerance(text) * (1 + 1e-9), "\(label): \(value)")
    }
  }

  private func success(_ p: Double, k: Int, steps: Int) throws -> Double {
    let race = try TwoCandidateRace(stepSuccess: Probability(p), margin: k)
    return try VotedTask(race: race, steps: steps).reliability.correct
  }

  /// The cost at k_min for target .9.
  private func cost(_ p: Double, steps: Int, m: Int = 1) throws -> CostEquations {
    let p = try Probability(p)
    let minimum = try MinimumMargin(
      stepSuccess: p, steps: steps, stepsPerSubtask: m, target: Probability(0.9))
    let race = try TwoCandidateRace(stepSuccess: p, margin: minimum.margin, stepsPerSubtask: m)
    return try CostEquations(race: race, steps: steps)
  }

  private func tenTo(_ exponent: Int) -> Int { (0..<exponent).reduce(1) { n, _ in n * 10 } }

  @Test(arguments: [
    (0.999, "0 .3671 .9990 1 1 1 1 1 1"), (0.9975, "0 .001871 .9844 1 1 1 1 1 1"),
    (0.995, "0 1.08e-11 .8808 .9994 1 1 1 1 1"), (0.99, "0 4.9e-45 .3568 .9896 .9999 1 1 1 1"),
    (0.975, "0 3.6e-286 4.77e-8 .6490 .9890 .9997 1 1 1"),
    (0.95, "0 0 4.9e-64 .000465 .6677 .9790 .9989 .9999 1"),
    (0.9, "0 0 0 6.5e-67 4.42e-8 .1523 .8113 .9770 .9974"),
  ])
  func figure3aSuccessAgainstMargin(p: Double, row: String) throws {
    let printed = row.split(separator: " ").map(String.init)
    try #require(printed.count == 9)
    for (k, text) in zip(1..., printed) {
      expect(try success(p, k: k, steps: 1_000_000), printed: text, "p \(p) k \(k)")
    }
  }

  /// The paper does not say which k it drew; these are the knees at three.
  @Test(arguments: [
    (3, "6.91e8 4.40e7 5.46e6"), (4, "6.9e11 1.76e10 1.09e9"), (5, "6.9e14 7.0e12 2.16e11"),
  ])
  func figure3bStepsOfEvenOdds(k: Int, row: String) throws {
    for (p, text) in zip([0.999, 0.9975, 0.995], row.split(separator: " ").map(String.init)) {
      let race = try TwoCandidateRace(stepSuccess: Probability(p), margin: k)
      let steps = log(0.5) / log1p(-race.wrong)
      expect(steps, printed: text, "p \(p) k \(k)")
      #expect(abs(try success(p, k: k, steps: Int(steps)) - 0.5) < 1e-6)
    }
  }

  @Test(arguments: [
    (0.9, [3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]),
    (0.95, [2, 3, 4, 4, 5, 6, 7, 8, 8, 9, 10, 11, 11, 12]),
    (0.975, [2, 2, 3, 4, 4, 5, 6, 6, 7, 7, 8, 9, 9, 10]),
    (0.99, [1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 7, 7, 8, 8]),
    (0.995, [1, 2, 2, 3, 3, 4, 4, 4, 5, 5, 6, 6, 7, 7]),
    (0.999, [1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 5, 5, 5]),
  ])
  func figure4aMarginAgainstSteps(p: Double, margins: [Int]) throws {
    for (exponent, margin) in zip(1..., margins) {
      #expect(try cost(p, steps: tenTo(exponent)).race.margin == margin, "p \(p) 10^\(exponent)")
    }
  }

  @Test(arguments: [
    (0.9, "1.000e7", "2.000e15"), (0.95, "6.667e6", "1.333e15"), (0.975, "5.263e6", "1.053e15"),
    (0.99, "4.082e6", "8.163e14"), (0.995, "4.040e6", "7.071e14"), (0.999, "3.006e6", "5.01e14"),
  ])
  func figure4bCostAgainstSteps(p: Double, million: String, most: String) throws {
    expect(try cost(p, steps: 1_000_000).approximateTask, printed: million, "p \(p) 10^6")
    expect(try cost(p, steps: tenTo(14)).approximateTask, printed: most, "p \(p) 10^14")
  }

  /// Columns m = 1, 10, …, 10^6; margins in brackets where they were worked out.
  @Test(arguments: [
    (0.9, "7.00[8] 7.35[7] 11.41[6] 52.51[5] 464.23[4] 4582.28[3] 45763.5[1]"),
    (0.95, "6.82 6.95 8.85 28.90 229.26 2233.96 22282.4"),
    (0.975, "6.72 6.72 7.71 17.48 116.27 1105.85 11001.4"),
    (0.99, "6.61[4] 6.53[3] 6.92[3] 10.67[2] 49.95[2] 442.48[1] 4370.81[1]"),
    (0.995, "6.61 6.50 6.70 8.48 28.07 223.69 2182.92"),
    (0.9975, "6.48 6.49 6.41 7.39 17.17 114.71 1093.10"),
    (0.999, "6.48 6.31 6.34 6.74 10.35 49.45 440.51"),
  ])
  func figure5aCostAgainstStepsOfASubtask(p: Double, row: String) throws {
    for (exponent, cell) in zip(0..., row.split(separator: " ")) {
      let parts = cell.split(whereSeparator: { "[]".contains($0) }).map(String.init)
      let cost = try cost(p, steps: 1_000_000, m: tenTo(exponent))
      expect(cost.logApproximateTask, printed: parts[0], "p \(p) m 10^\(exponent)")
      if parts.count == 2 { #expect(String(cost.race.margin) == parts[1], "p \(p) 10^\(exponent)") }
    }
  }

  @Test(arguments: [
    (1, "6.61 10.79 14.91"), (100, "6.92 11.14 15.29"), (250, "7.57 11.79 15.94"),
    (500, "8.66 12.89 17.03"), (1000, "10.67 14.97 19.21"), (2500, "17.22 21.52 25.69"),
    (5000, "28.13 32.43 36.61"),
  ])
  func figure5bCostAgainstSteps(m: Int, row: String) throws {
    for (exponent, text) in zip([6, 10, 14], row.split(separator: " ").map(String.init)) {
      let cost = try cost(0.99, steps: tenTo(exponent), m: m)
      expect(cost.logApproximateTask, printed: text, "m \(m) 10^\(exponent)")
    }
  }

  /// The table of models (6b): printed margins, and what they round up.
  @Test(arguments: [
    (0.6429, 29, "28.629"), (0.9960, 4, "3.051"), (0.9978, 3, "2.752"), (0.9982, 3, "2.664"),
    (0.8161, 12, "11.296"), (0.9642, 6, "5.111"), (0.7658, 15, "14.208"), (0.9431, 6, "5.995"),
    (0.9607, 6, "5.266"),
  ])
  func figure6bMargins(p: Double, margin: Int, real: String) throws {
    let found = try MinimumMargin(
      stepSuccess: Probability(p), steps: 1_048_575, target: Probability(0.95))
    #expect(found.margin == margin)
    expect(found.real, printed: real, "p \(p)")
  }

  /// The cheapest m is that of every m looked at one by one, and not always 1.
  @Test func cheapestStepsOfASubtask() throws {
    let target = try Probability(0.9)
    for (p, steps) in [
      (0.999, 1_000_000), (0.9975, 1_000_000), (0.99, 1_000_000), (0.9, 1_000_000),
      (0.6, 1_000_000), (0.999, 777), (0.9999, 1_000_000_000), (0.95, 12), (0.99, 1),
    ] {
      let found = try CheapestSubtask(stepSuccess: Probability(p), steps: steps, target: target)
      let all = try (1...min(steps, 3000)).map { try cost(p, steps: steps, m: $0) }
      let least = try #require(all.min { $0.logTask < $1.logTask })
      #expect(found.stepsPerSubtask == least.race.stepsPerSubtask, "p \(p) s \(steps)")
      #expect(found.cost.task == least.task && found.minimum.margin == least.race.margin)
    }
    // Every curve of Fig. 5a has its minimum beyond m = 1.
    for (p, m, k) in [
      (0.9, 2, 7), (0.95, 4, 5), (0.975, 5, 4), (0.99, 10, 3), (0.995, 2, 3), (0.9975, 60, 2),
      (0.999, 10, 2),
    ] {
      let found = try CheapestSubtask(stepSuccess: Probability(p), steps: 1_000_000, target: target)
      #expect(found.stepsPerSubtask == m && found.minimum.margin == k, "p \(p)")
    }
    // p so near one half that every stair would be many margins high.
    let slow = try CheapestSubtask(
      stepSuccess: Probability(0.50000001), steps: 1_000_000, target: target)
    #expect(slow.stepsPerSubtask == 1)
  }
}
