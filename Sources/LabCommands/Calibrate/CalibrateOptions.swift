/// Which options go with which question of `calibrate`.
extension CalibrateCommand {
  /// Options that only some questions have, with those questions.
  private static let owners: [(option: String, kinds: Set<String>)] =
    [
      ("steps", ["--simulated", "--task"]), ("repeats", ["--simulated", "--size", "--task"]),
      ("model", ["a file", "--simulated", "--size", "--task"]),
      ("task-steps", ["a file", "--simulated", "--task"]),
      ("target", ["a file", "--simulated", "--task"]), ("p", ["--size"]), ("rho", ["--size"]),
      ("trials", ["--size", "--coverage"]),
      ("seed", ["--simulated", "--size", "--coverage", "--task"]),
    ]
    + (SolveTask.stepSetOptions + stepOptions).compactMap { option in
      option.kind == .flag || option.name == "task" ? nil : (option.name, ["--task"])
    }

  /// Refuses an option that would change nothing.
  ///
  /// - Parameter arguments: The command line, which asks one question.
  /// - Throws: `LabError` that names the option.
  static func refuseStrayOptions(_ arguments: Arguments) throws {
    let kind =
      arguments.operand("file") != nil
      ? "a file"
      : ["size", "coverage"].first(where: arguments.flag).map { "--" + $0 }
        ?? (arguments.value("task") != nil ? "--task" : "--simulated")
    for (option, kinds) in owners where arguments.value(option) != nil && !kinds.contains(kind) {
      throw LabError("--\(option) does not go with \(kind): leave it out")
    }
    for option in stepOptions
    where option.kind == .flag && kind != "--task" && arguments.flag(option.name) {
      throw LabError("--\(option.name) does not go with \(kind): leave it out")
    }
    if kind != "--task", arguments.value("target") != nil, arguments.value("task-steps") == nil {
      throw LabError("--target needs --task-steps beside it: the task that k is wanted for")
    }
  }
}
