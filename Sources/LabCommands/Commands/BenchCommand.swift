import Storage
import TextFormats

/// `makerlab bench`: speed and memory against goals that stand in code.
enum BenchCommand: LabCommand {
  static let description = CommandDescription(
    "bench",
    abstract: "speed and memory against the goals that stand in code",
    discussion: """
      Each quantity is a ratio or a median of one run, measured turn by turn with what it is \
      compared to.  Exit code 1 when a goal is missed; a busy machine can miss one.
      """,
    options: [
      .value("only", "text", help: "only benchmarks whose name contains this text"),
      .flag("peers", help: "NumPy and numba beside the kernels, where they are installed"), .format,
    ],
    examples: [.init("makerlab bench", "all goals"), .init("makerlab bench --peers", "and Python")])

  static func run(_ arguments: Arguments, in context: LabContext) async throws -> ExitCode {
    let format = try arguments.choice("format", as: OutputFormat.self) ?? .table
    #if DEBUG
      context.note("this is a debug build: the goals are for a release build")
    #endif
    let all =
      KernelBenchmarks.all + RareErrorBenchmarks.all + AgentBenchmarks.all + SystemBenchmarks.all
      + JournalBenchmarks.all + ReproduceBenchmarks.all + ProviderBenchmarks.all + MCPBenchmarks.all
    let only = arguments.string("only")
    let chosen = all.filter { benchmark in only.map { benchmark.name.contains($0) } ?? true }
    guard !chosen.isEmpty else {
      throw LabError("--only \(only ?? ""): no benchmark has this in its name")
    }
    let allMet = try await measure(chosen, as: format, in: context)
    if arguments.flag("peers") { PythonPeers.lines().forEach(context.note) }
    return allMet ? .done : .verdict
  }

  /// Takes measurements one after another and writes what they found.
  ///
  /// - Parameters:
  ///   - benchmarks: What is measured.
  ///   - format: How it is written.
  ///   - context: The surroundings.
  /// - Returns: Whether every goal is met.
  /// - Throws: What keeps a measurement from being taken.
  static func measure(
    _ benchmarks: [Benchmark], as format: OutputFormat, in context: LabContext
  ) async throws -> Bool {
    var table = TextTable([
      .text("benchmark"), .number("value"), .text("unit"), .text("goal"), .text("met"),
      .text("detail"),
    ])
    var objects: [JSONValue] = []
    var allMet = true
    for benchmark in benchmarks {
      let found = try await benchmark.measure()
      let isMet = benchmark.goal.isMet(found.value)
      allMet = allMet && isMet
      let value = NumberFormat.significant(found.value, 3)
      table.append([
        benchmark.name, value, benchmark.unit, benchmark.goal.text, isMet ? "yes" : "NO",
        found.detail,
      ])
      objects.append(
        .object([
          ("benchmark", .string(benchmark.name)), ("value", .number(found.value)),
          ("unit", .string(benchmark.unit)), ("goal", .string(benchmark.goal.text)),
          ("met", .bool(isMet)), ("detail", .string(found.detail)),
        ]))
    }
    switch format {
    case .json: context.write(JSONText.pretty(.array(objects)).trimmedEnd)
    case .table: context.write(table.text.trimmedEnd)
    case .csv:
      let names = ["benchmark", "value", "unit", "goal", "met", "detail"]
      context.write(CSVTable(comments: [], columns: names, rows: table.rows).text.trimmedEnd)
    }
    return allMet
  }
}
