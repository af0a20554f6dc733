package import MAKERCore

/// A population of steps as it stands in an `experiment.json`.
///
/// `classes` with `share`, `flags` and either `error` or `alpha` and `beta`; `wrong_shares`; `outliers` with
/// `step`, `flags` and `shares`.
package struct StepPopulationJSON: Hashable, Sendable, Codable {
  /// The population.
  package let population: StepPopulation

  package init(_ population: StepPopulation) { self.population = population }

  enum CodingKeys: String, CodingKey, CaseIterable {
    case classes, outliers
    case wrongShares = "wrong_shares"
  }

  private struct ClassJSON: Codable {
    let value: StepPopulation.StepClass

    enum CodingKeys: String, CodingKey, CaseIterable { case share, flags, error, alpha, beta }

    init(value: StepPopulation.StepClass) { self.value = value }

    init(from decoder: any Decoder) throws {
      let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
      let error = try container.number(Double.self, .error)
      let alpha = try container.number(Double.self, .alpha)
      let beta = try container.number(Double.self, .beta)
      let law: StepPopulation.ErrorLaw
      switch (error, alpha, beta) {
      case (let error?, nil, nil): law = .constant(error)
      case (nil, let alpha?, let beta?): law = .beta(alpha: alpha, beta: beta)
      default:
        throw DecodingError.dataCorruptedError(
          forKey: .error, in: container, debugDescription: "give either error, or alpha and beta")
      }
      value = StepPopulation.StepClass(
        share: try container.number(Double.self, .share) ?? 1,
        flagRate: try container.number(Double.self, .flags) ?? 0, error: law)
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(value.share, forKey: .share)
      try container.encode(value.flagRate, forKey: .flags)
      switch value.error {
      case .constant(let rate): try container.encode(rate, forKey: .error)
      case .beta(let alpha, let beta):
        try container.encode(alpha, forKey: .alpha)
        try container.encode(beta, forKey: .beta)
      }
    }
  }

  private struct OutlierJSON: Codable {
    let value: StepPopulation.Outlier

    enum CodingKeys: String, CodingKey, CaseIterable { case step, flags, shares }

    init(value: StepPopulation.Outlier) { self.value = value }

    init(from decoder: any Decoder) throws {
      let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
      value = StepPopulation.Outlier(
        step: try container.decode(JSONNumber<Int>.self, forKey: .step).value,
        flagRate: try container.number(Double.self, .flags) ?? 0,
        shares: try container.numbers(Double.self, .shares) ?? [])
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(value.step, forKey: .step)
      try container.encode(value.flagRate, forKey: .flags)
      try container.encode(value.shares, forKey: .shares)
    }
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
    let classes = try container.decode([ClassJSON].self, forKey: .classes).map(\.value)
    let outliers =
      try container.decodeIfPresent([OutlierJSON].self, forKey: .outliers)?.map(\.value) ?? []
    do {
      population = try StepPopulation(
        classes: classes, wrongShares: try container.numbers(Double.self, .wrongShares) ?? [1],
        outliers: outliers)
    } catch let error as PopulationError {
      throw DecodingError.dataCorruptedError(
        forKey: .classes, in: container, debugDescription: error.description)
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(population.classes.map(ClassJSON.init), forKey: .classes)
    try container.encode(population.wrongShares, forKey: .wrongShares)
    if !population.outliers.isEmpty {
      try container.encode(population.outliers.map(OutlierJSON.init), forKey: .outliers)
    }
  }
}
