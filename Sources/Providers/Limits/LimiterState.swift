/// All that a limiter knows, and what follows from it; time is told.
struct LimiterState: Sendable {
  /// Who may go, and when.
  enum Turn: Hashable, Sendable {
    /// Now, with this permit.
    case granted(AdaptiveLimiter.Permit)
    /// When a call has ended.
    case full
    /// Not before that time has passed; nanoseconds.
    case after(Int)
  }

  struct Waiter: Sendable {
    let id: Int
    /// Set while it sleeps until it is woken.
    var wake: CheckedContinuation<Void, Never>?
  }

  /// Longest time without a look at what has changed; nanoseconds.
  private static let longestLook = 1_000_000_000

  var window: AdaptiveWindow
  var requests: MinuteQuota?
  var tokens: MinuteQuota?
  /// Waiters in the order in which they came; only the first one looks whether it may go.
  var queue: [Waiter] = []
  private var heldUntil = 0
  private var nextID = 0
  private var permits = 0

  init(window: AdaptiveWindow, requests: MinuteQuota?, tokens: MinuteQuota?) {
    self.window = window
    self.requests = requests
    self.tokens = tokens
  }

  /// Puts a waiter at the end of the queue and returns its id.
  mutating func line() -> Int {
    nextID += 1
    queue.append(Waiter(id: nextID))
    return nextID
  }

  /// Whether a call of so many tokens may go now; a permit counts at once.
  mutating func turn(tokens amount: Int, now: Int) -> Turn {
    guard window.hasRoom else { return .full }
    let wait = max(
      heldUntil - now, requests?.wait(for: 1, now: now) ?? 0,
      tokens?.wait(for: amount, now: now) ?? 0)
    // Calls under way may turn out to take fewer tokens than they were counted with: look again soon.
    if wait > 0 { return .after(min(wait, Self.longestLook)) }
    permits += 1
    requests?.grant(1, id: permits, now: now)
    tokens?.grant(amount, id: permits, now: now)
    return .granted(AdaptiveLimiter.Permit(id: permits, call: window.begin()))
  }

  /// Lets nobody go for a while.
  mutating func hold(until time: Int) { heldUntil = max(heldUntil, time) }

  /// Takes the sleeper at the head of the queue, to be woken; nil where it does not sleep.
  mutating func headToWake() -> CheckedContinuation<Void, Never>? {
    guard !queue.isEmpty else { return nil }
    defer { queue[0].wake = nil }
    return queue[0].wake
  }

  /// Takes a waiter out of the queue.
  ///
  /// - Returns: Whom to wake: the next one, if this was the head.
  mutating func leave(_ id: Int) -> CheckedContinuation<Void, Never>? {
    guard let index = queue.firstIndex(where: { $0.id == id }) else { return nil }
    queue.remove(at: index)
    return index == 0 ? headToWake() : nil
  }
}
