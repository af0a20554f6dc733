import Economics
import MAKERCore
import Providers

extension SolveQuestion {
  /// What a run would take, before it asks anything; tokens of a prompt are those of the first one.
  ///
  /// - Parameters:
  ///   - task: The task.
  ///   - margin: Margin k; votes.
  ///   - spending: What may be spent, and what is assumed.
  ///   - prices: The price books.
  /// - Returns: Calls, tokens and cost.
  /// - Throws: `MarginError` for a margin without a projection.
  func projection<Work: StepTask>(
    of task: Work, margin: Int, spending: SpendingOptions, prices: PriceBooks
  ) throws -> DrawProjection {
    let request = policy(margin: margin).request(
      DrawCoordinates(trial: 0, step: 0, draw: 0), ofRace: 0,
      prompt: task.prompt(for: task.start, after: nil))
    return DrawProjection(
      models: channels.flatMap(\.endpoints).map { DrawProjection.Model($0, asked: request) },
      calls: try pattern.map {
        try calls($0, steps: task.steps, success: spending.assumedSuccess)
      }
        ?? .votes(
          steps: task.steps, margin: margin, cap: cap, drawLimit: drawLimit,
          races: channels.count,
          success: spending.assumedSuccess),
      limits: spending.limits, prices: prices)
  }
}

extension DrawProjection.Model {
  /// What a draw would take of a model.
  ///
  /// - Parameters:
  ///   - endpoint: Who would be asked.
  ///   - request: The draw.
  init(_ endpoint: ProviderEndpoint, asked request: DrawRequest) {
    let worst = endpoint.worstCase(of: request, at: nil)
    self.init(
      provider: endpoint.spec.provider.rawValue, name: endpoint.spec.model.name,
      inputTokens: worst.inputTokens, outputTokens: worst.outputTokens)
  }
}
