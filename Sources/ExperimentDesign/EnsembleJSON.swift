package import MAKERCore

/// An ensemble of models as it stands in an `experiment.json`.
///
/// `members` with `flags`, `wrong_shares` and either `error` or `alpha` and `beta`; `common`.
package struct EnsembleJSON: Hashable, Sendable, Codable {
  /// The ensemble.
  package let ensemble: ModelEnsemble

  /// Wraps an ensemble to be written.
  package init(_ ensemble: ModelEnsemble) { self.ensemble = ensemble }

  enum CodingKeys: String, CodingKey, CaseIterable { case members, common }

  private struct MemberJSON: Codable {
    let value: ModelEnsemble.Member

    enum CodingKeys: String, CodingKey, CaseIterable {
      case flags, error, alpha, beta
      case wrongShares = "wrong_shares"
      case last = "error_last"
    }

    init(value: ModelEnsemble.Member) { self.value = value }

    init(from decoder: any Decoder) throws {
      let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
      value = ModelEnsemble.Member(
        flagRate: try container.number(Double.self, .flags) ?? 0,
        error: try ErrorLawJSON(from: decoder).law,
        wrongShares: try container.numbers(Double.self, .wrongShares) ?? [1])
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(value.flagRate, forKey: .flags)
      try container.encode(value.wrongShares, forKey: .wrongShares)
      try ErrorLawJSON(value.error).encode(to: encoder)
    }
  }

  /// Reads an ensemble; without `common` its models share no difficulty.
  ///
  /// - Throws: `DecodingError` for an unknown key or what `ModelEnsemble` refuses.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
    let members = try container.decode([MemberJSON].self, forKey: .members).map(\.value)
    let common = try container.number(Double.self, .common) ?? 0
    // The members alone first: what is refused then is the common difficulty.
    _ = try container.checked(.members) { () throws(PopulationError) in
      try ModelEnsemble(members: members)
    }
    ensemble = try container.checked(.common) { () throws(PopulationError) in
      try ModelEnsemble(members: members, common: common)
    }
  }

  /// Writes every member with its law of errors, and the common part of the difficulty.
  ///
  /// - Throws: What the encoder refuses.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(ensemble.members.map(MemberJSON.init), forKey: .members)
    try container.encode(ensemble.common, forKey: .common)
  }
}
