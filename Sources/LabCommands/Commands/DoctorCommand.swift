import TextFormats

/// `makerlab doctor`: what is installed and reachable, and what is missing for what.
enum DoctorCommand: LabCommand {
  static let description = CommandDescription(
    "doctor",
    abstract: "what is installed and reachable here, and what is missing for what",
    discussion: """
      ok is there; missing is not, and nothing works without it; optional is not there, and only what it \
      is needed for does not work.  Below the table: how to get what is not there.

      Keys of providers are looked for and never shown.  Servers of models on this machine are asked for \
      their models, for a second at most; nobody else is asked: makerlab providers --ping does that.

      Exit code 1 where something is missing.
      """,
    options: [
      .value("out", "folder", help: "where results are to go", default: "Results"), .format,
    ],
    examples: [
      .init("makerlab doctor", "everything, with versions"),
      .init("makerlab doctor --format json", "the same for a program"),
    ])

  static func run(_ arguments: Arguments, in context: LabContext) async throws -> ExitCode {
    let format = try arguments.choice("format", as: OutputFormat.self) ?? .table
    let findings = await Examination(
      environment: context.environment,
      results: try LabFolder(arguments.string("out") ?? "Results")
    ).findings()
    switch format {
    case .table: context.write(Finding.text(findings, width: context.width))
    case .json:
      context.write(JSONText.pretty(.array(findings.map { .object($0.fields) })).trimmedEnd)
    case .csv: context.write(JSONText.csv(rows: findings.map(\.fields)))
    }
    return findings.contains { $0.state == .missing } ? .verdict : .done
  }
}
