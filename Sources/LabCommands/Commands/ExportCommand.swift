import ExperimentDesign
import Foundation
import Storage

/// `makerlab export`: writes the CSV files of a store.
enum ExportCommand: LabCommand {
  static let description = CommandDescription(
    "export",
    abstract: "write the CSV files of a store",
    operands: [
      OperandDescription("folder", help: "folder of results; default Results", arity: .optional)
    ],
    options: [
      .value("to", "folder", help: "where the files go; the folder itself unless given")
    ],
    examples: [.init("makerlab export Results --to /tmp/tables", "all tables, elsewhere")])

  static func run(_ arguments: Arguments, in context: LabContext) async throws -> ExitCode {
    let folder = try LabFolder(arguments.operand("folder") ?? "Results")
    let target = try arguments.string("to").map { try LabFolder($0) } ?? folder
    try write(folder, to: target, context: context, draws: false)
    let store = try folder.readStore()
    defer { store.close() }
    for plan in try store.sweeps() {
      let set = try await SweepResults(plan, store: store)
      try SweepFiles(folder: target, context: context).write(set, claims: set.claims)
      context.note("\(plan.experiment): \(set.progress)")
    }
    let session = StudySession(
      context: context, workers: ProcessInfo.processInfo.activeProcessorCount)
    for results in try await session.run(store.studies()) {
      try StudyFiles(folder: target, context: context).write(results)
    }
    return .done
  }

  /// Writes the tables, and figures where asked, of every complete experiment of a store.
  static func write(
    _ folder: LabFolder, to target: LabFolder? = nil, context: LabContext, draws: Bool
  ) throws {
    let store = try folder.readStore()
    defer { store.close() }
    var written: [ResultSet] = []
    for plan in try store.plans() {
      let set = try ResultSet(plan: plan, store: store, oracle: context.makeOracle())
      guard set.isComplete else {
        context.note("\(plan.experiment): \(set.progress) done; no tables until all are")
        continue
      }
      let writer = ResultFiles(folder: target ?? folder, context: context)
      try writer.write(set, claims: set.claims())
      if draws {
        if let file = try? ExperimentFile.find([plan.experiment]).first {
          writer.draw(set, of: file)
        }
      }
      context.note("\(plan.experiment): \(plan.points.count) points")
      written.append(set)
    }
    let writer = ResultFiles(folder: target ?? folder, context: context)
    for suite in Set(try store.plans().map(\.suite)).sorted() {
      try writer.writeAgreement(suite: suite, written: written, store: store)
    }
  }
}
