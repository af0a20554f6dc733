import ExperimentDesign
import Simulation
import Storage
import TextFormats

extension ReplayCommand {
  /// Lists the lost trials of a point that its runs have stored, each with its first lost race.
  ///
  /// - Parameters:
  ///   - planned: The point.
  ///   - seed: Seed of the runs.
  ///   - folder: Where the store is.
  ///   - format: How the list is printed.
  ///   - context: Where it goes.
  /// - Throws: What is wrong with the store, or with what it holds of the point.
  static func listLost(
    _ planned: PlannedPoint, seed: Int, of folder: LabFolder, _ format: OutputFormat,
    in context: LabContext
  ) throws {
    let tally = try storedTally(planned, seed: seed, of: folder)
    let rows = try tally.lost.trials.map { lost in
      guard let race = try LostRace.first(of: planned, seed: seed, trial: lost.index) else {
        throw LabError(
          "trial \(lost.index) is stored as lost, and is won when it runs again: "
            + "\(folder.storePath) was written by another engine")
      }
      return (lost, race)
    }
    switch format {
    case .table:
      var table = TextTable([
        .number("trial"), .text("ended"), .number("first lost step"), .text("race"),
        .number("votes"), .number("draws"),
      ])
      for (lost, race) in rows { table.append(fields(lost, race)) }
      let count = tally.trialsWrong + tally.trialsUndecided
      context.write(
        "\(planned.point.setting), seed \(seed): \(NumberFormat.grouped(count)) of "
          + "\(NumberFormat.grouped(tally.trials)) trials lost, \(rows.count) of them stored")
      if !rows.isEmpty { context.write(table.text.trimmedEnd) }
    case .csv:
      let columns = ["trial", "ended", "first_lost_step", "race", "votes", "draws"]
      context.write(
        CSVTable(columns: columns, rows: rows.map(fields)).text.trimmedEnd)
    case .json:
      // One object a line, as the draws of a trial are printed.
      for (lost, race) in rows {
        let object = JSONValue.object([
          ("trial", .int(lost.index)), ("ended", .string(ending(lost))),
          ("first_lost_step", .int(race.step)), ("race", .string("\(race.outcome.end)")),
          ("votes", .int(race.outcome.votes)), ("draws", .int(race.outcome.draws)),
        ])
        context.write(JSONText.pretty(object).split(separator: "\n").joined(separator: " "))
      }
    }
  }

  private static func ending(_ lost: LostTrials.Trial) -> String {
    lost.isUndecided ? "undecided" : "wrong"
  }

  private static func fields(_ lost: LostTrials.Trial, _ race: LostRace) -> [String] {
    [
      "\(lost.index)", ending(lost), "\(race.step)", "\(race.outcome.end)",
      "\(race.outcome.votes)", "\(race.outcome.draws)",
    ]
  }

  /// What a store holds of a point, cut where its stop rule has ended it.
  private static func storedTally(
    _ planned: PlannedPoint, seed: Int, of folder: LabFolder
  ) throws -> Tally {
    let store = try folder.readStore()
    defer { store.close() }
    if let finished = try store.finishedTally(planned, seed: seed) { return finished }
    let ranges = try store.tallies(point: planned.id, seed: seed)
    guard !ranges.isEmpty else {
      throw LabError(
        "\(folder.storePath): no trials of this point with seed \(seed); run the experiment first")
    }
    return ranges.reduce(into: Tally()) { $0 += $1.tally }
  }
}
