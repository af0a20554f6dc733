import MAKERCore

extension Explanation.Question {
  /// Reads the options of `explain`.
  ///
  /// - Parameter arguments: The command line.
  /// - Throws: `UsageError`, `LabError`, `MarginError`: what is missing, out of range or makes no sense
  ///   together.
  init(_ arguments: Arguments) throws {
    let p = try arguments.number("p").map { try Probability($0) }
    let shares = try arguments.numbers("shares")
    if shares != nil && p != nil {
      throw LabError("--shares takes the place of --p: give one of them")
    }
    let steps = try arguments.required("steps").integer()
    let target = try arguments.number("target") ?? 0.95
    let m = try arguments.integer("m", in: 1...steps) ?? 1
    let spread = try Self.spread(arguments, p)
    if shares == nil && p == nil && spread == nil {
      throw LabError("--p is required, or --shares or --beta in its place")
    }
    self.init(
      stepSuccess: spread == nil ? p : nil,
      shares: try shares.map { try CandidateShares($0) },
      steps: steps,
      target: try Probability(target, name: "target"),
      stepsPerSubtask: m,
      margin: try arguments.integer("k"),
      cap: try arguments.integer("cap"),
      validRate: try arguments.number("v") ?? 1,
      costPerCall: try Self.costPerCall(arguments),
      spread: spread,
      rightAnswers: try arguments.integer("right-answers"),
      undecidedShare: try Self.undecidedShare(arguments))
    if let margin, let cap { try Explanation.check(cap: cap, margin: margin) }
    if let answers = rightAnswers {
      let wrong = self.shares.map { $0.values.count - 1 } ?? 1
      if answers + wrong > 16 {
        throw LabError(
          "--right-answers \(answers) and \(wrong) wrong ones are more than 16 candidates")
      }
    }
  }

  /// Options that say that steps are not alike.
  private static let unequal = ["rho", "beta", "hard-steps"]

  private static func spread(_ arguments: Arguments, _ p: Probability?) throws -> StepSpread? {
    let given = unequal.filter { arguments.value($0) != nil }
    try refuseNonsense(arguments, given)
    let hard = try arguments.number("hard-steps")
    let hardSuccess = try arguments.number("hard-p") ?? 0
    let rho = try arguments.number("rho") ?? 0
    let shapes = try arguments.numbers("beta")
    guard !given.isEmpty else { return nil }
    let ordinary: StepSpread.Ordinary
    if let shapes {
      guard shapes.count == 2 else {
        throw LabError("--beta takes two shapes, right and wrong, not \(shapes.count)")
      }
      ordinary = .shapes(right: shapes[0], wrong: shapes[1])
    } else if let p {
      if rho > 0, 1 / rho > StepSpread.greatestShapes {
        throw LabError("--rho must be 0 or at least 1e-9, not '\(arguments.string("rho") ?? "")'")
      }
      ordinary = .of(mean: p, correlation: rho)
      if ordinary.leastShape < StepSpread.leastShape {
        throw LabError(
          "--p \(p.value) with --rho \(rho) is a Beta with a shape of \(ordinary.leastShape): shapes "
            + "p(1/rho - 1) and (1 - p)(1/rho - 1) must be at least \(StepSpread.leastShape)")
      }
    } else {
      throw UsageError.missingOption("p", placeholder: "number")
    }
    return try StepSpread(ordinary, hardShare: hard, hardSuccess: hardSuccess)
  }

  /// Refuses options that make no sense together.
  private static func refuseNonsense(_ arguments: Arguments, _ given: [String]) throws {
    func isGiven(_ name: String) -> Bool { arguments.value(name) != nil }
    if isGiven("hard-p"), !isGiven("hard-steps") {
      throw LabError("--hard-p needs --hard-steps beside it: the share of such steps")
    }
    if isGiven("beta"), let other = ["p", "rho"].first(where: isGiven) {
      throw LabError("--beta gives the mean and the correlation: leave out --\(other)")
    }
    if let first = given.first {
      if isGiven("shares") {
        throw LabError("--\(first) is for two candidates: give --p in place of --shares")
      }
      if isGiven("right-answers") {
        throw LabError("--\(first) and --right-answers do not go together: give one of them")
      }
    }
    if let first = given.first ?? (isGiven("right-answers") ? "right-answers" : nil) {
      if arguments.flag("equations") {
        throw LabError(
          "--equations are those of alike steps and two candidates: leave out --\(first)")
      }
      if let m = arguments.string("m"), m != "1" {
        throw LabError("--\(first) is for steps voted one at a time: leave out --m")
      }
    }
  }

  /// The share that undecided steps may take, where the least cap is asked for.
  private static func undecidedShare(_ arguments: Arguments) throws -> Double? {
    guard let share = try arguments.number("undecided-share") else { return nil }
    let others = ["cap", "shares", "right-answers"] + unequal
    if let other = others.first(where: { arguments.value($0) != nil }) {
      throw LabError("--undecided-share finds the cap of alike steps: leave out --\(other)")
    }
    if let m = arguments.string("m"), m != "1" {
      throw LabError("--undecided-share is for steps voted one at a time: leave out --m")
    }
    return share
  }

  /// The cost of a call when both prices and both token counts are given; all four or none.
  private static func costPerCall(_ arguments: Arguments) throws -> Double? {
    let names = ["price-in", "price-out", "tokens-in", "tokens-out"]
    let given = names.filter { arguments.value($0) != nil }
    guard !given.isEmpty else { return nil }
    for name in names where arguments.value(name) == nil {
      throw LabError(
        "--\(given[0]) needs --\(name) beside it: a bill takes prices and tokens, in and out")
    }
    func number(_ name: String) throws -> Double {
      try arguments.required(name).number()
    }
    return try
      (number("price-in") * number("tokens-in")
      + number("price-out") * number("tokens-out")) / 1e6
  }
}
