package import TextFormats

/// A tool that a client may call.
package struct MCPTool: Sendable {
  /// Does the work of a call, whose arguments fit `inputSchema`.
  package typealias Handler =
    @Sendable (_ arguments: JSONValue, _ call: MCPCall) async throws(ToolError) -> JSONValue

  /// Name; 1 to 64 of `A-Za-z0-9_-`.
  package let name: String
  /// Name for people.
  package let title: String
  /// What it does and when to call it, for the model that chooses.
  package let description: String
  /// JSON Schema 2020-12 of the arguments; an object.
  package let inputSchema: JSONSchema
  /// JSON Schema 2020-12 of the structured content; an object.
  package let outputSchema: JSONSchema
  /// What calling it may do to the world.
  package let hints: Hints
  /// Does the work.
  package let handler: Handler

  /// What calling a tool may do; clients show it, and nobody may rely on it.
  package struct Hints: Sendable {
    /// Whether it changes nothing.
    package let isReadOnly: Bool
    /// Whether the same call again changes nothing more.
    package let isIdempotent: Bool
    /// Whether it speaks with others, such as a provider.
    package let isOpenWorld: Bool

    /// Makes hints; see the properties.
    package init(isReadOnly: Bool, isIdempotent: Bool, isOpenWorld: Bool) {
      self.isReadOnly = isReadOnly
      self.isIdempotent = isIdempotent
      self.isOpenWorld = isOpenWorld
    }
  }

  /// Describes a tool; see the properties.
  package init(
    _ name: String, title: String, description: String, inputSchema: JSONSchema,
    outputSchema: JSONSchema, hints: Hints, handler: @escaping Handler
  ) {
    precondition(MCPName.isGood(name), "bad name of a tool: \(name)")
    self.name = name
    self.title = title
    self.description = description
    self.inputSchema = inputSchema
    self.outputSchema = outputSchema
    self.hints = hints
    self.handler = handler
  }
}

/// Why a tool could not do its work: told to the model, which may call again otherwise.
package struct ToolError: Error, Equatable, Sendable {
  /// One line for the model, with what is wrong, where, and what is allowed.
  package let message: String

  /// Makes an error of one line.
  package init(_ message: String) { self.message = message }
}
