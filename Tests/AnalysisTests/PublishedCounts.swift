import Analysis
import Foundation
import MAKERCore

/// The published curves of Figure 8 and populations to hold them against.
enum PublishedCounts {
  static func rows() throws -> [UndecidedRow] {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Experiments/paper/fig8/published.csv").standardized
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
      .filter { !$0.hasPrefix("#") && !$0.hasPrefix("panel") }
      .map { line in
        let fields = line.split(separator: ",").map(String.init)
        return try UndecidedRow(
          panel: fields[0], rule: fields[1], round: fields[2], undecided: fields[3])
      }
  }

  static func counts() throws -> UndecidedCounts { try UndecidedCounts(rows: rows()) }

  /// The dependent family as `makerlab fit` finds it.
  static func dependent(outlier: Bool = true) throws -> StepPopulation {
    func step(_ share: Double, _ flags: Double, _ alpha: Double, _ beta: Double)
      -> StepPopulation.StepClass
    {
      .init(share: share, flagRate: flags, error: .beta(alpha: alpha, beta: beta))
    }
    return try StepPopulation(
      classes: [
        step(0.73234576, 1.05355e-05, 0.0122996, 142.83),
        step(0.262314, 0.104603, 0.0853573, 142.756),
        step(0.00534024, 0.312166, 0.188728, 142.653),
      ], wrongShares: [0.846953, 0.153047],
      outliers: outlier
        ? [.init(step: 10241, flagRate: 0, shares: [0.477984, 0.261008, 0.261008])] : [])
  }
}

/// Runs drawn from a population step by step, independent of the theory.
struct RunSimulator {
  var state: UInt64

  private mutating func unit() -> Double {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Double((z ^ (z >> 31)) >> 11) * 0x1p-53
  }

  /// Counts of one run; the population's classes have constant errors and there are two wrong candidates.
  mutating func counts(_ population: StepPopulation, steps: Int, margin: Int, rounds: Int) throws
    -> UndecidedCounts
  {
    let empty = [Int](repeating: 0, count: rounds + 1)
    var open: [UndecidedCounts.Panel: [RaceRule.Kind: [Int]]] = [:]
    for panel in UndecidedCounts.Panel.allCases {
      open[panel] = [.firstToAheadBy: empty, .firstTo: empty]
    }
    for _ in 0..<steps {
      var mark = unit()
      let step = population.classes.first {
        mark -= $0.share; return mark < 0
      }
      let flags = step?.flagRate ?? 0
      let error = step?.error.mean ?? 0
      var races: [RaceRule.Kind: VoteRace] = [:]
      for kind in RaceRule.Kind.allCases {
        races[kind] = VoteRace(rule: RaceRule(margin: margin, kind: kind))
      }
      var (draws, votes) = (0, 0)
      for kind in races.keys {
        open[.sampling]?[kind]?[0] += 1
        open[.voting]?[kind]?[0] += 1
      }
      while !races.isEmpty, votes < rounds {
        draws += 1
        if unit() >= flags {
          votes += 1
          let isWrong = unit() < error
          let candidate = isWrong ? (unit() < population.wrongShares[0] ? 1 : 2) : 0
          for kind in RaceRule.Kind.allCases {
            guard races[kind]?.cast(candidate) != nil || races[kind] == nil else {
              open[.voting]?[kind]?[votes] += 1
              continue
            }
            races[kind] = nil
          }
        }
        for kind in races.keys where draws <= rounds { open[.sampling]?[kind]?[draws] += 1 }
      }
    }
    return try UndecidedCounts(margin: margin, curves: open)
  }
}
