/// What a server is and offers; knows nothing of the lab.
package struct MCPOffer: Sendable {
  /// Name of the server, for programs.
  package let name: String
  /// Name for people.
  package let title: String
  /// Version of the server.
  package let version: String
  /// How the tools work together, for the model that calls them.
  package let instructions: String
  /// The tools, in the order in which they are listed.
  package let tools: [MCPTool]
  /// What may be read.
  package let resources: any MCPResources
  /// The prompts, in the order in which they are listed.
  package let prompts: [MCPPrompt]

  /// Describes a server; see the properties.
  package init(
    name: String, title: String, version: String, instructions: String, tools: [MCPTool],
    resources: any MCPResources, prompts: [MCPPrompt]
  ) {
    self.name = name
    self.title = title
    self.version = version
    self.instructions = instructions
    self.tools = tools
    self.resources = resources
    self.prompts = prompts
  }
}
