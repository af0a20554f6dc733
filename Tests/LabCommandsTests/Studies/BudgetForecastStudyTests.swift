import Foundation
import LabCommands
import Storage
import Testing

/// Forecasts of simulated weeks: counted over streams, days and histories, on any number of workers.
@Suite struct BudgetForecastStudyTests {
  private static let study = """
    {"title": "t", "seed": 2, "study": "budget_forecast",
     "given": {"streams": [
         {"name": "even", "per_weekday": 8, "mean_tokens": 1000, "lognormal": 0.1},
         {"name": "tail", "per_weekday": 8, "mean_tokens": 1000, "pareto": 1.5, "burst": 3}],
       "modelled": ["even"], "weeks_before": [0, 2], "days": [0.5, 6.5], "limits": [1, 100],
       "tolerance": 0.2, "weeks": 12, "draws": 39},
     "claims": [{"name": "a", "statement": "s", "method": "m",
       "finding": "{coverage_80_model} {coverage_80.low} {pace_zone.high}",
       "judged": [{"quantity": "pace_within_day_7", "at_least": 0.5},
         {"quantity": "exhaustion_80_model", "at_least": 0.3},
         {"quantity": "tolerance_percent", "equals": 20},
         {"quantity": "least_limit", "equals": 1}, {"quantity": "greatest_limit", "equals": 100}]}]}
    """

  @Test func theStudyHeedsNoWorkers() async throws {
    try await expectSameAtAnyNumberOfWorkers(Self.study)
  }

  /// A row a stream, history and day; a share is of the weeks that could be judged, inside its interval,
  /// and a week half a day before its end is foretold better than one that has just begun.
  @Test func sharesAreOfTheWeeksThatCount() async throws {
    let scratch = try ScratchFolder()
    let run = await makerlab(
      "run", try scratch.experiment(Self.study), "--out", scratch.path("out"))
    #expect(run.code == .done, "\(run.notes)")
    let table = try CSVTable(contentsOf: scratch.path("out/suite/trial.csv"))
    #expect(table.rows.count == 2 * 2 * 2)
    #expect(try table.column("weeks").allSatisfy { $0 == "12" })
    func numbers(_ name: String) throws -> [Double?] { try table.column(name).map(Double.init) }
    let (forecasts, paces) = (try numbers("forecasts"), try numbers("paces"))
    let (covered, low, high) = (
      try numbers("covered_80"), try numbers("covered_80_low"), try numbers("covered_80_high")
    )
    let (wide, within) = (try numbers("covered_95"), try numbers("pace_within"))
    for row in table.rows.indices {
      let (count, pace) = (try #require(forecasts[row]), try #require(paces[row]))
      #expect((0...12).contains(count) && (count...12).contains(pace), "\(table.rows[row])")
      guard count > 0 else {
        #expect(covered[row] == nil && wide[row] == nil)
        continue
      }
      let share = try #require(covered[row])
      #expect(abs(share * count - (share * count).rounded()) < 1e-3 * count)
      #expect(try #require(low[row]) <= share && share <= (try #require(high[row])))
      #expect(try #require(wide[row]) >= share)
    }
    let (streams, days) = (try table.column("stream"), try table.column("day"))
    func mean(_ day: String) throws -> Double {
      let shares = table.rows.indices.filter { streams[$0] == "even" && days[$0] == day }
        .compactMap { within[$0] }
      try #require(!shares.isEmpty)
      return shares.reduce(0, +) / Double(shares.count)
    }
    #expect(try mean("6.5") == 1)
    #expect(try mean("0.5") < 1)
  }

  @Test(arguments: [
    ("\"name\": \"tail\"", "\"name\": \"even\"", "given.streams: lists none or one twice"),
    ("\"name\": \"tail\"", "\"name\": \"Tail\"", "name: must be lowercase letters and _"),
    ("[\"even\"]", "[\"odd\"]", "given.modelled: must name streams"),
    ("[0, 2]", "[0, 53]", "given.weeks_before: must be 0 to 52"),
    ("[0.5, 6.5]", "[0.5, 7]", "given.days: must be above 0, below 7"),
    ("[1, 100]", "[1, 101]", "given.limits: must be 1 to 8 numbers above 0, at most 100"),
    ("\"tolerance\": 0.2", "\"tolerance\": 1", "given.tolerance: must be in (0, 1)"),
    ("\"weeks\": 12", "\"weeks\": 9", "given.weeks: must be 10 to 10^5"),
    ("\"draws\": 39", "\"draws\": 38", "given.draws: must be 39 to 10^5"),
    ("\"lognormal\": 0.1", "\"lognormal\": 4", "lognormal: must be above 0, at most 3"),
    ("\"lognormal\": 0.1", "\"lognormal\": 1, \"pareto\": 2", "pareto: goes without lognormal"),
    ("\"pareto\": 1.5", "\"pareto\": 1", "pareto: must be above 1, at most 10"),
    ("\"burst\": 3", "\"burst\": 0.5", "burst: must be 1 to 100"),
    ("\"burst\": 3", "\"drift\": 2", "drift: must be -1 to 1"),
    ("\"burst\": 3", "\"weekend_factor\": -1", "weekend_factor: must be 0 to 10"),
  ])
  func aWrongStudyIsRefusedInOneLine(old: String, new: String, part: String) async throws {
    try await expectRefusal(of: Self.study, replacing: old, with: new, saying: part)
  }
}
