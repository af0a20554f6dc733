/// What identifies a recorded draw: equal keys stand for the same draw, which is asked for once.
public struct DrawKey: Hashable, Sendable {
  /// Id of the recording: one channel on one task with one seed.
  public var recording: String
  /// Where the draw stands; the draw index keeps repeats apart.
  public var coordinates: DrawCoordinates
  /// Digest of all that was asked: provider, model, settings, prompt, temperature, token limit.
  public var request: String

  /// Makes a key.
  ///
  /// - Parameters:
  ///   - recording: Id of the recording.
  ///   - coordinates: Where the draw stands.
  ///   - request: Digest of all that was asked.
  public init(recording: String, coordinates: DrawCoordinates, request: String) {
    self.recording = recording
    self.coordinates = coordinates
    self.request = request
  }
}
