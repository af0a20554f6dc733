/// How often and how long a provider is asked; it changes no reply and identifies no recording.
package struct Pacing: Hashable, Sendable {
  /// Most attempts at one draw; count, 1 to 20, nil for the usual.
  package var attempts: Int?
  /// Longest wait for one response; nanoseconds, nil for the usual.
  package var timeout: Int?
  /// Most requests in flight; count, at least 1, nil for the usual.
  package var concurrency: Int?
  /// Most requests begun in a minute; count, nil for no limit of ours.
  package var requestsPerMinute: Int?
  /// Most tokens asked for in a minute; count, nil for no limit of ours.
  package var tokensPerMinute: Int?

  /// Makes the usual pacing.
  package init() {}
}
