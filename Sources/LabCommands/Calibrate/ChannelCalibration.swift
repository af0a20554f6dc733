import Analysis
import MAKERCore
import NoisyChannels

/// What a calibration of a channel has found.
struct ChannelCalibration {
  /// What was asked for.
  let question: CalibrationQuestion
  /// Name of the task.
  let task: String
  /// Steps of the task that a margin is wanted for; count.
  let taskSteps: Int
  /// Steps without a known answer, which were left out; count.
  let unlabelled: Int
  /// The steps.
  let drawn: [DrawnStep]
  /// Tokens, money and time.
  let totals: DrawTotals
  /// Draws whose prompt was refused, or that a recording does not have; count.
  let refused: Int
  /// Why not all draws came; nil where no failure did that.
  let failure: ChannelFailure?
  /// Whether it was interrupted.
  let isInterrupted: Bool
  /// Estimates and the margin that they allow.
  let report: CalibrationReport
  /// The margin; nil where not all draws came, for who is missing is not left to chance.
  let advice: MarginAdvice?

  /// Works the estimates out.
  ///
  /// - Throws: What the search for a margin throws.
  init(
    _ question: CalibrationQuestion, task: String, taskSteps: Int, unlabelled: Int,
    drawn: [DrawnStep], totals: DrawTotals, refused: Int, failure: ChannelFailure?,
    isInterrupted: Bool
  ) throws {
    self.question = question
    self.task = task
    self.taskSteps = taskSteps
    self.unlabelled = unlabelled
    self.drawn = drawn
    self.totals = totals
    self.refused = refused
    self.failure = failure
    self.isInterrupted = isInterrupted
    let estimate = CalibrationEstimate(
      LabelledDraws(drawn.map(\.counts)), model: question.model, level: question.level)
    advice =
      failure == nil && !isInterrupted && refused == 0
      ? try MarginAdvice(
        estimate, steps: taskSteps, target: try Probability(question.target, name: "target"))
      : nil
    report = CalibrationReport(estimate: estimate, advice: advice)
  }

  /// Whether all draws came.
  var isWhole: Bool { advice != nil }

  /// Pairs of wrong votes of one step, and those of them that agree; counts.
  var pairs: (all: Int, agreeing: Int) {
    drawn.map(\.pairs).reduce((0, 0)) { ($0.0 + $1.all, $0.1 + $1.agreeing) }
  }

  /// Discarded draws by reason.
  var flags: FlagCounts { drawn.reduce(into: FlagCounts()) { $0 += $1.flags } }

  /// A step that votes may make worse.
  struct HardStep {
    let step: DrawnStep
    /// The chance that its success is below one half, given its draws; unit 1.
    let hardness: Double
  }

  /// Steps that were never right, or whose success is rather below one half than above, the hardest
  /// first.
  ///
  /// Before its draws a step is taken to be as the estimates say of all, or, where they are no Beta law,
  /// to have any success alike.
  var hardSteps: [HardStep] {
    let estimate = report.estimate
    var prior = (right: 1.0, wrong: 1.0)
    if let p = estimate.success.estimate, let rho = estimate.correlation.estimate,
      let shapes = BetaSteps.shapes(success: p, correlation: rho)
    {
      prior = shapes
    }
    return drawn.map { HardStep(step: $0, hardness: $0.hardness(prior: prior)) }
      .filter { $0.hardness > 0.5 || ($0.step.right == 0 && $0.step.wrongVotes > 0) }
      .sorted { $0.hardness > $1.hardness }
  }

  /// What the whole task would take.
  struct Projection {
    /// Which margin it is for.
    let margin: Int
    /// What that margin comes from.
    let basis: MarginBasis
    /// Expected draws, flagged ones included; draws.
    let calls: Double
    /// Tokens of prompts; nil where unknown.
    let inputTokens: Double?
    /// Tokens of replies; nil where unknown.
    let outputTokens: Double?
    /// Money; nil where unknown.
    let cost: Double?
  }

  /// What a margin comes from.
  enum MarginBasis: String, CaseIterable {
    /// It reaches the target at the pessimistic end of the intervals.
    case recommended
    /// It reaches the target if all is as estimated.
    case estimated
    /// It reaches the target if errors are independent.
    case independent
  }

  /// What the whole task would take with the recommended margin, or else that of the estimates or of
  /// independent errors; nil where there is none.
  var projection: Projection? {
    let choices = [
      (MarginBasis.recommended, advice?.recommended), (.estimated, advice?.estimated),
      (.independent, advice?.independent),
    ]
    for case (let basis, let choice?) in choices { return projection(choice, basis) }
    return nil
  }

  private func projection(_ choice: MarginAdvice.Choice, _ basis: MarginBasis) -> Projection {
    Projection(
      margin: choice.margin, basis: basis, calls: choice.calls,
      inputTokens: totals.meanInput.map { $0 * choice.calls },
      outputTokens: totals.meanOutput.map { $0 * choice.calls },
      cost: totals.meanCost.map { $0 * choice.calls })
  }

  /// Whether replies take time: those of a simulated model without a latency take none.
  var isTimed: Bool {
    question.choice.simulated.map { $0.manner.latency != .constant(0) } ?? true
  }

  /// Whether nobody is paid: a simulated model without a bill.
  var isFree: Bool { question.choice.simulated.map { $0.manner.prices == nil } ?? false }

  /// How the command ends.
  var exitCode: ExitCode {
    if isInterrupted { return .interrupted }
    guard let failure else { return refused == 0 ? .done : .provider }
    return failure.kind == .exhausted ? .budget : .provider
  }
}
