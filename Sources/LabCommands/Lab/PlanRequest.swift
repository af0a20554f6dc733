import ExperimentDesign
import TextFormats

/// The experiments that a command's words name, planned with their seed and overrides.
struct PlanRequest {
  /// Experiments with their plans, in the order of the words.
  let experiments: [(file: ExperimentFile, plan: Plan)]
  /// Studies, in the order of the words.
  let studies: [(file: ExperimentFile, plan: StudyPlan)]
  /// Sweeps over providers that were named by themselves.
  let sweeps: [(file: ExperimentFile, plan: SweepPlan)]
  /// Sweeps over providers in folders that were named: they may cost money, so they are passed over.
  let passedOver: [ExperimentFile]
  /// Names of the claims that are asked for; nil for all.
  private(set) var names: [String]?

  /// Reads the operand `experiment` and the options `--seed` and `--set`.
  ///
  /// - Throws: What is wrong with a path, a definition or an option, in one line.
  init(_ arguments: Arguments, whenNoneIsNamed all: [String] = []) throws {
    let named = arguments.operands("experiment")
    let seed = try arguments.integer("seed", in: 0...Int.max)
    let overrides = arguments.values("set").map(\.text)
    let factors = overrides.map { $0.prefix { $0 != "=" } }
    for (index, factor) in factors.enumerated() where factors[..<index].contains(factor) {
      throw LabError(
        "--set \(factor) is given twice: name all its levels at once, as \(factor)=a,b")
    }
    let files = try ExperimentFile.find(named.isEmpty ? all : named)
    studies = try files.filter(\.isStudy).map { ($0, try StudyPlan($0, seed: seed)) }
    experiments = try files.filter { !$0.isSweep && !$0.isStudy }.map { file in
      (file, try file.plan(overrides: overrides, seed: seed))
    }
    let chosen = files.filter { file in file.isSweep && named.contains(where: file.isNamed) }
    sweeps = try chosen.map { ($0, try SweepPlan($0, seed: seed)) }
    passedOver = files.filter { file in
      file.isSweep && !chosen.contains { $0.folder == file.folder }
    }
    if let study = studies.first, !overrides.isEmpty {
      throw LabError(
        "--set: \(study.plan.experiment) is a study; what it is given stands in its definition")
    }
    if let sweep = sweeps.first, !overrides.isEmpty {
      throw LabError(
        "--set: \(sweep.plan.experiment) asks real providers; its levels stand in its definition")
    }
  }

  /// What is passed over, and why; nil where nothing is.
  var passedOverNote: String? {
    guard !passedOver.isEmpty else { return nil }
    let names = passedOver.map { "\($0.suite)/\($0.name)" }.joined(separator: ", ")
    return "passed over: \(names); a sweep over providers may cost money and is only taken when "
      + "named by itself"
  }

  /// The request without experiments that make none of the claims asked for.
  ///
  /// - Parameter names: Names of claims; none for all.
  /// - Returns: The request.
  /// - Throws: `LabError` for a name that no experiment has.
  func only(_ names: [String]) throws -> PlanRequest {
    guard !names.isEmpty else { return self }
    let known =
      experiments.flatMap { $0.plan.definition.claims.map(\.name) }
      + studies.flatMap { $0.plan.definition.claims.map(\.name) }
      + sweeps.flatMap { $0.plan.definition.claims.map(\.name) }
    for name in names where !known.contains(name) {
      throw LabError(
        "--only: no claim is named \(JSONText.quoted(String(name.prefix(100)))) in what is named"
          + (NearestName.of(String(name.prefix(100)), among: known).map { "; did you mean \($0)?" }
            ?? ""))
    }
    func makes(_ claims: [some JudgedClaim]) -> Bool { claims.contains { names.contains($0.name) } }
    return PlanRequest(
      experiments: experiments.filter { makes($0.plan.definition.claims) },
      studies: studies.filter { $0.plan.definition.claims.contains { names.contains($0.name) } },
      sweeps: sweeps.filter { makes($0.plan.definition.claims) }, passedOver: passedOver,
      names: names)
  }

  private init(
    experiments: [(file: ExperimentFile, plan: Plan)],
    studies: [(file: ExperimentFile, plan: StudyPlan)],
    sweeps: [(file: ExperimentFile, plan: SweepPlan)], passedOver: [ExperimentFile],
    names: [String]
  ) {
    self.experiments = experiments
    self.studies = studies
    self.sweeps = sweeps
    self.passedOver = passedOver
    self.names = names
  }

  var plans: [Plan] { experiments.map(\.plan) }
}
