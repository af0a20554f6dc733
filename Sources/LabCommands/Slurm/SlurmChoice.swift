import JobArrays

/// How `run --slurm` spreads a run over a cluster, as its options have it.
struct SlurmChoice: Equatable {
  /// Elements asked for; 1 to 100,000.
  let elements: Int
  /// Cores of an element; 1 to 1024.
  let workers: Int
  /// Most elements of one array at the same time, at least 1; nil for no limit.
  let limit: Int?
  /// Times that an element is submitted in a row without getting further, at most; 1 to 1000.
  let attempts: Int
  /// Further words for `sbatch`.
  let words: [String]

  /// Options of `run` beside `--slurm`.
  static let further: [OptionDescription] = [
    .value(
      "slurm-limit", "count",
      help: "elements of one array that run at the same time, at most, {range}; what is submitted "
        + "again is an array of its own",
      domain: .integer(1...100_000)),
    .value(
      "slurm-options", "words",
      help: "options of sbatch with blanks between them, as 'partition=debug time=1:00:00 mem=2G "
        + "account=lab'",
      isRepeatable: true),
    .value(
      "slurm-attempts", "count",
      help:
        "times in a row that an element is submitted and gets no further, at most, before the run "
        + "ends without it, {range}",
      default: "3", domain: .integer(1...1000)),
  ]

  /// The option that asks for an array.
  static let option = OptionDescription.value(
    "slurm", "elements",
    help: "run as a Slurm job array of so many elements, {range}, watch it and join what it finds; "
      + "--workers is then the cores of an element, 1 unless given",
    domain: .integer(1...100_000))

  /// Reads the options; nil where no array is asked for.
  ///
  /// - Throws: What is wrong with an option, in one line.
  init?(_ arguments: Arguments) throws {
    guard let elements = try arguments.integer("slurm") else {
      if let option = Self.further.first(where: { !arguments.values($0.name).isEmpty }) {
        throw LabError("--\(option.name): is for runs with --slurm <elements>")
      }
      return nil
    }
    guard arguments.value("shard") == nil else {
      throw LabError("--shard: with --slurm each element of the array is a shard")
    }
    self.elements = elements
    workers = try arguments.value("workers") == nil ? 1 : RunCommand.workers(arguments)
    limit = try arguments.integer("slurm-limit")
    attempts = try arguments.integer("slurm-attempts") ?? 3
    do {
      words = try SlurmWords.parse(arguments.values("slurm-options").map(\.text))
    } catch {
      throw LabError("--slurm-options \(error)")
    }
  }
}
