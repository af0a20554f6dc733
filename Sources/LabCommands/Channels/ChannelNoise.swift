import MAKERCore
import NoisyChannels
import RandomStreams

/// What decides the votes of a simulated channel: steps that are alike, or of unequal difficulty.
enum ChannelNoise: NoiseModel {
  case alike(IndependentErrors)
  case unequal(UnequalSteps)

  var candidates: Int {
    switch self {
    case .alike(let noise): noise.candidates
    case .unequal(let noise): noise.candidates
    }
  }

  var rightCandidates: Int {
    switch self {
    case .alike(let noise): noise.rightCandidates
    case .unequal(let noise): noise.rightCandidates
    }
  }

  var commonLaw: OutcomeLaw? {
    switch self {
    case .alike(let noise): noise.commonLaw
    case .unequal(let noise): noise.commonLaw
    }
  }

  func law(step: Int, temperature: Double, stream: StreamKey) -> OutcomeLaw {
    switch self {
    case .alike(let noise): noise.law(step: step, temperature: temperature, stream: stream)
    case .unequal(let noise): noise.law(step: step, temperature: temperature, stream: stream)
    }
  }
}
