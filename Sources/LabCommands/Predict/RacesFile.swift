import Storage

/// Races in a CSV file: the columns `k`, `step`, `verdict` and `votes`, a row a race.
///
/// A step is a name of the calibration, a verdict right, wrong or undecided.  A column `run` tells runs
/// through the task apart; without it each race of a step is of another run, in the order of the file.
enum RacesFile {
  private enum Verdict: String, CaseIterable {
    case right, wrong, undecided
  }

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - file: Path of a CSV file.
  ///   - steps: Names of the steps that were calibrated, in their order.
  ///   - endsWhenWrong: Whether a run ends with its first race that was not right.
  /// - Returns: The races of each margin, ascending.
  /// - Throws: `LabError` that names the file, the line and what is wrong with it.
  static func races(
    _ file: String, steps: [String], endsWhenWrong: Bool
  ) throws -> [ObservedRaces] {
    let numbered: NumberedCSV
    do { numbered = try NumberedCSV(contentsOf: file) } catch let error as CSVError {
      throw LabError("\(file): \(error)")
    }
    let columns: [[String]]
    do {
      columns = try ["k", "step", "verdict", "votes"].map(numbered.table.column)
    } catch {
      throw LabError("\(file): \(error); races have k, step, verdict, votes, and run where known")
    }
    let runs = try? numbered.table.column("run")
    let places = Dictionary(uniqueKeysWithValues: zip(steps, steps.indices))
    var order: [Int: [String]] = [:]
    var found: [Int: [String: [Int: ObservedRaces.Race]]] = [:]
    var races: [String: Int] = [:]
    for (row, line) in numbered.lines.enumerated() {
      func refusal(_ problem: String) -> LabError { LabError("\(file), line \(line): \(problem)") }
      let (marginText, step, verdict) = (columns[0][row], columns[1][row], columns[2][row])
      guard let margin = Int(marginText), (1...1000).contains(margin) else {
        throw refusal("k must be a whole number from 1 to 1000, not '\(marginText)'")
      }
      guard let place = places[step] else {
        throw refusal("the step '\(step)' is not in the calibration")
      }
      guard let outcome = Verdict(rawValue: verdict) else {
        throw refusal("verdict must be right, wrong or undecided, not '\(verdict)'")
      }
      let least = outcome == .undecided ? 0 : margin
      guard let votes = Int(columns[3][row]), (least...1_000_000).contains(votes) else {
        throw refusal(
          "votes must be a whole number from \(least) to 1000000, not '\(columns[3][row])'")
      }
      let number = races["\(margin) \(step)", default: 0]
      races["\(margin) \(step)"] = number + 1
      let run = runs?[row] ?? "\(number)"
      if found[margin]?[run] == nil { order[margin, default: []].append(run) }
      let race = ObservedRaces.Race(step: place, isRight: outcome == .right, votes: votes)
      guard found[margin, default: [:]][run, default: [:]].updateValue(race, forKey: place) == nil
      else { throw refusal("run '\(run)' has the step '\(step)' twice at k = \(margin)") }
    }
    guard !found.isEmpty else { throw LabError("\(file): the file holds no race") }
    return found.keys.sorted().map { margin in
      let chains = order[margin, default: []].map { run in
        (found[margin]?[run] ?? [:]).sorted { $0.key < $1.key }.map(\.value)
      }
      return ObservedRaces(margin: margin, chains: chains, endsWhenWrong: endsWhenWrong)
    }
  }
}
