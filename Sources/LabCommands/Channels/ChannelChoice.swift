import MAKERCore
import Providers

/// What a `--channel` text stands for.
enum ChannelChoice {
  /// A simulated model.
  case simulated(ChannelSpec)
  /// A model of a provider, with the place and the key that the environment settles.
  case provider(ProviderEndpoint)

  /// Reads a text, or the profile file of that name; nothing is asked yet.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - source: Where it stood, for errors.
  ///   - environment: Environment variables, which hold keys and hosts.
  /// - Throws: `LabError` or `UsageError` in one line.
  init(_ text: String, source: String, environment: [String: String]) throws {
    if ProviderSpec.isMeant(by: text) {
      do throws(ProviderSpecError) {
        let spec = try ProviderSpec(text)
        self = .provider(try ProviderEnvironment(environment).endpoint(for: spec))
      } catch {
        let nearest = error.mistaken.flatMap { NearestName.of($0.name, among: $0.known) }
        throw LabError("\(source): \(error.description(nearest: nearest))")
      }
    } else {
      self = .simulated(try ChannelSpec(text, source: source))
    }
  }

  /// The simulated model; nil where another channel answers.
  var simulated: ChannelSpec? {
    if case .simulated(let spec) = self { spec } else { nil }
  }

  /// The providers' models that may be asked.
  var endpoints: [ProviderEndpoint] {
    if case .provider(let endpoint) = self { [endpoint] } else { [] }
  }

  /// What the channel is, in one way whatever the spelling: part of what identifies a run.
  var canonical: String {
    switch self {
    case .simulated(let spec): spec.canonical
    case .provider(let endpoint): endpoint.canonicalText
    }
  }

  /// Whether replies are waited for.
  var isRealTime: Bool { simulated?.isRealTime ?? true }

  /// Checks that the channel can be asked at the temperatures of a policy.
  ///
  /// - Parameters:
  ///   - temperatures: The policy.
  ///   - source: Where the channel stood, for errors.
  /// - Throws: `LabError` in one line.
  func check(_ temperatures: TemperaturePolicy, source: String) throws {
    guard case .provider(let endpoint) = self else { return }
    for temperature in Set([temperatures.first, temperatures.later]).sorted() {
      do { try endpoint.spec.check(temperature: temperature) } catch {
        throw LabError("\(source): \(error)")
      }
    }
  }
}
