package import MAKERCore

/// A population of steps as it stands in an `experiment.json`.
///
/// `classes` with `share`, `flags`, either `error` (and `error_last`) or `alpha` and `beta`, and
/// `wrong_shares`; `right_shares`; `wrong_shares`; `outliers` with `step`, `flags` and `shares`.
package struct StepPopulationJSON: Hashable, Sendable, Codable {
  /// The population.
  package let population: StepPopulation

  /// Wraps a population to be written.
  package init(_ population: StepPopulation) { self.population = population }

  enum CodingKeys: String, CodingKey, CaseIterable {
    case classes, outliers
    case rightShares = "right_shares"
    case wrongShares = "wrong_shares"
  }

  private struct ClassJSON: Codable {
    let value: StepPopulation.StepClass

    enum CodingKeys: String, CodingKey, CaseIterable {
      case share, flags, error, alpha, beta
      case last = "error_last"
      case wrongShares = "wrong_shares"
    }

    init(value: StepPopulation.StepClass) { self.value = value }

    init(from decoder: any Decoder) throws {
      let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
      value = StepPopulation.StepClass(
        share: try container.number(Double.self, .share) ?? 1,
        flagRate: try container.number(Double.self, .flags) ?? 0,
        error: try ErrorLawJSON(from: decoder).law,
        wrongShares: try container.numbers(Double.self, .wrongShares))
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(value.share, forKey: .share)
      try container.encode(value.flagRate, forKey: .flags)
      try ErrorLawJSON(value.error).encode(to: encoder)
      try container.encodeIfPresent(value.wrongShares, forKey: .wrongShares)
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

  /// Reads a population, part by part, so that the part that does not fit is the one named.
  ///
  /// - Throws: `DecodingError` for an unknown key or what `StepPopulation` refuses.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
    let classes = try container.decode([ClassJSON].self, forKey: .classes).map(\.value)
    let outliers =
      try container.decodeIfPresent([OutlierJSON].self, forKey: .outliers)?.map(\.value) ?? []
    let right = try container.numbers(Double.self, .rightShares) ?? [1]
    let wrong = try container.numbers(Double.self, .wrongShares) ?? [1]
    // Part after part, so that what is refused is the part that was added.
    _ = try container.checked(.classes) { () throws(PopulationError) in
      try StepPopulation(classes: classes)
    }
    _ = try container.checked(.rightShares) { () throws(PopulationError) in
      try StepPopulation(classes: classes, rightShares: right)
    }
    _ = try container.checked(.wrongShares) { () throws(PopulationError) in
      try StepPopulation(classes: classes, rightShares: right, wrongShares: wrong)
    }
    population = try container.checked(.outliers) { () throws(PopulationError) in
      try StepPopulation(
        classes: classes, rightShares: right, wrongShares: wrong, outliers: outliers)
    }
  }

  /// Writes a population; parts that are as by default are left out.
  ///
  /// - Throws: What the encoder refuses.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(population.classes.map(ClassJSON.init), forKey: .classes)
    try container.encode(population.wrongShares, forKey: .wrongShares)
    if population.rightShares != [1] {
      try container.encode(population.rightShares, forKey: .rightShares)
    }
    if !population.outliers.isEmpty {
      try container.encode(population.outliers.map(OutlierJSON.init), forKey: .outliers)
    }
  }
}
