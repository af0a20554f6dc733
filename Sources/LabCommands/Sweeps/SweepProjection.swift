import Economics
import ExperimentDesign
import MAKERCore
import Providers

/// What a sweep would ask and pay, channel by channel, without asking.
struct SweepProjection: SweepWork {
  let plan: SweepPlan
  let choices: [String: ChannelChoice]
  let spending: SpendingOptions

  /// The projection for people.
  ///
  /// Cells of a channel and a temperature share their draws, so the greatest k and cap count.  Whole
  /// tasks share them only as far as their votes lead to the same states: at most, every k, cap and
  /// reading goes a way of its own.
  func run<Checker: StepChecker, Renderer: ReplyRenderer>(
    _ steps: SweepSteps<Checker, Renderer>
  ) async throws -> String {
    let factors = plan.definition.factors
    let prices = try PriceFiles.books(spending.pricesFile)
    let cells = plan.cells
    let perTrial = steps.unit == .step ? 1 : steps.task.steps
    let races = steps.starts.count * perTrial * factors.temperature.count
    let margin = factors.margin.max() ?? 1
    let drawLimit = cells.map(\.drawLimit).max()
    let request = DrawRequest(
      coordinates: DrawCoordinates(trial: 0, step: 0, draw: 0), temperature: 1,
      prompt: longestPrompt(steps), tokenLimit: plan.definition.tokenLimit)
    var calls = try ProjectedCalls.votes(
      steps: races, margin: margin, cap: factors.cap.max(), drawLimit: drawLimit,
      success: spending.assumedSuccess)
    if steps.unit == .task {
      let paths = factors.margin.count * factors.cap.count * factors.reading.count
      calls.most = calls.most.map {
        let (most, isTooLarge) = $0.multipliedReportingOverflow(by: paths)
        return isTooLarge ? .max : most
      }
    }
    return try factors.channel.map { text in
      let endpoints = choices[text]?.endpoints ?? []
      guard !endpoints.isEmpty else { return "\(text): simulated; nothing is paid for" }
      return try spending.text(
        DrawProjection(
          models: endpoints.map { DrawProjection.Model($0, asked: request) }, calls: calls,
          limits: spending.limits, prices: prices), prices: prices)
    }.joined(separator: "\n\n")
  }

  /// The longest prompt where trials start or, for whole tasks, on the right way to their end.
  private func longestPrompt<Checker: StepChecker, Renderer: ReplyRenderer>(
    _ steps: SweepSteps<Checker, Renderer>
  ) -> Prompt {
    var longest = Prompt(instructions: "", step: "")
    func length(_ prompt: Prompt) -> Int {
      prompt.instructions.utf8.count + prompt.step.utf8.count
    }
    func see(_ position: Position<Checker.Work>) {
      let prompt = steps.task.prompt(for: position.state, after: position.previous)
      if length(prompt) > length(longest) { longest = prompt }
    }
    guard steps.unit == .task, var position = steps.starts.first?.position else {
      for start in steps.starts { see(start.position) }
      return longest
    }
    while !steps.task.isFinished(position.state, after: position.step) {
      see(position)
      steps.task.advance(
        &position, by: steps.checker.answer(in: position.state, after: position.previous))
    }
    return longest
  }
}
