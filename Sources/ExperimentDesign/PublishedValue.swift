/// A value that a paper prints, and where the experiment finds its own.
package struct PublishedValue: Hashable, Sendable, Codable {
  /// How the published value is held against ours.
  package enum Basis: String, Codable, CaseIterable, Sendable {
    /// A result of theory: the exact value, rounded as the published one is, must be the same.
    case rounding
    /// One run of chance: the published value must lie where 95 % of our runs do.
    case runs
    /// Our channel was made to give it: shown, never called agreement.
    case byConstruction = "by_construction"
    /// The paper does not print it.
    case notPublished = "not_published"
  }

  /// What it is, with its figure or equation, `Fig. 6b: k_min of gpt-4.1-nano`.
  package var item: String
  /// The point: columns of the results table and what stands in them.
  package var place: [String: String]
  /// Column of the results table; beside it `_exact` and `_z`, where the table has them.
  package var column: String
  /// The value with the digits that are printed; nil where none is.
  package var published: String?
  /// Unit of the published value in units of the column; 1000 where thousands are printed.
  package var scale: Double
  /// How the two are held against each other.
  package var basis: Basis

  enum CodingKeys: String, CodingKey, CaseIterable {
    case item, column, published, scale, basis
    case place = "where"
  }

  /// Reads a value; its basis is rounding unless said otherwise.
  ///
  /// - Throws: `DecodingError` for an unknown key, or a basis that does not fit the value.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
    item = try container.decode(String.self, forKey: .item)
    place = try container.decodeIfPresent([String: String].self, forKey: .place) ?? [:]
    column = try container.decode(String.self, forKey: .column)
    published = try container.decodeIfPresent(String.self, forKey: .published)
    scale = try container.number(Double.self, .scale) ?? 1
    basis = try container.decodeIfPresent(Basis.self, forKey: .basis) ?? .rounding
    try container.check(scale > 0 && scale.isFinite, .scale, "\(scale) is not above 0")
    try container.check(
      (published == nil) == (basis == .notPublished), .published,
      "give the value, or basis not_published")
    if let published {
      try container.check(
        RoundedNumber(published) != nil, .published, "'\(published)' is not a number")
    }
  }

  /// The published number and half a unit of its last digit, in units of the column; nil without one.
  package var number: (value: Double, halfUnit: Double)? {
    published.flatMap { RoundedNumber($0) }.map { ($0.value * scale, $0.halfUnit * scale) }
  }
}
