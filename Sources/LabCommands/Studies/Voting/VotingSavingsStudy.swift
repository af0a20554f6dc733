import Analysis
import Economics
import ExperimentDesign
import Foundation
import MAKERCore
import RaceTheory
import Statistics

/// What a few votes of a small model are worth and cost, against one call of a larger one.
struct VotingSavingsStudy: Study {
  static let name = "voting_savings"

  struct Given: Decodable, Sendable {
    /// Prices of a call as a document states them.
    let small: Money
    let medium: Money
    let large: Money
    /// Step success of a small call.
    let p: Double
    /// Margin; votes.
    let margin: Int
    /// Draws of the fixed vote, odd; count.
    let draws: Int
    /// Success that is claimed; unit 1.
    let success: Double
    /// Attempts after which a step is handed on; the fewest and the most, votes.
    let attempts: [Int]
    /// Microtasks of the medium task; count.
    let microtasks: Int
    /// What the document says they cost with votes, and without.
    let microtaskCost: Money
    let traditional: Money
    /// Savings and bills of a month.
    let savings: [Money]
    let bills: [Money]

    enum CodingKeys: String, CodingKey, CaseIterable {
      case small, medium, large, p, draws, success, attempts, microtasks, traditional, savings,
        bills
      case margin = "k"
      case microtaskCost = "stated_cost"
    }

    init(from decoder: any Decoder) throws {
      let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
      func money(_ key: CodingKeys) throws -> Money {
        guard let money = try Money(dollars: container.decode(Decimal.self, forKey: key)) else {
          throw DecodingError.dataCorruptedError(
            forKey: key, in: container, debugDescription: Money.allowed)
        }
        return money
      }
      func moneys(_ key: CodingKeys) throws -> [Money] {
        try container.decode([Decimal].self, forKey: key).map {
          guard let money = Money(dollars: $0) else {
            throw DecodingError.dataCorruptedError(
              forKey: key, in: container, debugDescription: Money.allowed)
          }
          return money
        }
      }
      (small, medium, large) = try (money(.small), money(.medium), money(.large))
      p = try container.decode(Double.self, forKey: .p)
      margin = try container.decode(Int.self, forKey: .margin)
      draws = try container.decode(Int.self, forKey: .draws)
      success = try container.decode(Double.self, forKey: .success)
      attempts = try container.decode([Int].self, forKey: .attempts)
      microtasks = try container.decode(Int.self, forKey: .microtasks)
      (microtaskCost, traditional) = try (money(.microtaskCost), money(.traditional))
      (savings, bills) = try (moneys(.savings), moneys(.bills))
      try container.check(p > 0.5 && p < 1, .p, "\(p) is outside its range: (0.5, 1)")
      try container.check(
        success > 0 && success < 1, .success, "\(success) is outside its range: (0, 1)")
      try container.check((1...100).contains(margin), .margin, "is outside its range: 1 to 100")
      try container.check(
        draws % 2 == 1 && (1...99).contains(draws), .draws, "is not an odd number of 1 to 99")
      try container.check(
        !attempts.isEmpty && attempts.allSatisfy { (1...1000).contains($0) }, .attempts,
        "are not all 1 to 1000")
      try container.check(microtasks >= 1, .microtasks, "is outside its range: at least 1")
      try container.check(
        savings.count == bills.count && !bills.isEmpty, .savings, "are as many as the bills")
    }
  }

  static func findings(_ given: Given, in run: StudyRun) async throws -> StudyFindings {
    let votes = try Votes(given)
    let escalation = try given.attempts.map { try Escalated(given, attempts: $0) }
    return StudyFindings(
      try votes.quantities + votes.costs + microtasks(given, votes) + attempts(given, escalation)
        + [
          StudyQuantity(
            "saved_month", given.savings.dollars / given.bills.dollars, note: "of the bill")
        ])
  }

  /// The small model's vote, counted to its end and as a fixed number of draws.
  private struct Votes {
    let given: Given
    let race: TwoCandidateRace
    let fixed: RaceLaw
    let capped: RaceLaw

    init(_ given: Given) throws {
      self.given = given
      let p = try Probability(given.p)
      race = try TwoCandidateRace(stepSuccess: p, margin: given.margin)
      fixed = try RaceLaw(
        shares: CandidateShares(stepSuccess: p),
        rule: RaceRule(margin: (given.draws + 1) / 2, kind: .firstTo))
      capped = try RaceLaw(of: race, cap: given.draws)
    }

    var quantities: [StudyQuantity] {
      get throws {
        let target = try Probability(given.success, name: "success")
        return [
          StudyQuantity("success_best_of", fixed.correct, note: "the most frequent of the draws"),
          StudyQuantity("success_ahead", race.correct, note: "drawn until one leads by k"),
          StudyQuantity("success_ahead_capped", capped.correct, note: "the same within the draws"),
          StudyQuantity("undecided_ahead_capped", capped.undecided),
          StudyQuantity(
            "p_needed", LeastStepSuccess.value(margin: given.margin, steps: 1, target: target),
            note: "of a call, for that success at that margin"),
          StudyQuantity(
            "k_needed",
            Double(
              try MinimumMargin(stepSuccess: Probability(given.p), steps: 1, target: target).margin
            )),
        ]
      }
    }

    /// Cost of an expected number of small calls, exact for a whole one; dollars.
    func cost(calls: Double) -> Double { calls * Double(given.small.picodollars) / 1e12 }

    /// Share of a medium call that so many small ones save; unit 1.
    private func saved(calls: Double) -> Double {
      1 - calls * Double(given.small.picodollars) / Double(given.medium.picodollars)
    }

    var costs: [StudyQuantity] {
      let most = Double(given.draws)
      let p = Bisection.boundary(from: 1, to: 0.5, tolerance: 1e-12) { p in
        guard let p = try? Probability(p),
          let race = try? TwoCandidateRace(stepSuccess: p, margin: given.margin)
        else { return false }
        return race.meanVotes <= most
      }
      return [
        StudyQuantity("calls_ahead", race.meanVotes),
        StudyQuantity("calls_best_of", fixed.meanVotes, note: "stopped once it is decided"),
        StudyQuantity("saved_fixed", saved(calls: most)),
        StudyQuantity("saved_ahead", saved(calls: race.meanVotes)),
        StudyQuantity("saved_best_of", saved(calls: fixed.meanVotes)),
        StudyQuantity(
          "p_for_fixed_calls", p, note: "from which on the race takes no more than the fixed draws"),
      ]
    }
  }

  /// A step handed to one medium call when it is undecided after some attempts.
  private struct Escalated {
    let attempts: Int
    let undecided: Double
    /// Expected costs over all steps, and of a step that is handed on; dollars.
    let expected: Double
    let handedOn: Double
    let votesOnly: Double

    init(_ given: Given, attempts: Int) throws {
      let law = try RaceLaw(
        of: TwoCandidateRace(stepSuccess: Probability(given.p), margin: given.margin), cap: attempts
      )
      self.attempts = attempts
      undecided = law.undecided
      votesOnly = law.meanVotes * given.small.dollars
      expected = votesOnly + law.undecided * given.medium.dollars
      handedOn = Double(attempts) * given.small.dollars + given.medium.dollars
    }
  }

  private static func microtasks(_ given: Given, _ votes: Votes) -> [StudyQuantity] {
    let count = Double(given.microtasks)
    let fixed = count * votes.cost(calls: Double(given.draws))
    let expected = count * votes.cost(calls: votes.race.meanVotes)
    let (stated, traditional) = (given.microtaskCost.dollars, given.traditional.dollars)
    return [
      StudyQuantity("micro_cost_fixed", fixed),
      StudyQuantity("micro_cost_expected", expected),
      StudyQuantity("micro_saved_fixed", 1 - fixed / traditional),
      StudyQuantity("micro_saved_expected", 1 - expected / traditional),
      StudyQuantity(
        "micro_escalation_implied", (stated - fixed) / (count * given.medium.dollars),
        note: "share of microtasks handed to a medium call that makes the stated cost true"),
      StudyQuantity(
        "task_escalation_implied", (stated - fixed) / traditional,
        note: "share of tasks done anew the traditional way that makes the stated cost true"),
    ]
  }

  private static func attempts(_ given: Given, _ found: [Escalated]) -> [StudyQuantity] {
    let large = given.large.dollars
    let fixed = Double(given.draws) * given.small.dollars + given.medium.dollars
    let readings = [large / fixed] + found.flatMap { [large / $0.handedOn, large / $0.expected] }
    return [
      StudyQuantity(
        "times_escalated_as_stated", large / fixed, note: "handed on after as many as the draws"),
      .open(
        "times_escalation_open", readings,
        note: "attempts are left open, and whether a step that is handed on is meant or the mean"),
    ]
      + found.flatMap {
        [
          StudyQuantity(
            "times_attempts_\($0.attempts)",
            Double(given.large.picodollars) / Double($0.attempts * given.small.picodollars),
            note: "all attempts made"),
          StudyQuantity(
            "times_expected_\($0.attempts)", large / $0.votesOnly, note: "expected attempts"),
          StudyQuantity(
            "times_escalated_\($0.attempts)", large / $0.handedOn,
            note: "a step that is handed on after that many attempts"),
          StudyQuantity(
            "times_expected_escalation_\($0.attempts)", large / $0.expected,
            note: "over all steps, those handed on included"),
          StudyQuantity("undecided_\($0.attempts)", $0.undecided),
        ]
      }
  }
}

extension Money {
  /// What amounts in definitions may be.
  fileprivate static var allowed: String { "an amount is 0 to 1000000, in whole 1e-12" }

  /// Reads an amount of dollars; nil where it is not in whole 1e-12 from 0 to a million.
  fileprivate init?(dollars: Decimal) {
    let scaled = dollars * Decimal(1_000_000_000_000)
    guard dollars >= 0, dollars <= 1_000_000 else { return nil }
    let number = NSDecimalNumber(decimal: scaled).intValue
    guard Decimal(number) == scaled else { return nil }
    self.init(picodollars: number)
  }

  /// The amount as a number to compute shares with; dollars.
  fileprivate var dollars: Double { Double(picodollars) / 1e12 }
}

extension [Money] {
  /// The exact sum of the amounts as a number; dollars.
  fileprivate var dollars: Double { Money(picodollars: map(\.picodollars).reduce(0, +)).dollars }
}
