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
        help: "run only every n-th design point, i from 0 to n - 1; merge joins "
          + "the shards"),
      .set,
      .flag("dry-run", help: "print points, votes and time, and run nothing"),
      .flag("no-figures", help: "write CSV files only"),
      .format,
    ],
    examples: [
      .init("makerlab run Experiments/core", "the three core experiments, into Results"),
      .init(
        "makerlab run core/kmin --set p=.9,.95 --seed 7 --out /tmp/try",
        "two levels of p, another seed, elsewhere"),
      .init(
        "makerlab run Experiments/core --shard 0/3 --out shard0",
        "the first of three shards"),
      .init("makerlab run core/kmin --dry-run", "what it would cost"),
    ])

  static func run(_ arguments: Arguments, in context: LabContext) async throws -> ExitCode {
    let request = try PlanRequest(arguments)
    let format = try arguments.choice("format", as: OutputFormat.self) ?? .table
    let workers = try workers(arguments)
    let shard = try shard(arguments)
    if arguments.flag("dry-run") {
      context.write(try DryRun.text(request.plans, workers: workers, shard: shard))
      return .done
    }
    let folder = try LabFolder(arguments)
    let session = LabSession(folder: folder, context: context, workers: workers, shard: shard)
    guard try await session.run(request.plans) == .finished else { return .interrupted }
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
    return .done
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
