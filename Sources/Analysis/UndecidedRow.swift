package import MAKERCore

/// One row of a table of undecided steps: panel, rule with its margin, round, undecided steps.
package struct UndecidedRow: Sendable {
  /// What the round is counted in.
  package let panel: UndecidedCounts.Panel
  /// The rule.
  package let rule: RaceRule
  /// The round; count, at least 0.
  package let round: Int
  /// Steps undecided after it; count.
  package let undecided: Int

  /// Reads the fields of a row.
  ///
  /// - Parameters:
  ///   - panel: `sampling` or `voting`.
  ///   - rule: `first-to-ahead-by-3` or `first-to-3`, with any margin.
  ///   - round: A count.
  ///   - undecided: A count.
  /// - Throws: `UndecidedCountsError` with the field that is none.
  package init(
    panel: String, rule: String, round: String, undecided: String
  ) throws(UndecidedCountsError) {
    guard let known = UndecidedCounts.Panel(rawValue: panel) else {
      throw .init("the panel is '\(panel)'; allowed are sampling and voting")
    }
    let kind = RaceRule.Kind.allCases.first { rule.hasPrefix($0.rawValue.dropLast()) }
    guard let kind, let margin = Int(rule.dropFirst(kind.rawValue.count - 1)),
      (1...1000).contains(margin)
    else {
      throw .init(
        "the rule is '\(rule)'; allowed are first-to-ahead-by-k and first-to-k, k a number")
    }
    guard let number = Int(round), (0...10_000).contains(number) else {
      throw .init("the round is '\(round)'; allowed are 0 to 10000")
    }
    guard let count = Int(undecided), (0...(1 << 52)).contains(count) else {
      throw .init("'\(undecided)' steps are undecided; allowed are 0 to 2^52")
    }
    self.panel = known
    self.rule = RaceRule(margin: margin, kind: kind)
    self.round = number
    self.undecided = count
  }
}

extension UndecidedCounts {
  /// Puts rows together; rounds before a curve's first have all steps undecided.
  ///
  /// - Parameter rows: Rows of both panels and both rules in any order, rounds without a gap.
  /// - Throws: `UndecidedCountsError`.
  package init(rows: [UndecidedRow]) throws(UndecidedCountsError) {
    guard let steps = rows.map(\.undecided).max(), let margin = rows.first?.rule.margin else {
      throw .init("there is no row of undecided steps")
    }
    if let other = rows.first(where: { $0.rule.margin != margin }) {
      throw .init("the margins \(margin) and \(other.rule.margin) cannot be of one run")
    }
    var curves: [Panel: [RaceRule.Kind: [Int]]] = [:]
    for row in rows.sorted(by: { $0.round < $1.round }) {
      var curve = curves[row.panel]?[row.rule.kind] ?? []
      if curve.isEmpty {
        guard row.round < margin else {
          throw .init(
            "\(row.panel.rawValue) under \(row.rule.name) begins in round \(row.round); all steps are "
              + "undecided before round \(margin), and a row must say so")
        }
        curve = [Int](repeating: steps, count: row.round)
      }
      guard row.round == curve.count else {
        throw .init(
          "\(row.panel.rawValue) under \(row.rule.name) has no round \(curve.count), or a round twice"
        )
      }
      curve.append(row.undecided)
      curves[row.panel, default: [:]][row.rule.kind] = curve
    }
    try self.init(margin: margin, curves: curves)
  }
}
