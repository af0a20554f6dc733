import MAKERCore

/// The law of error rates of a class of steps or of a model, whose keys stand beside its other keys:
/// `error`, with `error_last` where it drifts, or `alpha` and `beta`.
struct ErrorLawJSON: Codable {
  let law: StepPopulation.ErrorLaw

  enum CodingKeys: String, CodingKey {
    case error, alpha, beta
    case last = "error_last"
  }

  init(_ law: StepPopulation.ErrorLaw) { self.law = law }

  init(from decoder: any Decoder) throws {
    // Its owner refuses unknown keys.
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let error = try container.number(Double.self, .error)
    let last = try container.number(Double.self, .last)
    let alpha = try container.number(Double.self, .alpha)
    let beta = try container.number(Double.self, .beta)
    switch (error, last, alpha, beta) {
    case (let error?, nil, nil, nil): law = .constant(error)
    case (let error?, let last?, nil, nil): law = .drift(first: error, last: last)
    case (nil, nil, let alpha?, let beta?): law = .beta(alpha: alpha, beta: beta)
    default:
      throw DecodingError.dataCorruptedError(
        forKey: .error, in: container,
        debugDescription: "give either error, or alpha and beta; error_last goes with error")
    }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    switch law {
    case .constant(let rate): try container.encode(rate, forKey: .error)
    case .drift(let first, let last):
      try container.encode(first, forKey: .error)
      try container.encode(last, forKey: .last)
    case .beta(let alpha, let beta):
      try container.encode(alpha, forKey: .alpha)
      try container.encode(beta, forKey: .beta)
    }
  }
}
