import MAKERCore
import Providers
import TextFormats

/// What a `--channel` text stands for.
enum ChannelChoice {
  /// A simulated model.
  case simulated(ChannelSpec)
  /// A model of a provider, with the place and the key that the environment settles.
  case provider(ProviderEndpoint)
  /// Several models of providers that share the draws.
  case mixed(Mixture, [ProviderEndpoint])
  /// A recording that answers in place of the model it is of.
  case recorded(RecordingChoice)

  /// How long a text may be.
  static let domain = ValueDomain.text(bytes: 1...4096)

  /// Reads a text, or the profile file of that name; nothing is asked yet.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - source: Where it stood, for errors.
  ///   - environment: Environment variables, which hold keys and hosts.
  /// - Throws: `LabError` or `UsageError` in one line.
  init(_ text: String, source: String, environment: [String: String]) throws {
    if ProviderSpec.isMeant(by: text) {
      self = .provider(try Self.endpoint(text, source: source, environment: environment))
    } else if Mixture.isMeant(by: text) {
      let mixture: Mixture
      do throws(MixtureError) { mixture = try Mixture(text) } catch {
        throw LabError("\(source): \(error)")
      }
      let endpoints = try mixture.members.map {
        try Self.endpoint($0.channel, source: source, environment: environment)
      }
      self = .mixed(mixture, endpoints)
    } else if RecordingChoice.isMeant(by: text) {
      self = .recorded(try RecordingChoice(text, source: source))
    } else {
      self = .simulated(try ChannelSpec(text, source: source))
    }
  }

  private static func endpoint(
    _ text: String, source: String, environment: [String: String]
  ) throws -> ProviderEndpoint {
    do throws(ProviderSpecError) {
      let spec = try ProviderSpec(text)
      return try ProviderEnvironment(environment).endpoint(for: spec)
    } catch {
      let nearest = error.mistaken.flatMap { NearestName.of($0.name, among: $0.known) }
      throw LabError("\(source): \(error.description(nearest: nearest))")
    }
  }

  /// The simulated model; nil where another channel answers.
  var simulated: ChannelSpec? {
    if case .simulated(let spec) = self { spec } else { nil }
  }

  /// The recording; nil where another channel answers.
  var recorded: RecordingChoice? {
    if case .recorded(let recording) = self { recording } else { nil }
  }

  /// The providers' models that may be asked.
  var endpoints: [ProviderEndpoint] {
    switch self {
    case .simulated, .recorded: []
    case .provider(let endpoint): [endpoint]
    case .mixed(_, let endpoints): endpoints
    }
  }

  /// What the channel is, in one way whatever the spelling: part of what identifies a run.
  var canonical: String { text(of: \.canonicalText) }

  /// The channel in one spelling without where its providers are: what a client is told, who can give it
  /// again and who need not know the operator's addresses.
  var shown: String { text(of: \.shownText) }

  private func text(of endpointText: (ProviderEndpoint) -> String) -> String {
    switch self {
    case .simulated(let spec): return spec.canonical
    case .provider(let endpoint): return endpointText(endpoint)
    case .mixed(let mixture, let endpoints):
      var canonical = mixture
      for (index, endpoint) in endpoints.enumerated() {
        canonical.members[index].channel = endpointText(endpoint)
      }
      return canonical.description
    case .recorded(let recording): return recording.canonical
    }
  }

  /// Whether replies are waited for.
  var isRealTime: Bool {
    switch self {
    case .simulated(let spec): spec.isRealTime
    case .provider, .mixed: true
    case .recorded: false
    }
  }

  /// Checks that the channel can be asked at the temperatures of a policy.
  ///
  /// - Parameters:
  ///   - temperatures: The policy.
  ///   - source: Where the channel stood, for errors.
  /// - Throws: `LabError` in one line.
  func check(_ temperatures: TemperaturePolicy, source: String) throws {
    for endpoint in endpoints {
      for temperature in Set([temperatures.first, temperatures.later]).sorted() {
        do { try endpoint.spec.check(temperature: temperature) } catch {
          throw LabError("\(source): \(error)")
        }
      }
    }
  }
}
