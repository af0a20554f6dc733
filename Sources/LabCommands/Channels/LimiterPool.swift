import Providers
import SharedState

/// The limiters of a process, by the place that is asked.
///
/// Where there is a bound of all runs together, each place has one limiter that no run can evade, and how a
/// run paces its channels is a further limit of that run.  Without one each run is limited by itself.
struct LimiterPool: Sendable {
  /// Usual most requests of a server under way at each place; count.
  static let usualOfServer = 64

  private let concurrency: Int?
  private let clock: ChannelClock
  /// By place, which only the operator's environment can add to.
  private let shared = Locked<[String: AdaptiveLimiter]>([:])

  /// Starts empty.
  ///
  /// - Parameters:
  ///   - concurrency: Most requests under way at each place, of all runs together; at least 1, nil for as
  ///     many as each run says.
  ///   - clock: The time that minutes are measured by.
  init(concurrency: Int? = nil, clock: ChannelClock = .real) {
    self.concurrency = concurrency
    self.clock = clock
  }

  /// Finds or makes the limiters of a run.
  ///
  /// - Parameter endpoints: All who may be asked; of those at one place the strictest pacing holds.
  /// - Returns: A limiter for each place, by `place(of:)`.
  func limiters(for endpoints: [ProviderEndpoint]) -> [String: NestedLimiter] {
    var pacings: [String: Pacing] = [:]
    for endpoint in endpoints {
      pacings[Self.place(of: endpoint), default: endpoint.spec.pacing]
        .tighten(endpoint.spec.pacing)
    }
    var limiters: [String: NestedLimiter] = [:]
    for (place, pacing) in pacings { limiters[place] = limiter(of: place, pacing) }
    return limiters
  }

  private func limiter(of place: String, _ pacing: Pacing) -> NestedLimiter {
    guard let concurrency else {
      return NestedLimiter(shared: AdaptiveLimiter(pacing, clock: clock))
    }
    let clock = clock
    let all = shared.withLock { shared in
      let limiter = shared[place] ?? AdaptiveLimiter(maximum: concurrency, clock: clock)
      shared[place] = limiter
      return limiter
    }
    guard pacing.limitsCalls else { return NestedLimiter(shared: all) }
    var own = pacing
    own.concurrency = min(pacing.concurrency ?? concurrency, concurrency)
    return NestedLimiter(own: AdaptiveLimiter(own, clock: clock), shared: all)
  }

  /// The place that a provider is asked at: its name and its origin.
  static func place(of endpoint: ProviderEndpoint) -> String {
    "\(endpoint.spec.provider.rawValue) \(endpoint.baseURL.origin)"
  }
}

extension Pacing {
  /// Whether it says how many calls may go; how long one may take, and how often it is made, does not.
  var limitsCalls: Bool {
    concurrency != nil || requestsPerMinute != nil || tokensPerMinute != nil
  }

  /// Takes over what another pacing of the same provider limits more.
  mutating func tighten(_ other: Pacing) {
    func least(_ first: Int?, _ second: Int?) -> Int? { [first, second].compactMap(\.self).min() }
    concurrency = least(concurrency, other.concurrency)
    requestsPerMinute = least(requestsPerMinute, other.requestsPerMinute)
    tokensPerMinute = least(tokensPerMinute, other.tokensPerMinute)
  }
}
