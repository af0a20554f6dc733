import Economics
import Foundation
import Providers
import TextFormats

/// Settings that calls of tools share by a handle: minted once, never changed.
///
/// Only `maker_configure` mints one, of what its client gave: no reply of a model gets here.
struct Configuration: Sendable {
  /// What calls name it by; who does not hold it cannot guess it.
  let handle: String
  /// Arguments as they were given; names are those of the tools that take them.
  let members: [(String, JSONValue)]
  /// When it ends.
  let expiry: Date
  /// What all calls that use it may spend together, and have spent.
  let budget: BudgetKeeper

  /// What a vote leaves aside of a configuration where the call gives an argument, by that argument: k and
  /// what it follows from exclude each other.
  static let apartInVotes: [String: Set<String>] = [
    "k": ["target", "steps", "p"], "steps": ["k"],
  ]

  /// When it ends, as text: UTC, ISO 8601.
  var expiryText: String { expiry.formatted(.iso8601) }

  /// Fills in what a call does not say for itself.
  ///
  /// A call that says more than the budget gains nothing: `budget` holds around its own.
  ///
  /// - Parameters:
  ///   - given: Arguments of the call; one that is null says nothing.
  ///   - known: Names that the tool takes: what else a configuration holds is of other tools.
  ///   - names: Arguments that the tool has under another name, by their name here.
  ///   - apart: What is left aside where the call gives an argument, by that argument.
  /// - Returns: The arguments of the call, then those of the configuration.
  func completing(
    _ given: [(String, JSONValue)], known: Set<String>, names: [String: String] = [:],
    apart: [String: Set<String>] = apartInVotes
  ) -> [(String, JSONValue)] {
    let own = given.filter { !$0.1.isNull }
    let taken = own.reduce(into: Set<String>()) { taken, argument in
      taken.formUnion(apart[argument.0, default: []].union([argument.0]))
    }
    return own
      + members.compactMap { name, value in
        let name = names[name] ?? name
        return known.contains(name) && !taken.contains(name) ? (name, value) : nil
      }
  }
}

/// What calls name a configuration by: 128 random bits.
enum ConfigurationHandle {
  /// What every handle begins with.
  static let prefix = "cfg_"
  /// Every handle, and nothing else, matches this.
  static let pattern = "^cfg_[0-9a-f]{32}$"

  /// Makes one from the system's random numbers.
  static func random() -> String {
    var generator = SystemRandomNumberGenerator()
    return prefix
      + (0..<2).map { _ in
        let digits = String(UInt64.random(in: 0 ... .max, using: &generator), radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
      }.joined()
  }
}
