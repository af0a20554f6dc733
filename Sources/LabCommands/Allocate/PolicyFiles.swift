import Economics
import Foundation

/// Finds the policy that a command uses.
enum PolicyFiles {
  /// Longest file that is read as a policy; bytes.
  static let mostBytes = 1 << 20

  /// Reads a policy and proves it.
  ///
  /// - Parameter path: Path of the file; nil for the shipped policy.
  /// - Returns: The policy and its name.
  /// - Throws: `LabError`, `RulesError` or what the policy breaks, in one line.
  static func policy(_ path: String?) throws -> (policy: AllocationPolicy, name: String) {
    guard let path else { return (try .shipped(), AllocationPolicy.shippedName) }
    guard let json = FileManager.default.contents(atPath: path) else {
      throw LabError("\(path): this policy cannot be read")
    }
    guard json.count <= mostBytes else {
      throw LabError("\(path): longer than \(mostBytes) bytes, which no policy is")
    }
    let rules = try AllocationRules(json: Array(json), name: path)
    do throws(AllocationBreak) { return (try AllocationPolicy(rules), path) } catch {
      throw LabError("\(path): \(error)")
    }
  }
}
