import Analysis
import ExperimentDesign
import Foundation
import Storage
import SweepRunner

/// `makerlab run`: simulates what the store lacks, then writes CSV files and figures.
enum RunCommand: LabCommand {
  static let description = CommandDescription(
    "run",
    abstract: "run experiments, resume them, and write tables and figures",
    discussion: """
      Every finished range of trials is committed before it is counted, so a run that was \
      interrupted or killed goes on when the same command is given again.  Results do not depend \
      on the number of workers.

      With --slurm the work is cut into shards of about equal work, which the elements of a job array \
      compute on a cluster whose nodes all see these folders.  The script stands in _slurm in the folder \
      of results.  An element that fails, is killed or pre-empted is submitted again and goes on from its \
      own store; a submitter that is interrupted or killed leaves the array as it is, and finds it again.

      A sweep over providers asks for the draws that its recordings lack.  It may cost money, so it is \
      only run when it is named by itself, not with its suite.
      """,
    operands: [
      OperandDescription(
        "experiment", help: "folder of an experiment or of a suite, or a short name as core/kmin",
        arity: .atLeast(1))
    ],
    options: [
      .out, .seed, .workers,
      .value(
        "shard", "i/n",
        help: "run one of n parts of about equal work, i from 0 to n - 1; merge joins "
          + "the shards"),
      SlurmChoice.option,
    ] + SlurmChoice.further + [
      .set,
      .flag("dry-run", help: "print points, votes and time, and run nothing"),
      .flag("no-figures", help: "write CSV files only"),
      .format,
    ] + spending,
    examples: [
      .init("makerlab run Experiments/core", "the three core experiments, into Results"),
      .init(
        "makerlab run core/kmin --set p=.9,.95 --seed 7 --out /tmp/try",
        "two levels of p, another seed, elsewhere"),
      .init(
        "makerlab run Experiments/core --shard 0/3 --out shard0",
        "the first of three shards"),
      .init(
        "makerlab run core/kmin --slurm 8 --slurm-options 'partition=debug time=30'",
        "as a job array of eight elements; the same command again goes on"),
      .init("makerlab run core/kmin --dry-run", "what it would cost"),
    ])

  /// What a sweep over providers may spend; a dry run is one of any experiment.
  private static let spending = SpendingOptions.options.filter { $0.name != "dry-run" }

  static func run(_ arguments: Arguments, in context: LabContext) async throws -> ExitCode {
    let request = try PlanRequest(arguments)
    if request.plans.isEmpty, request.sweeps.isEmpty, request.studies.isEmpty,
      let note = request.passedOverNote
    {
      throw LabError(note)
    }
    // Said before the run, not after it.
    _ = try arguments.choice("format", as: OutputFormat.self)
    let workers = try workers(arguments)
    let shard = try shard(arguments)
    let slurm = try SlurmChoice(arguments)
    if let slurm {
      try check(slurm, request)
    }
    if request.sweeps.isEmpty, let option = spending.first(where: { isGiven($0, arguments) }) {
      throw LabError("--\(option.name): no provider is asked by what is named")
    }
    if request.sweeps.count > 1,
      let option = spending.first(where: { $0.name.hasPrefix("max-") && isGiven($0, arguments) })
    {
      throw LabError("--\(option.name) is a limit of one sweep: run one at a time")
    }
    if arguments.flag("dry-run") {
      if !request.plans.isEmpty {
        context.write(
          try DryRun.text(request.plans, workers: slurm?.workers ?? workers, shard: shard))
        if let slurm { context.write(DryRun.balance(request.plans, elements: slurm.elements)) }
      }
      for (_, plan) in request.studies {
        context.write("\(plan.experiment): a study, computed as a whole")
      }
      for (_, plan) in request.sweeps {
        let session = try session(plan, folder: LabFolder(arguments), context, arguments)
        context.write(try await session.projection())
      }
      return .done
    }
    let folder = try LabFolder(arguments)
    if let note = request.passedOverNote { context.note(note) }
    if !request.plans.isEmpty {
      let ending =
        if let slurm {
          try await SlurmRun(request, slurm, folder: folder, context: context, arguments).run()
        } else {
          try await LabSession(
            folder: folder, context: context, workers: workers, shard: shard
          ).run(request.plans)
        }
      guard ending == .finished else { return .interrupted }
      try write(request, folder: folder, context: context, arguments)
    }
    if shard.index == 0 {
      try await runStudies(request, folder: folder, context: context, arguments, workers: workers)
    }
    for (file, plan) in request.sweeps {
      let ending = try await run(
        plan, of: file, folder: folder, context: context, arguments)
      guard ending == .done else { return ending }
    }
    return .done
  }

  /// Computes studies, whole and in the first shard alone, and writes what they came to.
  private static func runStudies(
    _ request: PlanRequest, folder: LabFolder, context: LabContext, _ arguments: Arguments,
    workers: Int
  ) async throws {
    guard !request.studies.isEmpty else { return }
    let session = StudySession(context: context, workers: workers)
    let all = try await session.run(request.studies.map(\.plan))
    try session.record(request.studies.map(\.plan), in: folder)
    let writer = StudyFiles(folder: folder, context: context)
    for ((file, plan), results) in zip(request.studies, all) {
      try writer.write(results)
      let isDrawn = !arguments.flag("no-figures") && writer.draw(results, of: file)
      context.note(
        "\(plan.experiment): tables\(isDrawn ? " and figures" : "") in "
          + folder.folder(suite: plan.suite).path)
    }
    let claims = all.flatMap(\.claims)
    if !claims.isEmpty {
      let format = try arguments.choice("format", as: OutputFormat.self) ?? .table
      context.write(ClaimText.text(claims, format))
    }
  }

  /// Asks for what a sweep lacks, and writes what it has come to, also where it was cut short.
  private static func run(
    _ plan: SweepPlan, of file: ExperimentFile, folder: LabFolder, context: LabContext,
    _ arguments: Arguments
  ) async throws -> ExitCode {
    let session = try session(plan, folder: folder, context, arguments)
    let ending = try await session.run()
    let store = try folder.readStore()
    defer { store.close() }
    let set = try await SweepResults(plan, store: store)
    let writer = SweepFiles(folder: folder, context: context)
    let claims = set.claims
    try writer.write(set, claims: claims)
    let isDrawn = !arguments.flag("no-figures") && set.trials > 0 && writer.draw(set, of: file)
    context.note(
      "\(plan.experiment): \(set.progress) done; tables\(isDrawn ? " and figure" : "") in "
        + folder.folder(suite: plan.suite).path)
    for note in set.notes { context.note(note) }
    if !claims.isEmpty {
      let format = try arguments.choice("format", as: OutputFormat.self) ?? .table
      context.write(ClaimText.text(claims, format))
    }
    return ending.exitCode
  }

  private static func isGiven(_ option: OptionDescription, _ arguments: Arguments) -> Bool {
    !arguments.values(option.name).isEmpty
  }

  /// A session of a sweep as the options have it.
  private static func session(
    _ plan: SweepPlan, folder: LabFolder, _ context: LabContext, _ arguments: Arguments
  ) throws -> SweepSession {
    guard arguments.value("shard") == nil else {
      throw LabError("--shard: \(plan.experiment) asks real providers and is run as a whole")
    }
    let limit =
      arguments.value("workers") == nil ? SweepSession.usualLimit : try workers(arguments)
    return SweepSession(
      plan: plan, folder: folder, context: context, limit: limit,
      spending: try SpendingOptions(arguments, environment: context.environment))
  }

  /// Whether what is named can be run as an array.
  private static func check(_ slurm: SlurmChoice, _ request: PlanRequest) throws {
    if let sweep = request.sweeps.first {
      throw LabError(
        "--slurm: \(sweep.plan.experiment) asks real providers and is run as a whole")
    }
    if request.plans.isEmpty, let study = request.studies.first {
      throw LabError("--slurm: \(study.plan.experiment) is a study and is computed as a whole")
    }
  }

  /// Writes and judges what is complete.
  private static func write(
    _ request: PlanRequest, folder: LabFolder, context: LabContext, _ arguments: Arguments
  ) throws {
    let format = try arguments.choice("format", as: OutputFormat.self) ?? .table
    let store = try folder.readStore()
    defer { store.close() }
    var judged: [ClaimResult] = []
    var written: [ResultSet] = []
    for (file, plan) in request.experiments {
      let set = try ResultSet(plan: plan, store: store, oracle: context.makeOracle())
      guard set.isComplete else {
        context.note(
          "\(plan.experiment): \(set.progress) done; "
            + "tables and figures come with `makerlab merge` of all shards")
        continue
      }
      let claims = set.claims()
      let writer = ResultFiles(folder: folder, context: context)
      try writer.write(set, claims: claims)
      let isDrawn = !arguments.flag("no-figures") && writer.draw(set, of: file)
      context.note(
        "\(plan.experiment): tables\(isDrawn ? " and figure" : "") in "
          + folder.folder(suite: plan.suite).path)
      judged += claims
      written.append(set)
    }
    let writer = ResultFiles(folder: folder, context: context)
    for suite in Set(request.plans.map(\.suite)).sorted() {
      try writer.writeAgreement(suite: suite, written: written, store: store)
    }
    if !judged.isEmpty { context.write(ClaimText.text(judged, format)) }
  }

  static func workers(_ arguments: Arguments) throws(UsageError) -> Int {
    try arguments.integer("workers", in: 1...1024) ?? ProcessInfo.processInfo.activeProcessorCount
  }

  private static func shard(_ arguments: Arguments) throws -> LabSession.Shard {
    guard let value = arguments.value("shard") else { return LabSession.Shard() }
    let parts = value.text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let index = parts[0], let count = parts[1], count >= 1,
      count <= 100_000,
      (0..<count).contains(index)
    else {
      throw UsageError.invalidValue(
        source: value.source, value: value.text, expected: "i/n with i from 0 to n - 1")
    }
    return LabSession.Shard(index: index, count: count)
  }
}
