import Analysis
import MAKERCore
import Testing

@Suite struct UndecidedCountsTests {
  /// What is known of the published run beside its curves.
  @Test func publishedCurvesHaveTheirTotals() throws {
    let counts = try PublishedCounts.counts()
    #expect(counts.steps == 1_048_575 && counts.margin == 3 && counts.lastRound == 18)
    #expect(counts.total(.sampling, .firstToAheadBy) == 3_251_372)
    #expect(counts.total(.sampling, .firstTo) == 3_250_568)
    #expect(counts.total(.voting, .firstToAheadBy) == 3_147_188)
    #expect(counts.total(.voting, .firstTo) == 3_146_442)
    #expect(counts.excess(.sampling)[3...6] == [0, 507, 186, 59])
    #expect(counts[.voting, .firstTo][2...6] == [1_048_575, 710, 6, 1, 0])
  }

  @Test func orderOfRowsDoesNotMatter() throws {
    let counts = try UndecidedCounts(rows: PublishedCounts.rows().reversed())
    #expect(try counts == PublishedCounts.counts())
  }

  @Test func rowsThatAreNoneAreRefused() throws {
    for fields in [
      ["votes", "first-to-3", "2", "5"], ["voting", "first-to-k", "2", "5"],
      ["voting", "first-to-0", "2", "5"], ["voting", "first-to-ahead-by-", "2", "5"],
      ["voting", "first-to-3", "-1", "5"], ["voting", "first-to-3", "2.5", "5"],
      ["voting", "first-to-3", "2", "-5"], ["voting", "first-to-3", "2", "many"],
    ] {
      let error = #expect(throws: UndecidedCountsError.self, "\(fields)") {
        try UndecidedRow(
          panel: fields[0], rule: fields[1], round: fields[2], undecided: fields[3])
      }
      #expect(error?.description.contains("\n") == false)
    }
  }

  @Test func curvesThatAreOfNoRunAreRefused() throws {
    let good: [UndecidedCounts.Panel: [RaceRule.Kind: [Int]]] = [
      .voting: [.firstToAheadBy: [9, 9, 3, 3, 0], .firstTo: [9, 9, 3, 0]],
      .sampling: [.firstToAheadBy: [9, 9, 5, 4, 0], .firstTo: [9, 9, 5, 2, 0]],
    ]
    let counts = try UndecidedCounts(margin: 2, curves: good)
    #expect(counts.excess(.voting) == [0, 0, 0, 3, 0])
    let bad: [(UndecidedCounts.Panel, RaceRule.Kind, [Int]?)] = [
      (.voting, .firstTo, nil), (.voting, .firstTo, [9, 9]), (.voting, .firstTo, [9, 8, 3, 0]),
      (.voting, .firstTo, [9, 9, 3, 4, 0]), (.voting, .firstTo, [9, 9, 3, 2]),
      (.voting, .firstTo, [9, 9, 2, 0]), (.voting, .firstTo, [9, 9, 3, -1, 0]),
      (.voting, .firstTo, [8, 8, 3, 0]), (.sampling, .firstTo, [9, 9, 5, 5, 1]),
      (.sampling, .firstTo, [9, 9, 5, 0]), (.sampling, .firstToAheadBy, [9, 9, 5, 1, 0]),
    ]
    for (panel, kind, curve) in bad {
      var curves = good
      curves[panel]?[kind] = curve
      #expect(throws: UndecidedCountsError.self, "\(panel) \(kind) \(curve ?? [])") {
        try UndecidedCounts(margin: 2, curves: curves)
      }
    }
    #expect(throws: UndecidedCountsError.self) { try UndecidedCounts(margin: 0, curves: good) }
    #expect(throws: UndecidedCountsError.self) { try UndecidedCounts(rows: []) }
    let rows = try PublishedCounts.rows()
    #expect(throws: UndecidedCountsError.self) { try UndecidedCounts(rows: rows + [rows[5]]) }
    #expect(throws: UndecidedCountsError.self) {
      try UndecidedCounts(rows: Array(rows.dropFirst()))
    }
  }
}
