import ExperimentDesign
import MAKERCore
import RandomStreams

/// What a draw of one channel is known by, all of it a pure function of what is asked and where.
struct DrawIdentity {
  /// Its place in the journal.
  let key: DrawKey
  /// Seed that is sent along; 31 bits, at least 1, nil where none is.
  let seed: Int?
  /// Id that the request carries: the same at every attempt and at every address of the provider.
  let requestID: String
  /// Random numbers for waits between attempts.
  private let waits: StreamKey

  /// Words that keep the streams of a run apart.
  private static let seeds = 0x7365_6564
  private static let jitter = 0x6A69_7474

  /// Identifies a draw.
  ///
  /// - Parameters:
  ///   - request: The draw.
  ///   - endpoint: Who is asked.
  ///   - recording: Id of the recording: channel, task and seed.
  ///   - runSeed: Seed of the run; at least 0.
  init(
    of request: DrawRequest, at endpoint: ProviderEndpoint, recording: String, runSeed: Int
  ) {
    let place = request.coordinates
    let root = StreamKey(seed: runSeed)
    func stream(_ purpose: Int) -> StreamKey {
      root.child(purpose).child(place.trial).child(place.step)
    }
    let spec = endpoint.spec
    seed = spec.seedsDraws ? max(1, Int(stream(Self.seeds).word(place.draw) >> 33)) : nil
    waits = stream(Self.jitter).child(place.draw)
    let asked = Self.canonical([
      spec.canonicalText(at: spec.provider.usualBaseURL), request.prompt.instructions,
      request.prompt.step, "\(request.temperature)", "\(spec.model.tokenLimit(for: request))",
      seed.map { "\($0)" } ?? "",
    ])
    key = DrawKey(
      recording: recording, coordinates: place,
      request: StrongID(of: Self.canonical([endpoint.url, asked])).description)
    requestID =
      StrongID(
        of: Self.canonical([
          "\(runSeed)", "\(place.trial)", "\(place.step)", "\(place.draw)", asked,
        ])
      ).description
  }

  /// A random number for the wait after an attempt; unit 1, range [0, 1).
  func jitter(after attempt: Int) -> Double {
    Double(waits.word(attempt) >> 11) * 0x1p-53
  }

  /// Texts after one another, so that no two lists of texts look alike.
  private static func canonical(_ parts: [String]) -> String {
    parts.map { "\($0.utf8.count):\($0)\n" }.joined()
  }
}
