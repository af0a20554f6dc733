/// A path that a page names: below the folder that the page runs in.
package struct NotebookPath: Equatable, Sendable, CustomStringConvertible {
  /// The path as it was written, relative.
  package let description: String

  /// What is allowed, for errors.
  static let allowed = "a path below the page's folder, without '..', '.' and empty parts"

  /// Reads a path; nil where it could lead out of the folder, or steers a terminal.
  ///
  /// - Parameter text: The path.
  package init?(_ text: String) {
    let parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
      .map { String($0) ?? "" }
    guard parts.allSatisfy({ !["", ".", ".."].contains($0) }), parts[0].first != "~",
      text.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control })
    else { return nil }
    description = text
  }

  /// Its parts, from the folder of the page on; at least one.
  package var parts: [String] {
    description.utf8.split(separator: UInt8(ascii: "/")).map { String($0) ?? "" }
  }
}
