import MAKERCore

/// Whether a provider is set up, and whether it answers.
package struct ProviderState: Sendable {
  /// What came of asking it.
  package enum Reach: Hashable, Sendable {
    /// It was not asked.
    case notAsked
    /// It answered after a time, in nanoseconds, and has these models.
    case answered(latency: Int, models: [String])
    /// It cannot be used; one line for a person.
    case failed(String)
  }

  /// The provider.
  package let provider: Provider
  /// Where it is; nil where the environment says no address.
  package let baseURL: BaseURL?
  /// Whether a key is set; nil where none is asked for.
  package let hasKey: Bool?
  /// What came of asking it.
  package let reach: Reach
}

/// Looks at providers as the environment sets them up.
package struct ProviderProbe: Sendable {
  private let environment: ProviderEnvironment

  /// Takes keys and hosts.
  package init(_ environment: ProviderEnvironment) { self.environment = environment }

  /// Looks at providers side by side.
  ///
  /// - Parameters:
  ///   - providers: The providers.
  ///   - transport: What asks them; nil to ask none.
  ///   - timeout: Longest wait for each; nanoseconds, at least 1.
  /// - Returns: Their states, in the same order.
  package func states(
    of providers: [Provider], over transport: (any HTTPTransport)?, timeout: Int
  ) async -> [ProviderState] {
    await withTaskGroup(of: (Int, ProviderState).self) { group in
      for (index, provider) in providers.enumerated() {
        group.addTask {
          (index, await state(of: provider, over: transport, timeout: timeout))
        }
      }
      var states: [(Int, ProviderState)] = []
      for await state in group { states.append(state) }
      return states.sorted { $0.0 < $1.0 }.map(\.1)
    }
  }

  private func state(
    of provider: Provider, over transport: (any HTTPTransport)?, timeout: Int
  ) async -> ProviderState {
    let baseURL: BaseURL
    let endpoint: ProviderEndpoint
    do {
      baseURL = try environment.baseURL(of: provider)
    } catch {
      return ProviderState(
        provider: provider, baseURL: nil, hasKey: hasKey(of: provider),
        reach: .failed(error.description))
    }
    func made(_ reach: ProviderState.Reach) -> ProviderState {
      ProviderState(
        provider: provider, baseURL: baseURL, hasKey: hasKey(of: provider), reach: reach)
    }
    do {
      // Any model stands for all: only where, with which key and in which format counts here.
      endpoint = try environment.endpoint(for: ProviderSpec("\(provider.rawValue):models"))
    } catch {
      return made(.failed(error.description))
    }
    guard let transport else { return made(.notAsked) }
    let list = ModelList(endpoint: endpoint)
    let clock = ContinuousClock()
    let start = clock.now
    do {
      let response = try await transport.send(list.request(timeout: timeout))
      let latency = Int((clock.now - start) / .nanoseconds(1))
      return made(.answered(latency: latency, models: try list.names(in: response)))
    } catch let failure as TransportFailure {
      return made(.failed(failure.message))
    } catch let failure as ChannelFailure {
      return made(.failed(failure.message))
    } catch {
      return made(.failed("it cannot be asked"))
    }
  }

  private func hasKey(of provider: Provider) -> Bool? {
    guard provider.keyVariable != nil else { return nil }
    // A key that no key can be is set all the same; what is wrong with it is told elsewhere.
    do { return try environment.key(of: provider) != nil } catch { return true }
  }
}
