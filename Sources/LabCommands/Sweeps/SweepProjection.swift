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
  /// Cells of a channel and a temperature share their draws, so the greatest k and cap count.
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
    // The longest prompt of the steps from which trials start stands for all.
    let prompts = steps.starts.map {
      steps.task.prompt(for: $0.position.state, after: $0.position.previous)
    }
    let bytes =
      prompts.map { $0.instructions.utf8.count + $0.step.utf8.count }.max() ?? 0
    return try factors.channel.map { text in
      guard case .provider(let endpoint) = choices[text] else {
        return "\(text): simulated; nothing is paid for"
      }
      let request = DrawRequest(
        coordinates: DrawCoordinates(trial: 0, step: 0, draw: 0), temperature: 1,
        prompt: Prompt(instructions: "", step: ""), tokenLimit: plan.definition.tokenLimit)
      let projection = DrawProjection(
        models: [
          DrawProjection.Model(
            provider: endpoint.spec.provider.rawValue, name: endpoint.spec.model.name,
            inputTokens: bytes + ProviderEndpoint.overheadTokens,
            outputTokens: endpoint.spec.model.tokenLimit(for: request))
        ],
        calls: try ProjectedCalls.votes(
          steps: races, margin: margin, cap: factors.cap.max(), drawLimit: drawLimit,
          success: 0.9),
        limits: spending.limits, prices: prices)
      return projection.text
    }.joined(separator: "\n\n")
  }
}
