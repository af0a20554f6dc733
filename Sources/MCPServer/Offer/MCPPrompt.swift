/// A prompt that a user of a client may choose.
package struct MCPPrompt: Sendable {
  /// An argument of a prompt; all are strings.
  package struct Argument: Equatable, Sendable {
    /// Name.
    package let name: String
    /// One sentence.
    package let description: String
    /// Whether it must be given.
    package let isRequired: Bool

    /// Describes an argument; see the properties.
    package init(_ name: String, description: String, isRequired: Bool) {
      self.name = name
      self.description = description
      self.isRequired = isRequired
    }
  }

  /// Name; 1 to 64 of `A-Za-z0-9_-`.
  package let name: String
  /// Name for people.
  package let title: String
  /// One sentence.
  package let description: String
  /// What may be filled in.
  package let arguments: [Argument]
  /// Makes the text of the user's message of arguments that are all known, and all there that must be.
  package let text: @Sendable ([String: String]) throws(ToolError) -> String

  /// Describes a prompt; see the properties.
  package init(
    _ name: String, title: String, description: String, arguments: [Argument],
    text: @escaping @Sendable ([String: String]) throws(ToolError) -> String
  ) {
    precondition(MCPName.isGood(name), "bad name of a prompt: \(name)")
    self.name = name
    self.title = title
    self.description = description
    self.arguments = arguments
    self.text = text
  }
}
