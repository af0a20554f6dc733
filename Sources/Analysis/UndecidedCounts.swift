package import MAKERCore

/// How many steps of a run are undecided after each vote and each draw, under both rules at once.
///
/// The rules judge the same votes, so first-to-k is never later than first-to-ahead-by-k, and both end
/// together where the first k votes agree.
package struct UndecidedCounts: Equatable, Sendable {
  /// What the rounds of a run are counted in.
  package enum Panel: String, Sendable, CaseIterable {
    /// Draws, flagged ones included.
    case sampling
    /// Votes.
    case voting
  }

  /// Steps of the run; count.
  package let steps: Int
  /// Margin k of both rules; votes.
  package let margin: Int
  /// Undecided steps by panel and rule.
  ///
  /// - Shape: `[panel][kind][round]`, rounds from 0 to the last.
  private let curves: [Panel: [RaceRule.Kind: [Int]]]

  /// Checks counts that begin at round 0.
  ///
  /// - Parameters:
  ///   - margin: Margin k of both rules; votes, at least 1.
  ///   - curves: Undecided steps `[panel][kind][round]`, rounds from 0; a curve that ends at 0 may be
  ///     shorter than the others.
  /// - Throws: `UndecidedCountsError` where the counts cannot be of one run.
  package init(
    margin: Int, curves: [Panel: [RaceRule.Kind: [Int]]]
  ) throws(UndecidedCountsError) {
    guard margin >= 1 else { throw .init("the margin is \(margin); allowed is 1 or more") }
    let rounds = curves.values.flatMap(\.values).map(\.count).max() ?? 0
    var filled: [Panel: [RaceRule.Kind: [Int]]] = [:]
    guard let steps = curves[.voting]?[.firstTo]?.first, steps > 0 else {
      throw .init("there is no curve of voting under first-to-\(margin)")
    }
    for panel in Panel.allCases {
      for kind in RaceRule.Kind.allCases {
        let name = "\(panel.rawValue) under \(RaceRule(margin: margin, kind: kind).name)"
        guard var curve = curves[panel]?[kind], !curve.isEmpty else {
          throw .init("there is no curve of \(name)")
        }
        guard curve.count > margin else { throw .init("\(name): fewer than \(margin + 1) rounds") }
        guard curve.prefix(margin).allSatisfy({ $0 == steps }) else {
          throw .init("\(name): not all \(steps) steps are undecided before round \(margin)")
        }
        for round in 1..<curve.count where curve[round] > curve[round - 1] || curve[round] < 0 {
          throw .init(
            "\(name): \(curve[round]) undecided in round \(round), more than before or none")
        }
        if curve.count < rounds && curve.last != 0 {
          throw .init("\(name): ends with \(curve[curve.count - 1]) undecided, others go on")
        }
        curve += [Int](repeating: 0, count: rounds - curve.count)
        filled[panel, default: [:]][kind] = curve
      }
    }
    self.steps = steps
    self.margin = margin
    self.curves = filled
    for panel in Panel.allCases {
      for round in 0..<rounds {
        let (ahead, first) = (self[panel, .firstToAheadBy][round], self[panel, .firstTo][round])
        guard ahead >= first, round > margin || ahead == first else {
          throw .init(
            "\(panel.rawValue), round \(round): \(ahead) undecided under first-to-ahead-by-\(margin)"
              + " and \(first) under first-to-\(margin) cannot be of the same votes")
        }
      }
    }
    guard excess(.sampling).allSatisfy({ $0 <= self[.voting, .firstTo][margin] }) else {
      throw .init("more steps differ between the rules than had votes for two candidates")
    }
  }

  /// Undecided steps after each round.
  ///
  /// - Parameters:
  ///   - panel: What rounds are counted in.
  ///   - kind: The rule.
  /// - Returns: `counts[round]`, rounds from 0 to `lastRound`; steps.
  package subscript(panel: Panel, kind: RaceRule.Kind) -> [Int] { curves[panel]?[kind] ?? [] }

  /// The last round of the longest curve.
  package var lastRound: Int { self[.voting, .firstTo].count - 1 }

  /// Steps that first-to-k has decided and first-to-ahead-by-k has not.
  ///
  /// - Parameter panel: What rounds are counted in.
  /// - Returns: `counts[round]`, rounds from 0 to `lastRound`; steps.
  package func excess(_ panel: Panel) -> [Int] {
    zip(self[panel, .firstToAheadBy], self[panel, .firstTo]).map { $0 - $1 }
  }

  /// Draws or votes of the whole run under a rule; count, nil where steps are left undecided.
  ///
  /// - Parameters:
  ///   - panel: Draws for sampling, votes for voting.
  ///   - kind: The rule.
  /// - Returns: The sum over rounds of the steps that were undecided before.
  package func total(_ panel: Panel, _ kind: RaceRule.Kind) -> Int? {
    self[panel, kind].last == 0 ? self[panel, kind].reduce(0, +) : nil
  }
}

/// Why counts of undecided steps are none.
package struct UndecidedCountsError: Error, Equatable, Sendable, CustomStringConvertible {
  /// One line.
  package let description: String

  init(_ description: String) { self.description = description }
}

extension RaceRule {
  /// The rule with its margin, `first-to-ahead-by-3`.
  package var name: String { "\(kind.rawValue.dropLast())\(margin)" }
}
