/// A key that never shows: printed, logged or dumped it is only a word.
package struct APIKey: Sendable, CustomStringConvertible, CustomDebugStringConvertible,
  CustomReflectable
{
  private let secret: String

  /// Wraps a key.
  package init(_ secret: String) { self.secret = secret }

  /// Lets a header be made of the key; keep the result nowhere else.
  package func header(_ prefix: String = "") -> String { prefix + secret }

  /// Never the key.
  package var description: String { "(key)" }
  /// Never the key.
  package var debugDescription: String { "(key)" }
  /// Never the key.
  package var customMirror: Mirror { Mirror(self, children: [:]) }
}
