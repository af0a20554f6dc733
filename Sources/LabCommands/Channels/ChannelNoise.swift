import MAKERCore
import NoisyChannels
import RandomStreams

/// What decides the votes of a simulated channel, whichever noise model that is.
struct ChannelNoise: NoiseModel {
  private let model: any NoiseModel
  let commonLaw: OutcomeLaw?

  /// Takes a model of which one member makes all draws.
  init(_ model: any NoiseModel) {
    self.model = model
    commonLaw = model.commonLaw
  }

  var candidates: Int { model.candidates }

  var rightCandidates: Int { model.rightCandidates }

  func law(step: Int, temperature: Double, stream: StreamKey) -> OutcomeLaw {
    model.law(step: step, temperature: temperature, stream: stream)
  }
}
