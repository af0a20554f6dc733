import ExperimentDesign
import Foundation
import MAKERCore
import Markdown
import Providers
import Statistics
import Storage

/// Looks at what the laboratory uses on this machine.
struct Examination {
  /// Environment variables.
  let environment: [String: String]
  /// Folder of results.
  let results: LabFolder

  /// Longest wait for a server on this machine; nanoseconds.
  private static let patience = 1_000_000_000
  /// Least room for results; bytes.
  private static let leastRoom = 100_000_000

  /// Everything, what is required first.
  func findings() async -> [Finding] {
    libraries + [folder, swift, gnuplot, git, slurm, chromium, python] + (await providers())
  }

  /// What the program is linked with.
  var libraries: [Finding] {
    let tables = SQLiteLibrary.hasStrictTables ? "STRICT tables" : "no STRICT tables"
    let log = SQLiteLibrary.hasWriteAheadLog ? "write-ahead log" : "no write-ahead log"
    let sqlite = "\(SQLiteLibrary.version), \(tables), \(log)"
    let isFit = SQLiteLibrary.hasStrictTables && SQLiteLibrary.hasWriteAheadLog
    return [
      isFit
        ? .found("SQLite", sqlite, for: "the store")
        : .lacking(
          "SQLite", sqlite, for: "the store", isRequired: true,
          remedy: "install SQLite 3.37 or later with its write-ahead log"),
      CurlLibrary.hasTLS
        ? .found("libcurl", CurlLibrary.version, for: "asking providers")
        : .lacking(
          "libcurl", CurlLibrary.version, for: "asking providers", isRequired: true,
          remedy: "install a libcurl with TLS, as libcurl4-openssl-dev"),
      .found("libcrypto", CryptoLibrary.version, for: "ids of what is computed"),
      .found("Boost.Math", NumericLibraries.boostVersion, for: "intervals and tests"),
      .found("NLopt", NumericLibraries.nloptVersion, for: "fits"),
      .found("RE2", "linked", for: "rules for replies"),
      .found("cmark-gfm", MarkdownLibrary.version, for: "pages of Markdown"),
    ]
  }

  /// Whether results can be written, and how much room there is.
  private var folder: Finding {
    var place = results.url
    while !FileManager.default.fileExists(atPath: place.path), place.path != "/" {
      place.deleteLastPathComponent()
    }
    let name = results.url.path.onOneLine
    let isWritable = FileManager.default.isWritableFile(atPath: place.path)
    var isFolder: ObjCBool = false
    let isThere = unsafe FileManager.default.fileExists(atPath: place.path, isDirectory: &isFolder)
    guard isThere, isFolder.boolValue, isWritable else {
      return .lacking(
        "results", "\(name) cannot be written", for: "stores, tables and figures",
        isRequired: true, remedy: "name another folder with --out, or let this one be written")
    }
    let system = try? FileManager.default.attributesOfFileSystem(forPath: place.path)
    let room = (system?[.systemFreeSize] as? NSNumber)?.intValue
    guard let room else { return .found("results", name, for: "stores, tables and figures") }
    let words = "\(name), \(NumberFormat.prefixed(Double(room)))B free"
    guard room >= Self.leastRoom else {
      return .lacking(
        "results", words, for: "stores, tables and figures", isRequired: true,
        remedy: "make \(NumberFormat.prefixed(Double(Self.leastRoom)))B of room")
    }
    return .found("results", words, for: "stores, tables and figures")
  }

  private var swift: Finding {
    let use = "building; running needs no compiler"
    guard let version = InstalledProgram("swift", environment: environment)?.version() else {
      return .lacking("Swift", for: use, remedy: "https://www.swift.org/install, 6.2 or later")
    }
    return .found("Swift", version, for: use)
  }

  private var gnuplot: Finding {
    let use = "figures"
    let remedy = "apt-get install gnuplot-nox, or brew install gnuplot"
    let chosen = environment["MAKERLAB_GNUPLOT"] ?? ""
    let program =
      chosen.contains("/")
      ? InstalledProgram(path: chosen, environment: environment)
      : InstalledProgram(chosen.isEmpty ? "gnuplot" : chosen, environment: environment)
    guard let program, let version = program.firstLine("--version") else {
      return .lacking("gnuplot", for: use, remedy: remedy)
    }
    let terminals = ["svg", "pngcairo"].filter {
      program.output("--default-settings", "-e", "set terminal \($0)") != nil
    }
    let words = version.hasPrefix("gnuplot ") ? String(version.dropFirst(8)) : version
    guard terminals.count == 2 else {
      return .lacking(
        "gnuplot", "\(words), without \(terminals.contains("svg") ? "pngcairo" : "svg")",
        for: use, remedy: remedy)
    }
    return .found("gnuplot", "\(words), svg, pngcairo", for: use)
  }

  private var git: Finding {
    program("git", for: "the commit in the record of a run", remedy: "apt-get install git", "git")
  }

  private var slurm: Finding {
    let use = "runs on many machines"
    guard let program = InstalledProgram("sbatch", environment: environment) else {
      return .lacking("Slurm", for: use, remedy: "apt-get install slurm-wlm")
    }
    guard let version = program.version() else {
      return .lacking(
        "Slurm", "installed, but it knows no cluster", for: use,
        remedy: "name the configuration of a cluster in SLURM_CONF")
    }
    return .found("Slurm", version, for: use)
  }

  private var chromium: Finding {
    program(
      "Chromium", for: "tests of the report", remedy: "apt-get install chromium", "chromium",
      "chromium-browser", "google-chrome")
  }

  private func program(
    _ subject: String, for use: String, remedy: String, _ names: String...
  ) -> Finding {
    for name in names {
      if let version = InstalledProgram(name, environment: environment)?.version() {
        return .found(subject, version, for: use)
      }
    }
    return .lacking(subject, for: use, remedy: remedy)
  }

  /// The packages that tests and benchmarks talk to, in the environment that the tests use, or in Python's own.
  private var python: Finding {
    let use = "tests beside other clients"
    let remedy = "make test-deps, in the folder of the sources"
    let packages = ["openai", "anthropic", "ollama", "mcp", "jsonschema"]
    let own = ".build/venv/bin/python"
    let program =
      FileManager.default.isExecutableFile(atPath: own)
      ? InstalledProgram(path: own, environment: environment)
      : InstalledProgram("python3", environment: environment)
    let script =
      "import importlib.util, sys; print(sys.version.split()[0], "
      + "*[n for n in '\(packages.joined(separator: " "))'.split() if importlib.util.find_spec(n)])"
    guard let program,
      let words = program.output("-c", script)?
        .split(whereSeparator: \.isWhitespace).map(String.init),
      let version = words.first
    else { return .lacking("Python", for: use, remedy: remedy) }
    let lacking = packages.filter { !words.dropFirst().contains($0) }
    guard lacking.isEmpty else {
      return .lacking(
        "Python", "\(version) without \(lacking.joined(separator: ", "))", for: use, remedy: remedy)
    }
    return .found("Python", "\(version) with \(packages.joined(separator: ", "))", for: use)
  }

  /// Keys by name only; servers on this machine by asking them, side by side.
  func providers() async -> [Finding] {
    let probe = ProviderProbe(ProviderEnvironment(environment))
    let states = await probe.states(of: Provider.allCases, over: nil, timeout: Self.patience)
    let local = states.filter { $0.provider.keyVariable == nil && $0.baseURL?.isLoopback == true }
    let asked = await probe.states(
      of: local.map(\.provider), over: CurlTransport(), timeout: Self.patience)
    return states.map { state in
      finding(asked.first { $0.provider == state.provider } ?? state)
    }
  }

  private func finding(_ state: ProviderState) -> Finding {
    let name = state.provider.rawValue
    let use = "channels \(name):MODEL"
    if case .failed(let problem) = state.reach, state.baseURL == nil {
      return .lacking(
        name, problem, for: use, remedy: "correct \(state.provider.hostVariable)")
    }
    if let variable = state.provider.keyVariable {
      return state.hasKey == true
        ? .found(name, "\(variable) is set", for: use)
        : .lacking(name, "\(variable) is not set", for: use, remedy: "export \(variable)")
    }
    let address = state.baseURL?.description ?? "?"
    switch state.reach {
    case .answered(_, let models):
      return .found(
        name, "\(address), \(NumberFormat.counted(models.count, "model", "models"))", for: use)
    case .failed:
      return .lacking(
        name, "no answer at \(address)", for: use,
        remedy: "start it, or say where it is in \(state.provider.hostVariable)")
    case .notAsked:
      return .found(name, "\(address), not on this machine and not asked", for: use)
    }
  }
}
