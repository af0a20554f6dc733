import Storage

/// Races in a CSV file: the columns `k`, `step`, `verdict` and `votes`, a row a race.
///
/// A step is a name of the calibration, a verdict right, wrong or undecided.  A column `run` tells runs
/// through the task apart; without it each race of a step is of another run, in the order of the file.
/// Without a column `step` each row is a whole run through all steps of the calibration.
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
    try checkSource(numbered, file)
    if !numbered.table.columns.contains("step") { return try runs(numbered, file) }
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
      let margin = try margin(marginText, refusal)
      guard let place = places[step] else {
        throw refusal("the step '\(step)' is not in the calibration")
      }
      let outcome = try outcome(verdict, refusal)
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

  /// Whole runs, of which only the end is known.
  private static func runs(_ numbered: NumberedCSV, _ file: String) throws -> [ObservedRaces] {
    let columns: [[String]]
    do { columns = try ["k", "verdict"].map(numbered.table.column) } catch {
      throw LabError(
        "\(file): \(error); whole runs have k and verdict, races have step and votes too")
    }
    var found: [Int: (runs: Int, solved: Int)] = [:]
    for (row, line) in numbered.lines.enumerated() {
      func refusal(_ problem: String) -> LabError { LabError("\(file), line \(line): \(problem)") }
      let margin = try margin(columns[0][row], refusal)
      let isRight = try outcome(columns[1][row], refusal) == .right
      found[margin, default: (0, 0)].runs += 1
      found[margin, default: (0, 0)].solved += isRight ? 1 : 0
    }
    guard !found.isEmpty else { throw LabError("\(file): the file holds no run") }
    return found.sorted { $0.key < $1.key }
      .map { ObservedRaces(margin: $0.key, runs: $0.value.runs, solved: $0.value.solved) }
  }

  /// Refuses races of several channels or temperatures, which no one calibration is of.
  private static func checkSource(_ numbered: NumberedCSV, _ file: String) throws {
    guard let sources = try? numbered.table.column("source"), Set(sources).count > 1 else { return }
    throw LabError("\(file): races of \(Set(sources).count) sources; a calibration is of one")
  }

  private static func margin(_ text: String, _ refusal: (String) -> LabError) throws -> Int {
    guard let margin = Int(text), (1...1000).contains(margin) else {
      throw refusal("k must be a whole number from 1 to 1000, not '\(text)'")
    }
    return margin
  }

  private static func outcome(_ text: String, _ refusal: (String) -> LabError) throws -> Verdict {
    guard let verdict = Verdict(rawValue: text) else {
      throw refusal("verdict must be right, wrong or undecided, not '\(text)'")
    }
    return verdict
  }
}
