import MAKERCore
import RandomStreams
import Tasks

/// The task that a command names.
enum SolveTask {
  case hanoi(TowersOfHanoi)
  case roles(MicroHanoi)
  case multiplication(LongMultiplication)
  case sorting(InsertionSort)
  case chain(SyntheticChain)
  case prompts(PromptTask)

  enum Name: String, CaseIterable {
    case hanoi
    case roles = "hanoi-roles"
    case multiplication, sorting, chain
  }

  /// Options of every task, by the tasks that they belong to.
  static let options: [(tasks: [Name], option: OptionDescription)] = [
    (
      [.hanoi, .roles],
      .value("disks", "count", help: "hanoi: disks, 1 to 30; hanoi-roles: 2 to 8")
    ),
    (
      [.multiplication],
      .value("factors", "AxB", help: "multiplication: two whole numbers of 1 to 100 digits")
    ),
    (
      [.multiplication],
      .value("digits", "count", help: "multiplication: two factors from the seed, 1 to 100 digits")
    ),
    ([.sorting], .value("numbers", "a,b,...", help: "sorting: 1 to 1,000 whole numbers")),
    (
      [.sorting],
      .value(
        "length", "count", help: "sorting: 1 to 1,000 numbers from -10,000 to 10,000 from the seed")
    ),
    ([.chain], .value("steps", "count", help: "chain: steps, 1 to 2^60")),
    (
      [.chain],
      .value("answers", "count", help: "chain: answers of a step, 2 to 26", default: "4")
    ),
  ]

  /// The task, whichever it is.
  var work: any StepTask {
    switch self {
    case .hanoi(let task): task
    case .roles(let task): task
    case .multiplication(let task): task
    case .sorting(let task): task
    case .chain(let task): task
    case .prompts(let task): task
    }
  }

  /// Reads the task and what belongs to it.
  ///
  /// - Parameters:
  ///   - arguments: A command line whose table has the options of the tasks that it allows.
  ///   - seed: Where inputs that are not given come from.
  ///   - allowed: The tasks that the command knows.
  /// - Throws: `UsageError`, `LabError` or `TaskError` in one line, also for an option of another task.
  init(_ arguments: Arguments, seed: Int, among allowed: [Name] = Name.allCases) throws {
    let value = try arguments.required("task")
    let file = value.text.hasPrefix("jsonl:") ? String(value.text.dropFirst("jsonl:".count)) : nil
    let word = try file == nil ? value.choice(of: allowed.map(\.rawValue)) : value.text
    for (tasks, option) in Self.options(of: allowed)
    where !tasks.contains(where: { $0.rawValue == word }) && arguments.value(option.name) != nil {
      let owners = tasks.map(\.rawValue).joined(separator: " or ")
      throw LabError("--\(option.name) belongs to --task \(owners), not to \(word)")
    }
    if let file {
      self = .prompts(try QuestionFile.task(file))
      return
    }
    guard let name = Name(rawValue: word) else { preconditionFailure("\(word) is no task") }
    // Inputs come from a stream of their own, so that the votes of a seed do not depend on them.
    var stream = WordStream(StreamKey(seed: seed).child(0x696E_7075_74))
    switch name {
    case .hanoi:
      self = .hanoi(
        TowersOfHanoi(disks: try arguments.required("disks").integer(in: TowersOfHanoi.sizes)))
    case .roles:
      self = .roles(
        MicroHanoi(disks: try arguments.required("disks").integer(in: MicroHanoi.sizes)))
    case .multiplication:
      let factors = try Self.factors(arguments, &stream)
      do {
        self = .multiplication(try LongMultiplication(factors.0, times: factors.1))
      } catch { throw LabError("--factors: \(error)") }
    case .sorting: self = .sorting(try InsertionSort(try Self.numbers(arguments, &stream)))
    case .chain:
      self = .chain(
        try SyntheticChain(
          steps: try arguments.required("steps").integer(in: SyntheticChain.stepsAllowed),
          answers: try arguments.integer("answers", in: SyntheticChain.answersAllowed) ?? 4))
    }
  }

  /// The options of some tasks.
  static func options(of names: [Name]) -> [(tasks: [Name], option: OptionDescription)] {
    options.filter { !$0.tasks.filter(names.contains).isEmpty }
  }

  private static func factors(
    _ arguments: Arguments, _ stream: inout WordStream
  ) throws -> (String, String) {
    if let value = arguments.value("factors") {
      guard arguments.value("digits") == nil else {
        throw LabError("--factors takes the place of --digits: give one of them")
      }
      let parts = value.text.split(separator: "x", omittingEmptySubsequences: false)
      guard parts.count == 2 else {
        throw UsageError.invalidValue(
          source: value.source, value: value.text, expected: "two whole numbers, as 1234x567")
      }
      return (String(parts[0]), String(parts[1]))
    }
    guard let value = arguments.value("digits") else {
      throw LabError("--task multiplication needs --factors <AxB> or --digits <count>")
    }
    let digits = try value.integer(in: LongMultiplication.digits)
    func factor() -> String {
      (0..<digits).map { place in
        let least = place == 0 && digits > 1 ? 1 : 0
        return "\(Int.random(in: least...9, using: &stream))"
      }.joined()
    }
    return (factor(), factor())
  }

  private static func numbers(_ arguments: Arguments, _ stream: inout WordStream) throws -> [Int] {
    if let value = arguments.value("numbers") {
      guard arguments.value("length") == nil else {
        throw LabError("--numbers takes the place of --length: give one of them")
      }
      return try value.integers(in: Int.min...Int.max)
    }
    guard let value = arguments.value("length") else {
      throw LabError("--task sorting needs --numbers <a,b,...> or --length <count>")
    }
    return (0..<(try value.integer(in: InsertionSort.counts))).map { _ in
      Int.random(in: -10_000...10_000, using: &stream)
    }
  }
}
