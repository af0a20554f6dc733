// swift-tools-version: 6.2
import PackageDescription

// The manifest is a table: one row a target, lowest first, so that who may import whom reads in one
// screen and no target can have settings of its own, but that kernels may be optimised.  `make lint`
// builds with the explicit import check, so a target really imports only what its row says.

enum Kind { case library, executable, cTarget, test, testExecutable, testLibrary }

struct Row {
  let name: String
  let kind: Kind
  let imports: [String]

  init(_ kind: Kind, _ name: String, _ imports: [String] = []) {
    self.name = name
    self.kind = kind
    self.imports = imports
  }
}

let rows: [Row] = [
  // level 0
  Row(.library, "MAKERCore"),
  Row(.library, "RandomStreams"),
  Row(.cTarget, "CRE2"),
  Row(.library, "TextFormats", ["CRE2"]),
  Row(.library, "SharedState"),
  Row(.library, "Markdown", ["CCmark"]),
  Row(.library, "Reports", ["Markdown", "TextFormats"]),
  Row(.library, "MCPServer", ["SharedState", "TextFormats"]),
  Row(.cTarget, "CBoostMath"),
  Row(.cTarget, "CBenchmarkBaseline"),
  // level 1
  Row(.library, "Statistics", ["CBoostMath", "CNLopt"]),
  Row(.library, "Tasks", ["MAKERCore", "TextFormats"]),
  Row(.library, "JobArrays", ["TextFormats"]),
  Row(.library, "NoisyChannels", ["MAKERCore", "RandomStreams"]),
  Row(.library, "Telemetry", ["MAKERCore", "SharedState", "TextFormats"]),
  Row(.library, "Economics", ["MAKERCore", "TextFormats"]),
  Row(.library, "Notebooks", ["Markdown", "TextFormats"]),
  // level 2
  Row(.library, "StoppingRules", ["MAKERCore", "Statistics"]),
  Row(.library, "RaceTheory", ["MAKERCore", "Statistics", "StoppingRules", "Economics"]),
  Row(
    .library, "ExperimentDesign",
    ["MAKERCore", "RandomStreams", "NoisyChannels", "StoppingRules", "CCrypto"]),
  Row(
    .library, "Providers",
    ["MAKERCore", "SharedState", "RandomStreams", "Economics", "ExperimentDesign", "CCurl"]),
  // level 3
  Row(
    .library, "Simulation",
    [
      "MAKERCore", "RandomStreams", "RaceTheory", "StoppingRules", "Tasks", "NoisyChannels",
      "ExperimentDesign", "Economics",
    ]),
  Row(
    .library, "Storage",
    ["MAKERCore", "TextFormats", "Economics", "ExperimentDesign", "CSQLite"]),
  Row(
    .library, "Analysis",
    [
      "MAKERCore", "RandomStreams", "TextFormats", "Economics", "Statistics", "RaceTheory",
      "StoppingRules", "ExperimentDesign",
    ]),
  // level 4
  Row(.library, "SweepRunner", ["MAKERCore", "ExperimentDesign", "Simulation"]),
  Row(.library, "Figures"),
  // level 5
  Row(
    .library, "LabCommands",
    [
      "MAKERCore", "SharedState", "RandomStreams", "TextFormats", "Notebooks", "MCPServer",
      "Statistics",
      "Tasks",
      "Telemetry", "NoisyChannels",
      "Providers", "RaceTheory", "StoppingRules", "ExperimentDesign", "Simulation", "Economics",
      "Storage", "Analysis", "SweepRunner", "Figures", "Reports", "JobArrays", "Markdown",
      "CBenchmarkBaseline",
    ]),
  // level 6
  Row(.executable, "makerlab", ["LabCommands"]),
  // tests
  Row(
    .testExecutable, "FaultServer", ["MAKERCore", "NoisyChannels", "RandomStreams", "Tasks"]),
  Row(.testLibrary, "TestSupport"),
  Row(.test, "MAKERCoreTests", ["MAKERCore", "TestSupport"]),
  Row(.test, "TextFormatsTests", ["TextFormats", "RandomStreams", "TestSupport"]),
  Row(.test, "SharedStateTests", ["SharedState"]),
  Row(.test, "MarkdownTests", ["Markdown"]),
  Row(.test, "ReportsTests", ["Reports", "Markdown", "RandomStreams"]),
  Row(.test, "NotebooksTests", ["Notebooks", "RandomStreams", "TextFormats"]),
  Row(.test, "MCPServerTests", ["MCPServer", "TextFormats", "TestSupport"]),
  Row(.test, "RandomStreamsTests", ["RandomStreams", "Statistics"]),
  Row(.test, "StatisticsTests", ["Statistics", "RandomStreams"]),
  Row(.test, "TasksTests", ["Tasks", "MAKERCore", "RandomStreams", "TextFormats"]),
  Row(
    .test, "NoisyChannelsTests",
    ["NoisyChannels", "MAKERCore", "RandomStreams", "Statistics", "Tasks"]),
  Row(.test, "EconomicsTests", ["Economics", "MAKERCore", "RandomStreams", "TextFormats"]),
  Row(.test, "TelemetryTests", ["Telemetry", "SharedState", "MAKERCore", "RandomStreams"]),
  Row(
    .test, "StoppingRulesTests",
    ["StoppingRules", "MAKERCore", "RaceTheory", "RandomStreams", "Statistics"]),
  Row(.test, "RaceTheoryTests", ["RaceTheory", "MAKERCore", "RandomStreams", "Economics"]),
  Row(
    .test, "ExperimentDesignTests",
    ["ExperimentDesign", "MAKERCore", "NoisyChannels", "RandomStreams", "StoppingRules"]),
  Row(
    .test, "SimulationTests",
    [
      "Simulation", "ExperimentDesign", "MAKERCore", "NoisyChannels", "RandomStreams", "Tasks",
      "StoppingRules", "Economics", "RaceTheory",
    ]),
  Row(
    .test, "ProvidersTests",
    [
      "Providers", "SharedState", "MAKERCore", "ExperimentDesign", "RandomStreams", "Storage",
      "Tasks",
      "Economics", "TestSupport", "CCurl",
    ]),
  Row(
    .test, "StorageTests",
    ["Storage", "Economics", "ExperimentDesign", "MAKERCore", "TextFormats"]),
  Row(
    .test, "AnalysisTests",
    [
      "Analysis", "Economics", "ExperimentDesign", "MAKERCore", "RaceTheory", "RandomStreams",
      "Statistics", "StoppingRules",
    ]),
  Row(
    .test, "SweepRunnerTests",
    ["SweepRunner", "MAKERCore", "Tasks", "ExperimentDesign", "Simulation"]),
  Row(.test, "FiguresTests", ["Figures", "TestSupport"]),
  Row(.test, "JobArraysTests", ["JobArrays", "TestSupport"]),
  Row(
    .test, "LabCommandsTests",
    [
      "LabCommands", "SharedState", "MAKERCore", "TextFormats", "Notebooks", "MCPServer",
      "Economics",
      "RandomStreams", "Analysis", "RaceTheory",
      "ExperimentDesign", "SweepRunner",
      "Simulation",
      "Statistics",
      "Storage", "Providers",
      "Figures", "Telemetry", "NoisyChannels", "Tasks", "JobArrays",
      "TestSupport", "makerlab",
    ]),
  Row(
    .test, "AgreementTests",
    [
      "Simulation", "ExperimentDesign", "MAKERCore", "RaceTheory", "Statistics", "RandomStreams",
      "Economics", "Analysis",
    ]),
  Row(.test, "RegressionTests", ["MAKERCore", "RaceTheory", "StoppingRules"]),
  Row(.test, "FaultServerTests", ["TestSupport", "MAKERCore", "Providers"]),
  Row(
    .test, "MCPClientTests",
    ["MAKERCore", "Markdown", "Storage", "TextFormats", "TestSupport", "makerlab"]),
  Row(.test, "ReportBrowserTests", ["TestSupport", "makerlab"]),
  Row(.test, "ArchitectureTests"),
]

// What is built: all rows, or those that MAKERLAB_TARGETS names, as TasksTests,makerlab, with what they
// import.  The tests of one target are built a good deal sooner without those of all others.
let wanted: [Row] = {
  guard let names = Context.environment["MAKERLAB_TARGETS"] else { return rows }
  var kept = Set(names.split(separator: ",").map(String.init))
  for name in kept where !rows.contains(where: { $0.name == name }) {
    fatalError("MAKERLAB_TARGETS: no target is called \(name)")
  }
  for row in rows.reversed() where kept.contains(row.name) { kept.formUnion(row.imports) }
  return rows.filter { kept.contains($0.name) }
}()

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InferIsolatedConformances"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
]

// What tests run millions of times.  MAKERLAB_OPTIMISED=1 optimises it in debug builds too, as `make test`
// does; every check and assertion stays on.
let kernels: Set = [
  "MAKERCore", "RandomStreams", "TextFormats", "Statistics", "Tasks", "NoisyChannels",
  "StoppingRules", "RaceTheory", "Simulation",
]
let optimised: [SwiftSetting] = [
  .unsafeFlags(["-O", "-assert-config", "Debug"], .when(configuration: .debug))
]
let optimisesKernels = Context.environment["MAKERLAB_OPTIMISED"] == "1"

let systemLibraries: [Target] = [
  .systemLibrary(
    name: "CSQLite", pkgConfig: "sqlite3",
    providers: [.apt(["libsqlite3-dev"]), .brew(["sqlite"])]),
  .systemLibrary(
    name: "CCrypto", pkgConfig: "libcrypto",
    providers: [.apt(["libssl-dev"]), .brew(["openssl@3"])]),
  .systemLibrary(
    name: "CNLopt", pkgConfig: "nlopt",
    providers: [.apt(["libnlopt-dev"]), .brew(["nlopt"])]),
  .systemLibrary(
    name: "CCurl", pkgConfig: "libcurl",
    providers: [.apt(["libcurl4-openssl-dev"]), .brew(["curl"])]),
  .systemLibrary(
    name: "CCmark", pkgConfig: "libcmark-gfm",
    providers: [
      .apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"]), .brew(["cmark-gfm"]),
    ]),
]

func target(_ row: Row) -> Target {
  let dependencies = row.imports.map { Target.Dependency.byName(name: $0) }
  switch row.kind {
  case .library:
    let own = optimisesKernels && kernels.contains(row.name) ? optimised : []
    return .target(name: row.name, dependencies: dependencies, swiftSettings: settings + own)
  case .executable:
    return .executableTarget(name: row.name, dependencies: dependencies, swiftSettings: settings)
  case .testExecutable:
    return .executableTarget(
      name: row.name, dependencies: dependencies, path: "Tests/\(row.name)",
      swiftSettings: settings)
  case .testLibrary:
    return .target(
      name: row.name, dependencies: dependencies, path: "Tests/\(row.name)",
      swiftSettings: settings)
  case .cTarget:
    return .target(name: row.name)
  case .test:
    return .testTarget(name: row.name, dependencies: dependencies, swiftSettings: settings)
  }
}

func product(_ row: Row) -> Product? {
  switch row.name {
  case "MAKERCore": .library(name: row.name, targets: [row.name])
  case "makerlab": .executable(name: row.name, targets: [row.name])
  default: nil
  }
}

let package = Package(
  name: "MakerLab",
  platforms: [.macOS(.v26)],
  products: wanted.compactMap(product),
  targets: systemLibraries + wanted.map(target),
  cxxLanguageStandard: .cxx17
)
