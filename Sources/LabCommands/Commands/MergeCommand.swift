import ExperimentDesign
import Foundation
import Storage

/// `makerlab merge`: joins the stores of shards, then writes tables and figures.
enum MergeCommand: LabCommand {
  static let description = CommandDescription(
    "merge",
    abstract: "join the stores of shards into one",
    discussion: """
      Equal ranges of trials must hold equal counts and count once; overlapping unequal ones are \
      refused.  The files are the same bytes as those of one run.  Of a solve the store that is \
      further serves.
      """,
    operands: [
      OperandDescription("folder", help: "folders of results to join", arity: .atLeast(1))
    ],
    options: [
      .value("out", "folder", help: "folder of the joined results", isRequired: true),
      .flag("no-figures", help: "write CSV files only"),
    ],
    examples: [
      .init("makerlab merge shard0 shard1 shard2 --out Results", "three shards into one")
    ])

  static func run(_ arguments: Arguments, in context: LabContext) async throws -> ExitCode {
    let sources = try arguments.operands("folder").map { try LabFolder($0) }
    let folder = try LabFolder(arguments.required("out").text)
    if let same = sources.first(where: { $0.url == folder.url }) {
      throw LabError("\(same.url.path): is both a source and --out; name another folder")
    }
    try join(sources, into: folder)
    try ExportCommand.write(
      folder, context: context, draws: !arguments.flag("no-figures"))
    return .done
  }

  /// Takes over all that the stores of some folders hold, or nothing where one contradicts another.
  ///
  /// - Parameters:
  ///   - sources: The folders.
  ///   - folder: The folder of the joined store, which is made where it is missing.
  /// - Throws: What keeps a store from being read, or what they contradict each other in.
  static func join(_ sources: [LabFolder], into folder: LabFolder) throws {
    // Every source is opened before the joined store is touched.
    for source in sources { try source.readStore().close() }
    let joined = try folder.openStore()
    defer { joined.close() }
    try joined.merge(fromStoresAt: sources.map(\.storePath))
  }
}
