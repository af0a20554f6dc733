import ExperimentDesign
import Foundation
import Reports
import Storage

/// `makerlab report`: one page of HTML that shows experiments with all that belongs to them.
enum ReportCommand: LabCommand {
  static let description = CommandDescription(
    "report",
    abstract: "one page of HTML: claims, figures, numbers, and how to repeat them",
    discussion: """
      The page holds all it shows and loads nothing: what claims came to, then each experiment with its \
      question, verdicts, figures, numbers, what made it and the commands that repeat it.  Long tables are \
      shown in part; the files that hold the rest are named.

      Without names it shows every experiment in the store of --out, under each of its seeds with the \
      levels and the definition of its last run; how many points of others the store holds is said on the \
      page.  Simulated experiments are read from that store and must have been run; replies of models are \
      shown as far as they are recorded, and no provider is asked; studies are computed anew and need no \
      store.  Questions and figures come from the folders of the experiments.

      A file that is already there is replaced only where it is a page of this command.

      Sections on the week's budget, on routing and on spending follow where there is a token log, a log \
      of routing or a recorded reply.  The exit code says whether the page was written, not how claims \
      turned out: that is what check is for.
      """,
    operands: [
      OperandDescription(
        "experiment", help: "experiments or suites; every one in the store when none is named",
        arity: .any)
    ],
    options: [
      .out, .seed, .set, .workers,
      .value("html", "file", help: "where the page goes", default: "report.html"),
    ] + Dashboards.options,
    examples: [
      .init("makerlab report", "every experiment of the store in Results, into report.html"),
      .init(
        "makerlab report core/kmin Experiments/economics --html /tmp/report.html",
        "one experiment and one suite"),
      .init(
        "makerlab report --token-log tokens.jsonl", "with the week's budget"),
    ])

  static func run(_ arguments: Arguments, in context: LabContext) async throws -> ExitCode {
    let path = arguments.string("html") ?? "report.html"
    try check(path)
    let workers = try RunCommand.workers(arguments)
    let folder = try LabFolder(arguments)
    let dashboards = try Dashboards(folder, arguments, in: context).sections()
    let isNamed = !arguments.operands("experiment").isEmpty
    for option in ["seed", "set"] where !isNamed && !arguments.values(option).isEmpty {
      throw LabError("--\(option) goes with experiments: name them")
    }
    let request = try PlanRequest(arguments)
    let store =
      folder.hasStore || (!isNamed && dashboards.isEmpty) ? try folder.readStore() : nil
    defer { store?.close() }
    let contents: ReportContents?
    if isNamed {
      contents = try ReportContents(
        request, seed: try arguments.integer("seed", in: 0...Int.max), store: store,
        folder: folder)
    } else {
      contents = try store.map(ReportContents.init)
    }
    let (experiments, passedOver) =
      try await contents?.reports(in: context, workers: workers) ?? ([], [])
    let summary = ClaimsSummary(experiments)
    let page = ReportPage(
      title: "MakerLab: report of experiments", opening: opening(experiments, passedOver),
      sections: (experiments.isEmpty ? [] : [summary.section]) + dashboards
        + ExperimentReport.sections(experiments))
    let html = page.html
    _ = try writeAtomically(Array(html.utf8), to: path)
    let claims = experiments.reduce(0) { $0 + $1.claims.count }
    context.note(
      "\(path): \(NumberFormat.counted(experiments.count, "experiment")), "
        + "\(NumberFormat.counted(claims, "claim")), \(summary.unexpected) with a verdict that differs "
        + "from its expect; \(NumberFormat.fixed(Double(html.utf8.count) / 1e6, decimals: 1)) MB")
    return .done
  }

  /// What stands below the title.
  private static func opening(
    _ experiments: [ExperimentReport], _ passedOver: [String]
  ) -> HTML {
    let claims = experiments.reduce(0) { $0 + $1.claims.count }
    return .paragraph(
      .text(
        "How many votes a step needs, what a task costs, and when the promise breaks: "
          + "\(NumberFormat.counted(experiments.count, "experiment")) with "
          + "\(NumberFormat.counted(claims, "claim")). Made by makerlab \(Lab.version)."))
      + (passedOver.isEmpty
        ? .empty : .paragraph(.text("Not shown: \(passedOver.joined(separator: "; ")).")))
  }

  /// Says before the work, not after it, that the page cannot be written, or would take the place of
  /// something else.
  private static func check(_ path: String) throws {
    guard !path.isEmpty else { throw LabError("--html: the name of the file is empty") }
    let parent = URL(fileURLWithPath: path).deletingLastPathComponent()
    guard FileManager.default.isWritableFile(atPath: parent.path) else {
      throw LabError("--html \(path): the folder \(parent.path) is not there or not writable")
    }
    // A link is followed, as it is in writing.
    let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    let type = try? FileManager.default.attributesOfItem(atPath: target)[.type]
    switch type as? FileAttributeType {
    case nil: break
    case .typeDirectory?: throw LabError("--html \(path): is a folder; name a file")
    case .typeRegular?:
      guard isPage(target) else {
        throw LabError(
          "--html \(path): there is a file that is no page of report; move it or name another")
      }
    default: throw LabError("--html \(path): is no file; name one")
    }
  }

  /// Whether a file is a page that this command wrote, or empty.
  private static func isPage(_ path: String) -> Bool {
    guard let file = FileHandle(forReadingAtPath: path) else { return false }
    defer { try? file.close() }
    let beginning = Data(ReportPage.beginning.utf8)
    guard let found = try? file.read(upToCount: beginning.count) else {
      return (try? file.seekToEnd()) == 0
    }
    return found.isEmpty || found == beginning
  }
}
