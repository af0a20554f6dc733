/// The models that a price is for: one name, a name with its dated versions, or all of a provider.
package struct ModelPattern: Hashable, Sendable, CustomStringConvertible {
  /// How near a pattern comes to a name: the nearest one counts.
  package enum Nearness: Hashable, Sendable, Comparable {
    /// A star alone, a name up to a version, the whole name: the later is the nearer.
    case every, version, exact
  }

  /// The pattern as written: `gpt-4.1-mini`, `gpt-4.1-mini*` or `*`.
  package let description: String

  /// Reads a pattern; nil where it is empty or has a star before its end.
  package init?(_ text: String) {
    guard !text.isEmpty, !text.dropLast().contains("*") else { return nil }
    description = text
  }

  /// How near the pattern comes to a model's name; nil where it does not fit.
  ///
  /// A star at the end stands for nothing, for `latest` or for the date of a version, as in
  /// `gpt-4.1-mini-2025-04-14` and `claude-haiku-4-5-20251001`: never for the rest of another name, as
  /// in `gpt-4o-mini`.
  package func nearness(to model: String) -> Nearness? {
    if model == description { return .exact }
    guard description.hasSuffix("*") else { return nil }
    let stem = description.dropLast()
    if stem.isEmpty { return .every }
    guard model.hasPrefix(stem) else { return nil }
    let rest = model.dropFirst(stem.count)
    let version = #/|[-@]latest|[-@][0-9]{4}|[-@][0-9]{8}|[-@][0-9]{4}-[0-9]{2}-[0-9]{2}/#
    return rest.wholeMatch(of: version) == nil ? nil : .version
  }
}
