import Economics
import Foundation
import Providers
import SharedState
import TextFormats

/// The configurations of a server: they live as long as it does, and no longer than they said.
final class ConfigurationStore: Sendable {
  /// Most configurations that a server keeps; count.
  static let mostKept = 1000
  /// How long one may live; seconds.
  static let lifetimes = 60...604_800
  /// How long one lives where nobody says; seconds.
  static let usualLifetime = 86_400

  private let kept = Locked<[String: Configuration]>([:])
  private let capacity: Int
  private let now: @Sendable () -> Date

  /// Makes an empty store.
  ///
  /// - Parameters:
  ///   - capacity: Most configurations kept; count, at least 1.
  ///   - now: The clock on the wall.
  init(capacity: Int = mostKept, now: @escaping @Sendable () -> Date = { Date() }) {
    precondition(capacity >= 1, "a store keeps at least one configuration")
    self.capacity = capacity
    self.now = now
  }

  /// Mints a configuration; where the store is full the one that expired first makes room.
  ///
  /// - Parameters:
  ///   - members: Arguments that it holds; checked.
  ///   - limits: What all its calls together may spend.
  ///   - lifetime: How long it lives; seconds, see `lifetimes`.
  /// - Returns: The configuration, with a handle that no other has.
  /// - Throws: `ConfigurationError.full` where as many live as may.
  func mint(
    _ members: [(String, JSONValue)], limits: SpendingLimit = SpendingLimit(), lifetime: Int
  ) throws(ConfigurationError) -> Configuration {
    let now = now()
    // Whole seconds, so that it ends exactly when its text says.
    let end = (now.timeIntervalSince1970 + Double(lifetime)).rounded(.up)
    let minted = Configuration(
      handle: ConfigurationHandle.random(),
      members: members.filter { !$0.1.isNull },
      expiry: Date(timeIntervalSince1970: end),
      budget: BudgetKeeper(Budget(BudgetLimits(total: limits, passesUnpriced: true))))
    let capacity = capacity
    let next = kept.withLock { kept -> Configuration? in
      if kept.count >= capacity, let first = kept.values.min(by: { $0.expiry < $1.expiry }) {
        guard first.expiry <= now else { return first }
        kept[first.handle] = nil
      }
      precondition(kept[minted.handle] == nil, "random handles do not repeat")
      kept[minted.handle] = minted
      return nil
    }
    if let next { throw .full(capacity, until: next.expiryText) }
    return minted
  }

  /// Finds a configuration.
  ///
  /// - Parameter handle: What a client gave; unchecked.
  /// - Returns: The configuration.
  /// - Throws: `ConfigurationError` where it has expired or is not known.
  func configuration(_ handle: String) throws(ConfigurationError) -> Configuration {
    guard let found = kept.withLock({ $0[handle] }) else { throw .unknown(handle) }
    guard now() < found.expiry else { throw .expired(handle, at: found.expiryText) }
    return found
  }
}

/// Why there is no configuration.
enum ConfigurationError: Error, Equatable, CustomStringConvertible {
  /// No such handle.
  case unknown(String)
  /// It has ended.
  case expired(String, at: String)
  /// As many live as may.
  case full(Int, until: String)

  /// One line for the model.
  var description: String {
    switch self {
    case .unknown(let handle):
      // What no server mints is not shown: it may be any text.
      let isHandle = handle.wholeMatch(of: /cfg_[0-9a-f]{32}/) != nil
      return
        "configuration \(isHandle ? "\(handle) " : "")is unknown: a handle is what maker_configure "
        + "has returned since this server was started; mint another"
    case .expired(let handle, let time):
      return "configuration \(handle) expired at \(time); mint another with maker_configure"
    case .full(let count, let time):
      return "\(count) configurations live, which is the most; the next ends at \(time)"
    }
  }
}
