/// Where a draw stands: trial, step and draw address its random stream and its place in a journal.
public struct DrawCoordinates: Hashable, Sendable {
  /// Index of the trial; from 0.
  public var trial: Int
  /// Index of the step within its task; from 0.
  public var step: Int
  /// Index of the draw within its step, flagged ones counted; from 0.
  public var draw: Int

  /// Makes coordinates; each at least 0.
  @inlinable
  public init(trial: Int, step: Int, draw: Int) {
    self.trial = trial
    self.step = step
    self.draw = draw
  }
}

/// One draw that a channel is asked for.
public struct DrawRequest: Sendable {
  /// Where the draw stands.
  public var coordinates: DrawCoordinates
  /// Sampling temperature τ; unit 1, at least 0.
  public var temperature: Double
  /// What is asked.
  public var prompt: Prompt
  /// Most tokens of the reply that the caller reads; tokens, nil for no limit.
  public var tokenLimit: Int?

  /// Makes a request.
  ///
  /// - Parameters:
  ///   - coordinates: Where the draw stands.
  ///   - temperature: Sampling temperature τ; unit 1, at least 0.
  ///   - prompt: What is asked.
  ///   - tokenLimit: Most tokens of the reply; at least 1, nil for no limit.
  @inlinable
  public init(
    coordinates: DrawCoordinates, temperature: Double, prompt: Prompt, tokenLimit: Int? = nil
  ) {
    self.coordinates = coordinates
    self.temperature = temperature
    self.prompt = prompt
    self.tokenLimit = tokenLimit
  }
}
