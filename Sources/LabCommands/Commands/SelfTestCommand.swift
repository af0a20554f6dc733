/// `makerlab self-test`: engines that cheat, which the checks must reject.
enum SelfTestCommand: LabCommand {
  static let description = CommandDescription(
    "self-test",
    abstract: "known-bad engines that check must reject, and ours, which it must accept",
    discussion: """
      Each engine is ours with one part replaced by a cheat known from other implementations.  Its \
      samples go to the judge of `makerlab check`; margins, retries and token limits have known \
      answers.  An engine without fault is rejected with probability \
      \(NumberFormat.shortest(SelfTest.falseAlarmRate)).  Exit code 1 when a cheat passes, ours does \
      not, or a check catches no cheat.
      """,
    options: [
      .value("seed", "number", help: "seed, 0 to 2^63 - 1", default: "1"), .format,
    ],
    examples: [
      .init("makerlab self-test", "who is rejected, and by which check"),
      .init("makerlab self-test --format csv", "every engine against every check"),
    ])

  static func run(_ arguments: Arguments, in context: LabContext) async throws -> ExitCode {
    let seed = try arguments.integer("seed", in: 0...Int.max) ?? 1
    let format = try arguments.choice("format", as: OutputFormat.self) ?? .table
    let report = try SelfTest.report(seed: seed, oracle: context.makeOracle())
    context.write(report.text(format))
    report.faults.forEach(context.note)
    return report.faults.isEmpty ? .done : .verdict
  }
}
