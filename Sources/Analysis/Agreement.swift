package import ExperimentDesign

/// A published value beside ours.
package struct Agreement: Equatable, Sendable {
  /// How a comparison turned out.
  package enum Verdict: String, Sendable {
    /// The printed value is ours rounded, or lies where our runs do.
    case agrees
    /// It is neither.
    case disagrees
    /// It says the same whatever was found, as a definition does.
    case byConstruction = "by construction"
    /// There is no printed value to compare with.
    case notPublished = "not published"
  }

  /// What is compared, with its figure or equation.
  package var item: String
  /// The value as it is printed; empty where it is not.
  package var published: String
  /// What Monte Carlo found, in the unit of the printed value; nil without it.
  package var ours: Double?
  /// The exact value, in that unit; nil where none is known.
  package var exact: Double?
  /// Deviate of ours under the exact value; standard errors, nil without one.
  package var z: Double?
  /// What the published value must lie in, or what prints as it does, in its unit; nil where nothing is
  /// judged.
  package var band: ClosedRange<Double>?
  /// How it turned out.
  package var verdict: Verdict
  /// What a reader should know.
  package var note = ""

  /// Holds a published value against ours.
  ///
  /// - Parameters:
  ///   - value: The published value.
  ///   - ours: What Monte Carlo found.
  ///   - exact: The exact value.
  ///   - z: Deviate of ours under the exact value.
  ///   - runs: Where 95 % of our runs lie; needed for basis `runs`.
  package init(
    _ value: PublishedValue, ours: Double?, exact: Double?, z: Double?, runs: ClosedRange<Double>?
  ) {
    item = value.item
    published = value.published ?? ""
    self.ours = ours.map { $0 / value.scale }
    self.exact = exact.map { $0 / value.scale }
    self.z = z
    switch value.basis {
    case .byConstruction: verdict = .byConstruction
    case .notPublished: verdict = .notPublished
    case .rounding:
      // A tie may be printed either way.
      let slack = 1 + 1e-9
      let number = value.number ?? (.nan, .nan)
      let found = exact ?? ours ?? .nan
      let isSame = abs(found - number.value) <= number.halfUnit * slack
      verdict = isSame ? .agrees : .disagrees
      if number.value.isFinite {
        band =
          (number.value - number.halfUnit) / value.scale...(number.value + number.halfUnit)
          / value.scale
      }
    case .runs:
      let number = value.number?.value ?? .nan
      verdict = runs?.contains(number) == true ? .agrees : .disagrees
      band = runs.map { $0.lowerBound / value.scale...$0.upperBound / value.scale }
    }
  }

  /// Takes a comparison that was judged elsewhere; see the properties.
  package init(
    item: String, published: String, ours: Double?, exact: Double?, z: Double? = nil,
    band: ClosedRange<Double>?, verdict: Verdict, note: String = ""
  ) {
    self.item = item
    self.published = published
    self.ours = ours
    self.exact = exact
    self.z = z
    self.band = band
    self.verdict = verdict
    self.note = note
  }
}

extension ClaimJudge {
  /// Whether every published value that can be judged agrees with ours.
  func agree(_ agreements: [Agreement]) -> [ClaimCell] {
    agreements.compactMap { agreement in
      guard agreement.verdict == .agrees || agreement.verdict == .disagrees else { return nil }
      let found = agreement.exact ?? agreement.ours
      return ClaimCell(
        setting: agreement.item, quantity: "published value", estimate: found ?? .nan,
        exact: Double(agreement.published), n: 0, stopRule: "",
        verdict: agreement.verdict == .agrees
          ? .supported : found == nil ? .undecided : .contradicted,
        note: [
          agreement.band.map {
            "allowed \(shortened($0.lowerBound)) to \(shortened($0.upperBound))"
          } ?? "", agreement.note,
        ].filter { !$0.isEmpty }.joined(separator: "; "))
    }
  }
}
