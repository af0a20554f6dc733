import ExperimentDesign

/// The experiments that a command's words name, planned with their seed and overrides.
struct PlanRequest {
  /// Experiments with their plans, in the order of the words.
  let experiments: [(file: ExperimentFile, plan: Plan)]
  /// Sweeps over providers that were named by themselves.
  let sweeps: [(file: ExperimentFile, plan: SweepPlan)]
  /// Sweeps over providers in folders that were named: they may cost money, so they are passed over.
  let passedOver: [ExperimentFile]

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
    experiments = try files.filter { !$0.isSweep }.map { file in
      (file, try file.plan(overrides: overrides, seed: seed))
    }
    let chosen = files.filter { file in file.isSweep && named.contains(where: file.isNamed) }
    sweeps = try chosen.map { ($0, try SweepPlan($0, seed: seed)) }
    passedOver = files.filter { file in
      file.isSweep && !chosen.contains { $0.folder == file.folder }
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

  var plans: [Plan] { experiments.map(\.plan) }
}
