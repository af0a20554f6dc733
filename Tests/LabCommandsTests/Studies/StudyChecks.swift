import Foundation
import LabCommands
import Testing

/// Expects that an experiment makes the same table with one worker and with three, and that its claims
/// turn out as it expects.
func expectSameAtAnyNumberOfWorkers(_ definition: String) async throws {
  let scratch = try ScratchFolder()
  let experiment = try scratch.experiment(definition)
  var tables: [Data] = []
  for workers in ["1", "3"] {
    let run = await makerlab(
      "run", experiment, "--workers", workers, "--out", scratch.path("out" + workers))
    #expect(run.code == .done, "\(run.notes)")
    tables.append(try scratch.read("out\(workers)/suite/trial.csv"))
  }
  #expect(tables[0] == tables[1])
  let run = await makerlab("check", experiment, "--out", scratch.path("out"))
  #expect(run.code == .done, "\(run.notes) \(run.output)")
}

/// Expects that an experiment with one part replaced is refused in one line, which says a text.
func expectRefusal(
  of definition: String, replacing old: String, with new: String, saying part: String
) async throws {
  let scratch = try ScratchFolder()
  try #require(definition.contains(old))
  let experiment = try scratch.experiment(definition.replacing(old, with: new))
  let run = await makerlab("check", experiment, "--out", scratch.path("out"))
  #expect(run.isRefusal, "\(run.notes)")
  #expect(run.notes.first?.contains(part) == true, "\(run.notes)")
}
