import Foundation
import RandomStreams
import Testing
import TextFormats

@testable import LabCommands

@Suite struct ConfigurationTests {
  private static let known: Set<String> = [
    "configuration", "prompt", "k", "target", "steps", "p", "cap", "seed", "max_cost", "max_tokens",
  ]

  private func merged(
    _ call: [(String, JSONValue)], _ configured: [(String, JSONValue)]
  ) throws -> [String: String] {
    let configuration = try ConfigurationStore().mint(configured, lifetime: 60)
    let members = configuration.completing(call, known: Self.known)
    #expect(Set(members.map(\.0)).count == members.count, "an argument stands twice")
    return Dictionary(uniqueKeysWithValues: members.map { ($0.0, JSONText.compact($0.1)) })
  }

  @Test func aCallsOwnArgumentWins() throws {
    #expect(
      try merged(
        [("prompt", .string("a")), ("k", .int(1)), ("seed", .null)],
        [("k", .int(3)), ("cap", .int(9)), ("seed", .int(4))])
        == ["prompt": "\"a\"", "k": "1", "cap": "9", "seed": "4"])
  }

  @Test func whatAToolDoesNotTakeIsLeftOut() throws {
    #expect(try merged([], [("k", .int(3)), ("reading", .string("flagging"))]) == ["k": "3"])
  }

  @Test func aToolMayHaveAnotherName() throws {
    let configuration = try ConfigurationStore().mint(
      [("steps", .int(7)), ("seed", .int(1))], lifetime: 60)
    func merged(_ call: [(String, JSONValue)]) -> String {
      JSONText.compact(
        .object(
          configuration.completing(
            call, known: ["task_steps", "seed"], names: ["steps": "task_steps"])))
    }
    #expect(merged([]) == #"{"task_steps":7,"seed":1}"#)
    #expect(merged([("task_steps", .int(2))]) == #"{"task_steps":2,"seed":1}"#)
  }

  @Test func aMarginAndATargetExcludeEachOther() throws {
    let aim: [(String, JSONValue)] = [
      ("target", .decimal("0.9")), ("steps", .int(7)), ("p", .decimal("0.8")),
    ]
    #expect(try merged([("k", .int(2))], aim) == ["k": "2"])
    #expect(
      try merged([("steps", .int(5))], aim) == ["target": "0.9", "steps": "5", "p": "0.8"])
    #expect(try merged([("p", .decimal("0.7"))], aim).count == 3)
    #expect(
      try merged(aim, [("k", .int(2)), ("cap", .int(4))])
        == ["target": "0.9", "steps": "7", "p": "0.8", "cap": "4"])
  }

  @Test func aCallMayHaveABudgetOfItsOwn() throws {
    #expect(
      try merged([("max_cost", .int(5))], [("max_cost", .int(1)), ("max_tokens", .int(9))])
        == ["max_cost": "5", "max_tokens": "9"])
  }

  /// Arguments at random: what a call gives stands as it was given, whatever is configured, and nothing
  /// comes from anywhere else.
  @Test func mergingKeepsWhatACallSays() throws {
    let names = Self.known.sorted() + ["reading", "compare"]
    for seed in 0..<2000 {
      var stream = WordStream(StreamKey(seed: seed))
      func some(_ base: Int) -> [(String, JSONValue)] {
        names.filter { _ in Bool.random(using: &stream) }.map { name in
          (name, Int.random(in: 0...4, using: &stream) == 0 ? .null : .int(base))
        }
      }
      let (call, configured) = (some(1), some(2))
      let merged = try merged(call, configured)
      let given = Set(call.filter { !$0.1.isNull }.map(\.0))
      let held = Set(configured.filter { !$0.1.isNull }.map(\.0))
      for (name, value) in merged {
        if given.contains(name) {
          #expect(value == "1", "seed \(seed): \(name)")
        } else {
          #expect(value == "2" && held.contains(name), "seed \(seed): \(name)")
          #expect(Self.known.contains(name), "seed \(seed): \(name)")
        }
      }
      #expect(given.isSubset(of: merged.keys), "seed \(seed)")
      #expect(
        (merged["k"] == "2")
          == (held.contains("k") && !given.contains("k") && !given.contains("steps")),
        "seed \(seed)")
    }
  }
}
