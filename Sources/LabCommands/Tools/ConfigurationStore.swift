import Economics
import Foundation
import Providers
import SharedState
import TextFormats

/// The configurations of a server: they live as long as it does, and no longer than they said.
///
/// They are kept as text, which is read at each use: as values they take up to thirty times the memory.
final class ConfigurationStore: Sendable {
  /// How much configurations are together.
  struct Size: Equatable, Sendable {
    /// How many they are; count.
    var count = 0
    /// Their arguments as JSON without blanks; bytes.
    var bytes = 0
  }

  /// Most that a server keeps.
  static let most = Size(count: 1000, bytes: 16 << 20)
  /// How long one may live; seconds.
  static let lifetimes = 60...604_800
  /// How long one lives where nobody says; seconds.
  static let usualLifetime = 86_400

  private let shelf = Locked(Shelf())
  private let most: Size
  private let now: @Sendable () -> Date

  /// Makes an empty store.
  ///
  /// - Parameters:
  ///   - most: Most that it keeps; at least 1 of 2 bytes.
  ///   - now: The clock on the wall.
  init(most: Size = most, now: @escaping @Sendable () -> Date = { Date() }) {
    precondition(most.count >= 1 && most.bytes >= 2, "a store keeps at least one configuration")
    self.most = most
    self.now = now
  }

  /// Mints a configuration; where there is no room those that have expired make it, the first ones first.
  ///
  /// - Parameters:
  ///   - members: Arguments that it holds; checked.
  ///   - limits: What all its calls together may spend.
  ///   - lifetime: How long it lives; seconds, see `lifetimes`.
  /// - Returns: The configuration, with a handle that no other has.
  /// - Throws: `ConfigurationError.full` where as many or as much live as may, and `tooLarge`.
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
    let entry = Entry(minted)
    let most = most
    let bytes = entry.text.count
    guard bytes <= most.bytes else { throw .tooLarge(bytes, most: most.bytes) }
    let full = shelf.withLock { shelf -> (size: Size, until: Date)? in
      while !shelf.hasRoom(for: entry, within: most), let next = shelf.next {
        guard next.expiry <= now else { return (shelf.size, next.expiry) }
        shelf.remove(next.handle)
      }
      shelf.add(entry, minted.handle)
      return nil
    }
    if let full { throw .full(full.size, most: most, until: full.until.formatted(.iso8601)) }
    return minted
  }

  /// Finds a configuration.
  ///
  /// - Parameter handle: What a client gave; unchecked.
  /// - Returns: The configuration.
  /// - Throws: `ConfigurationError` where it has expired or is not known.
  func configuration(_ handle: String) throws(ConfigurationError) -> Configuration {
    guard let entry = shelf.withLock({ $0[handle] }) else { throw .unknown(handle) }
    let found = entry.configuration(handle)
    guard now() < found.expiry else { throw .expired(handle, at: found.expiryText) }
    return found
  }

  /// A configuration as it is kept.
  private struct Entry: Sendable {
    /// Its arguments as JSON without blanks.
    let text: [UInt8]
    let expiry: Date
    let budget: BudgetKeeper

    init(_ configuration: Configuration) {
      text = Array(JSONText.compact(.object(configuration.members)).utf8)
      expiry = configuration.expiry
      budget = configuration.budget
    }

    func configuration(_ handle: String) -> Configuration {
      guard let members = (try? JSONReader.value(text))?.members else {
        preconditionFailure("what was written is JSON")
      }
      return Configuration(handle: handle, members: members, expiry: expiry, budget: budget)
    }
  }

  /// Those that are kept, and how much they are.
  private struct Shelf: Sendable {
    private var entries: [String: Entry] = [:]
    private(set) var size = Size()

    subscript(handle: String) -> Entry? { entries[handle] }

    /// The one that ends first; nil where there is none.
    var next: (handle: String, expiry: Date)? {
      entries.min { $0.value.expiry < $1.value.expiry }.map { ($0.key, $0.value.expiry) }
    }

    func hasRoom(for entry: Entry, within most: Size) -> Bool {
      size.count < most.count && size.bytes + entry.text.count <= most.bytes
    }

    mutating func add(_ entry: Entry, _ handle: String) {
      precondition(entries[handle] == nil, "random handles do not repeat")
      entries[handle] = entry
      size = Size(count: size.count + 1, bytes: size.bytes + entry.text.count)
    }

    mutating func remove(_ handle: String) {
      guard let entry = entries.removeValue(forKey: handle) else { return }
      size = Size(count: size.count - 1, bytes: size.bytes - entry.text.count)
    }
  }
}
