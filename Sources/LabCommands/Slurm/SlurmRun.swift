import ExperimentDesign
import Foundation
import JobArrays
import Providers
import Storage
import SweepRunner

/// Runs plans as a Slurm job array: submits what is missing, watches it, and joins the shards.
struct SlurmRun {
  let request: PlanRequest
  let choice: SlurmChoice
  let folder: LabFolder
  let context: LabContext
  /// Words of `--seed` and `--set`, handed on to each element.
  let settings: [String]
  /// Elements of the array, no more than there are parts to compute; count, at least 1.
  let elements: Int
  let place: SlurmFolder

  init(
    _ request: PlanRequest, _ choice: SlurmChoice, folder: LabFolder, context: LabContext,
    _ arguments: Arguments
  ) {
    self.request = request
    self.choice = choice
    self.folder = folder
    self.context = context
    settings =
      arguments.values("seed").flatMap { ["--seed", $0.text] }
      + arguments.values("set").flatMap { ["--set", $0.text] }
    elements = max(1, min(choice.elements, request.plans.reduce(0) { $0 + $1.parts }))
    place = SlurmFolder(
      in: folder, elements: elements,
      name: Self.name(of: request.plans, elements: elements, folder: folder))
  }

  /// Computes all of the plans, unless the store of the folder holds all of them, and joins what the
  /// elements have found with what the store holds.
  ///
  /// - Returns: Whether all is done and joined, or the watching was interrupted.
  /// - Throws: `LabError` where Slurm is missing or refuses, an element fails as often as allowed, or
  ///   the store holds ranges of trials with which those of the elements could not be joined.
  func run() async throws -> SweepEnding {
    if try isComplete() {
      try record()
      return .finished
    }
    let script = self.script
    if let value = script.unwritable {
      throw LabError("\(value): a name with a control character cannot stand in a script")
    }
    let slurm: Slurm
    do { slurm = try Slurm(environment: environment) } catch { throw LabError("\(error)") }
    try LabFolder.make(place.url)
    guard let lock = try FileLock(path: place.lockPath) else {
      throw LabError("\(place.url.path): another run --slurm watches the array of this folder")
    }
    defer { withExtendedLifetime(lock) {} }
    if elements < choice.elements {
      context.note("\(elements) elements: there are no more parts to compute")
    }
    try takeOver(slurm)
    _ = try writeAtomically(Array(script.text.utf8), to: place.script)
    let note =
      "interrupted; the array goes on: give the same command to watch it again, or end it with "
      + "scancel --name=\(name)"
    let ending = try await withInterrupts(note: note) { request in
      try await watch(slurm, request: request)
    }
    guard ending == .finished else {
      context.note(note)
      return ending
    }
    try record()
    try MergeCommand.join((0..<elements).map { try place.element($0) }, into: folder)
    guard try isComplete() else {
      throw LabError(
        "\(place.url.path): the elements have ended, but what they left is not the whole run; "
          + "remove this folder and give the command again")
    }
    return .finished
  }

  /// Name of the job.
  var name: String { place.name }

  /// Name of a job: a function of what is run, in how many parts, and where.
  private static func name(of plans: [Plan], elements: Int, folder: LabFolder) -> String {
    var lines = [folder.url.path, "\(elements)"]
    for plan in plans {
      lines += ["\(plan.experiment) \(plan.seed)", plan.definition.canonicalJSON]
      lines += plan.points.map { "\($0.id) \($0.stop)" }
    }
    return "makerlab-" + StrongID(of: lines.joined(separator: "\n")).description.prefix(16)
  }

  /// The batch script.
  var script: ArrayScript {
    ArrayScript(
      name: name, elements: elements, limit: choice.limit, workers: choice.workers,
      options: choice.words, folder: place.elementsPath,
      workingFolder: FileManager.default.currentDirectoryPath,
      command: [Bundle.main.executablePath ?? "makerlab", "run"]
        + request.experiments.map(\.file.folder.path) + settings)
  }

  /// Variables of the jobs: no key of a provider is handed to a cluster that needs none.
  private var environment: [String: String] {
    let keys = Set(Provider.allCases.compactMap(\.keyVariable))
    return context.environment.filter { !keys.contains($0.key) && !$0.key.hasSuffix("_API_KEY") }
  }

  /// Makes the folder this run's, unless the array of another run is still in the queue.
  private func takeOver(_ slurm: Slurm) throws {
    if let record = place.record, record.name == name { return }
    if let other = place.record {
      let live = try asked { () throws(Slurm.Failure) in try slurm.queue(name: other.name) }
      guard live.isEmpty else {
        throw LabError(
          "\(place.url.path): an array of another run is in the queue; wait for it, end it with "
            + "scancel --name=\(other.name), or name another --out")
      }
    }
    try place.save(ArrayRecord(name: name, elements: elements))
  }

  /// Records the experiments as they are run, as a run in one process does.
  private func record() throws {
    let store = try folder.openStore()
    defer { store.close() }
    try store.save(definitionsOf: request.plans)
  }

  /// Does something with Slurm before the array is watched; what it refuses ends the command.
  private func asked<Value>(_ body: () throws(Slurm.Failure) -> Value) throws -> Value {
    do { return try body() } catch { throw LabError(error) }
  }

  /// Whether the store of the folder holds all there is to compute.
  ///
  /// - Throws: `LabError` where it holds what the elements could not be joined with.
  private func isComplete() throws -> Bool {
    guard folder.hasStore else { return false }
    let store = try folder.readStore()
    defer { store.close() }
    let isComplete = try request.plans.allSatisfy { plan in
      try plan.points.allSatisfy { try store.finishedTally($0, seed: plan.seed) != nil }
    }
    if !isComplete { try store.checkShards(of: request.plans) }
    return isComplete
  }
}
