import ExperimentDesign
import Foundation
import Storage

/// `makerlab plot`: draws the figures of experiments from a store.
enum PlotCommand: LabCommand {
  static let description = CommandDescription(
    "plot",
    abstract: "draw the figures of experiments, PNG and SVG",
    discussion: """
      With --script, --data and --picture it draws tables of any origin by a gnuplot script of your own, in \
      the look of all figures: each file is known to the script by the name before its equals sign.
      """,
    operands: [
      OperandDescription("experiment", help: "folders of experiments or suites", arity: .any)
    ],
    options: [.out, .seed, .set] + TableFigure.options,
    examples: [
      .init("makerlab plot core/kmin", "Results/core/kmin.png and .svg"),
      .init(
        "makerlab plot --script figure.gp --data points=points.csv --picture points",
        "points.png and points.svg from a table of your own"),
    ])

  static func run(_ arguments: Arguments, in context: LabContext) async throws -> ExitCode {
    if let figure = try TableFigure(arguments) {
      try figure.draw(in: context)
      return .done
    }
    let folder = try LabFolder(arguments)
    let request = try PlanRequest(arguments)
    let isStored = !request.experiments.isEmpty || !request.sweeps.isEmpty
    let stored = isStored ? try folder.readStore() : nil
    defer { stored?.close() }
    var drawn = true
    for (file, plan) in request.experiments {
      guard let store = stored else { break }
      let set = try ResultSet(plan: plan, store: store, oracle: context.makeOracle())
      guard set.isComplete else {
        throw LabError("\(plan.experiment): only \(set.progress) are done; run it first")
      }
      guard file.script() != nil || plan.definition.figures != nil else {
        throw LabError("\(file.folder.path): no figure.gp there")
      }
      let writer = ResultFiles(folder: folder, context: context)
      try writer.write(set, claims: set.claims())
      drawn = writer.draw(set, of: file) && drawn
    }
    for (file, plan) in request.sweeps {
      guard let store = stored else { break }
      let set = try await SweepResults(plan, store: store)
      guard set.trials > 0 else {
        throw LabError("\(plan.experiment): nothing is recorded; run it first")
      }
      guard file.script() != nil else { throw LabError("\(file.folder.path): no figure.gp there") }
      let writer = SweepFiles(folder: folder, context: context)
      try writer.write(set, claims: set.claims)
      drawn = writer.draw(set, of: file) && drawn
    }
    let workers = ProcessInfo.processInfo.activeProcessorCount
    let session = StudySession(context: context, workers: workers)
    for (file, plan) in request.studies {
      guard !file.scripts.isEmpty else { throw LabError("\(file.folder.path): no figure.gp there") }
      let writer = StudyFiles(folder: folder, context: context)
      for results in try await session.run([plan]) {
        try writer.write(results)
        drawn = writer.draw(results, of: file) && drawn
      }
    }
    if let note = request.passedOverNote { context.note(note) }
    return drawn ? .done : .usage
  }
}
