import ExperimentDesign

/// The experiments that a command's words name, planned with their seed and overrides.
struct PlanRequest {
  /// Experiments with their plans, in the order of the words.
  let experiments: [(file: ExperimentFile, plan: Plan)]

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
    experiments = try ExperimentFile.find(named.isEmpty ? all : named).map { file in
      (file, try file.plan(overrides: overrides, seed: seed))
    }
  }

  var plans: [Plan] { experiments.map(\.plan) }
}
