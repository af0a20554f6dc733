import Analysis
import ExperimentDesign
import Foundation
import Storage
import SweepRunner

/// `makerlab check`: runs what the store lacks and judges every claim.
enum CheckCommand: LabCommand {
  static let description = CommandDescription(
    "check",
    abstract: "run what is missing and judge every claim against its expect",
    discussion: """
      A verdict is supported, contradicted or undecided, at a false-alarm rate corrected over all \
      cells of the claim.  Exit code 1 when a verdict differs from the claim's expect.  Sweeps over \
      providers are judged by what the store holds, and only when named by themselves: no provider \
      is ever asked.

      The claims of a study are about numbers that it computes: what was found stands below each, with its \
      numbers.  The ledger of claims that others make is Experiments/claims; each row expects the verdict \
      that was found.
      """,
    operands: [
      OperandDescription(
        "experiment", help: "experiments or suites; all below Experiments when none is named",
        arity: .any)
    ],
    options: [
      .out, .seed, .workers, .set,
      .value(
        "only", "claim", help: "judge the claim of that name alone, as R01", isRepeatable: true),
      .value("junit", "file", help: "write the verdicts as JUnit XML"),
      .flag("cells", help: "print every comparison, not one line a claim"),
      .flag("markdown", help: "print the claims of studies as a table for a page of Markdown"),
      .format,
    ],
    examples: [
      .init("makerlab check", "all experiments"),
      .init("makerlab check core/kmin --cells", "every comparison of one"),
      .init("makerlab check Experiments/claims --only R01", "one row of the ledger"),
      .init("makerlab check --junit verdicts.xml", "for a continuous integration server"),
    ])

  static func run(_ arguments: Arguments, in context: LabContext) async throws -> ExitCode {
    let request = try PlanRequest(arguments, whenNoneIsNamed: ["Experiments"])
      .only(arguments.values("only").map(\.text))
    let format = try arguments.choice("format", as: OutputFormat.self) ?? .table
    if arguments.flag("markdown"), arguments.value("format") != nil {
      throw LabError("--markdown is a format of its own and takes no --format beside it")
    }
    let folder = try LabFolder(arguments)
    if let path = arguments.string("junit") {
      // Said before the run, not after it.
      let parent = URL(fileURLWithPath: path).deletingLastPathComponent()
      guard FileManager.default.isWritableFile(atPath: parent.path) else {
        throw LabError("--junit \(path): the folder \(parent.path) is not there or not writable")
      }
      let type = try? FileManager.default.attributesOfItem(atPath: path)[.type]
      if type as? FileAttributeType == .typeDirectory {
        throw LabError("--junit \(path): is a folder; name a file")
      }
    }
    if let note = request.passedOverNote { context.note(note) }
    let workers = try RunCommand.workers(arguments)
    if !request.plans.isEmpty {
      let session = LabSession(
        folder: folder, context: context, workers: workers, shard: LabSession.Shard())
      guard try await session.run(request.plans) == .finished else { return .interrupted }
    }
    var claims = try judge(request.plans, folder: folder, context: context)
    for (_, plan) in request.sweeps {
      claims += try await judge(plan, folder: folder, context: context)
    }
    let studies = StudySession(context: context, workers: workers)
    claims += try await studies.run(request.studies.map(\.plan)).flatMap(\.claims)
    if let names = request.names { claims.removeAll { !names.contains($0.claim.name) } }
    context.write(
      arguments.flag("markdown")
        ? ClaimMarkdown.text(claims)
        : ClaimText.text(claims, format, cells: arguments.flag("cells")))
    if let path = arguments.string("junit") {
      _ = try writeAtomically(Array(JUnitReport.xml(claims).utf8), to: path)
    }
    let unexpected = claims.count { !$0.isAsExpected }
    let rate = claims.reduce(0) { $0 + $1.claim.falseAlarm }
    context.note(
      "the chance that any true one is contradicted is at most \(NumberFormat.significant(min(1, rate), 3)), "
        + "the sum of their false-alarm rates")
    context.note(
      "\(NumberFormat.counted(claims.count, "claim")), \(unexpected) with a verdict that differs from its expect"
    )
    return unexpected == 0 ? .done : .verdict
  }

  private static func judge(
    _ plans: [Plan], folder: LabFolder, context: LabContext
  ) throws -> [ClaimResult] {
    guard !plans.isEmpty else { return [] }
    let store = try folder.readStore()
    defer { store.close() }
    return try plans.flatMap { plan in
      try ResultSet(plan: plan, store: store, oracle: context.makeOracle()).claims()
    }
  }

  /// Judges a sweep by what is recorded, and says what is missing and what cannot be believed.
  private static func judge(
    _ plan: SweepPlan, folder: LabFolder, context: LabContext
  ) async throws -> [ClaimResult] {
    let store = try folder.readStore()
    defer { store.close() }
    let set = try await SweepResults(plan, store: store)
    if !set.isComplete {
      context.note(
        "\(plan.experiment): \(set.progress) are recorded; `makerlab run \(plan.experiment)` asks for "
          + "the rest")
    }
    for note in set.notes { context.note(note) }
    return set.claims
  }
}
