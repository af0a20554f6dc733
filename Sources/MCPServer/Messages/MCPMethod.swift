/// The methods that the server answers.
enum MCPMethod: String, CaseIterable, Sendable {
  case initialize
  case ping
  case discover = "server/discover"
  case listTools = "tools/list"
  case callTool = "tools/call"
  case listResources = "resources/list"
  case listResourceTemplates = "resources/templates/list"
  case readResource = "resources/read"
  case listPrompts = "prompts/list"
  case getPrompt = "prompts/get"

  /// Whether a revision has the method.
  func exists(in revision: ProtocolRevision) -> Bool {
    switch self {
    case .initialize, .ping: !revision.isModern
    case .discover: revision.isModern
    default: true
    }
  }
}
