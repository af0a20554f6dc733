import Providers

/// The limiters of a process, one for each place that is asked and each way of pacing it.
///
/// Runs that pace a place alike share its limiter, whichever of its models they ask.
struct LimiterPool: Sendable {
  private let clock: ChannelClock
  private let limiters = Locked<[Key: AdaptiveLimiter]>([:])

  private struct Key: Hashable {
    let place: String
    let pacing: Pacing
  }

  /// Starts empty.
  ///
  /// - Parameter clock: The time that minutes are measured by.
  init(clock: ChannelClock = .real) { self.clock = clock }

  /// Finds or makes the limiters of a run.
  ///
  /// - Parameter endpoints: All who may be asked; of those at one place the strictest pacing holds.
  /// - Returns: A limiter for each place, by `place(of:)`.
  func limiters(for endpoints: [ProviderEndpoint]) -> [String: AdaptiveLimiter] {
    var pacings: [String: Pacing] = [:]
    for endpoint in endpoints {
      pacings[Self.place(of: endpoint), default: endpoint.spec.pacing]
        .tighten(endpoint.spec.pacing)
    }
    let clock = clock
    return limiters.withLock { limiters in
      var found: [String: AdaptiveLimiter] = [:]
      for (place, var pacing) in pacings {
        // How long a call may take, and how often it is made, is no matter of a limiter.
        (pacing.attempts, pacing.timeout) = (nil, nil)
        let key = Key(place: place, pacing: pacing)
        let limiter = limiters[key] ?? AdaptiveLimiter(pacing, clock: clock)
        limiters[key] = limiter
        found[place] = limiter
      }
      return found
    }
  }

  /// The place that a provider is asked at: its name and its origin.
  static func place(of endpoint: ProviderEndpoint) -> String {
    "\(endpoint.spec.provider.rawValue) \(endpoint.baseURL.origin)"
  }
}

extension Pacing {
  /// Takes over what another pacing of the same provider limits more.
  mutating func tighten(_ other: Pacing) {
    func least(_ first: Int?, _ second: Int?) -> Int? { [first, second].compactMap(\.self).min() }
    concurrency = least(concurrency, other.concurrency)
    requestsPerMinute = least(requestsPerMinute, other.requestsPerMinute)
    tokensPerMinute = least(tokensPerMinute, other.tokensPerMinute)
  }
}
