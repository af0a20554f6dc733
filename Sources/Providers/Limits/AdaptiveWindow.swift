/// How many calls may be under way: more while they succeed, fewer when the provider says too many.
///
/// Additive increase, multiplicative decrease, as of congestion control: a call that succeeds, and in whose
/// time the window was full, makes it larger by 1/(4 window), so by one in four round trips, and in windows
/// over 16 by 1/64; a rate limit takes a quarter away, and at least one.  Until the first rate limit each
/// success adds one, so that the window doubles each round trip, also where replies come in one burst, and
/// that first one takes half.  Calls sent before a decrease cannot cause another: what they met is what it
/// answered to.
///
/// - Source: Chiu and Jain (1989), "Analysis of the increase and decrease algorithms for congestion
///   avoidance in computer networks"; Jacobson (1988), "Congestion avoidance and control".
package struct AdaptiveWindow: Hashable, Sendable {
  /// Calls that may be under way at first, unless the maximum is less; count.
  package static let start = 16

  /// Most calls that may ever be under way; count, at least 1.
  package let maximum: Int
  /// The window, before it is rounded down; count, range [1, maximum].
  package private(set) var size: Double
  /// Calls under way; count.
  package private(set) var underWay = 0
  /// How often the window was made smaller; count.
  package private(set) var decreases = 0
  /// How often a call has filled the window; count.
  private var fills = 0

  /// One call, to be handed back at its end.
  package struct Call: Hashable, Sendable {
    /// Decreases before it began; count.
    fileprivate let period: Int
    /// Calls before it that had filled the window; count.
    fileprivate let fills: Int
  }

  /// Makes a window.
  ///
  /// - Parameter maximum: Most calls that may ever be under way; at least 1.
  package init(maximum: Int) {
    precondition(maximum >= 1, "at least one call under way")
    self.maximum = maximum
    size = Double(min(maximum, Self.start))
  }

  /// Calls that may be under way now; count, 1 to `maximum`.
  package var limit: Int { Int(size) }

  /// Whether one more may be under way.
  package var hasRoom: Bool { underWay < limit }

  /// Begins a call.
  ///
  /// - Returns: The call, to be handed to its end.
  package mutating func begin() -> Call {
    let call = Call(period: decreases, fills: fills)
    underWay += 1
    if !hasRoom { fills += 1 }
    return call
  }

  /// How a call ended, as far as the window cares.
  package enum End: Hashable, Sendable {
    /// The provider answered.
    case answered
    /// The provider says that it was asked too often.
    case rateLimited
    /// Anything else, which says nothing about the provider's limit.
    case other
  }

  /// Ends a call.
  ///
  /// - Parameters:
  ///   - call: What `begin` returned.
  ///   - end: How it ended.
  package mutating func end(_ call: Call, _ end: End) {
    underWay -= 1
    switch end {
    case .answered:
      // A full window may have emptied by a burst of replies before this one.
      guard fills > call.fills else { return }
      size = min(Double(maximum), decreases == 0 ? size + 1 : size + max(1 / (4 * size), 1.0 / 64))
    case .rateLimited:
      guard call.period == decreases else { return }
      size = max(1, decreases == 0 ? size / 2 : min(size * 3 / 4, size - 1))
      decreases += 1
    case .other: return
    }
  }
}
