import MAKERCore
import Providers
import TextFormats

/// `makerlab providers`: which providers are set up, and which of them answer.
enum ProvidersCommand: LabCommand {
  static let description = CommandDescription(
    "providers",
    abstract: "list providers: where they are, whether a key is set, whether they answer",
    discussion: """
      Keys and hosts come from the environment: OPENAI_API_KEY, OPENAI_BASE_URL, ANTHROPIC_API_KEY, \
      ANTHROPIC_BASE_URL, OLLAMA_HOST and LMSTUDIO_BASE_URL.  A key is never shown.  --ping asks each \
      provider for its list of models, which costs nothing; without it nothing is asked.  A provider \
      that is named and does not answer ends the command with exit code 4.
      """,
    operands: [
      OperandDescription(
        "provider", help: "{words}; all unless given", arity: .any,
        domain: .words(of: Provider.self))
    ],
    options: [
      .flag("ping", help: "ask each provider for its models"),
      .value("timeout", "time", help: "longest wait for an answer, as 500ms", default: "5s"),
      .value(
        "prices", "file", help: "price book that goes before the shipped one",
        default: "MAKERLAB_PRICES, or none"),
      .format,
    ],
    examples: [
      .init("makerlab providers", "what is set up"),
      .init("makerlab providers --ping ollama", "whether Ollama runs, and which models it has"),
    ])

  static func run(_ arguments: Arguments, in context: LabContext) async throws -> ExitCode {
    let named = arguments.operandValues("provider")
    let providers = try named.map { try $0.choice(as: Provider.self) }
    let timeout = try arguments.value("timeout").map { try DurationText.nanoseconds($0) }
    if timeout == 0 { throw LabError("--timeout must be above 0") }
    if timeout != nil, !arguments.flag("ping") { throw LabError("--timeout goes with --ping") }
    let format = try arguments.choice("format", as: OutputFormat.self) ?? .table
    let prices = try PriceFiles.books(
      PriceFiles.path(arguments, environment: context.environment))
    let states = await ProviderProbe(ProviderEnvironment(context.environment)).states(
      of: providers.isEmpty ? Provider.allCases : providers,
      over: arguments.flag("ping") ? CurlTransport() : nil, timeout: timeout ?? 5_000_000_000)
    let table = ProviderTable(states: states, prices: prices)
    switch format {
    case .table: context.write(table.text)
    case .json: context.write(JSONText.pretty(table.json).trimmedEnd)
    case .csv: context.write(JSONText.csv(rows: table.rows))
    }
    let isMissing = states.contains {
      if case .failed = $0.reach { return true }
      return false
    }
    return arguments.flag("ping") && !named.isEmpty && isMissing ? .provider : .done
  }
}
