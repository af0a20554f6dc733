import TextFormats

/// What a server answers; knows nothing of requests side by side, of lines and of pipes.
struct Answers: Sendable {
  let offer: MCPOffer
  let limits: MCPLimits
  let log: @Sendable (String) -> Void
  let tools: [String: MCPTool]
  let prompts: [String: MCPPrompt]

  /// Makes the answers of an offer, whose tools and prompts have names of their own.
  init(_ offer: MCPOffer, limits: MCPLimits, log: @escaping @Sendable (String) -> Void) {
    self.offer = offer
    self.limits = limits
    self.log = log
    tools = Dictionary(uniqueKeysWithValues: offer.tools.map { ($0.name, $0) })
    prompts = Dictionary(uniqueKeysWithValues: offer.prompts.map { ($0.name, $0) })
  }

  /// Answers what needs no work; nil where `result` must be asked.
  func resultAtOnce(_ request: MCPRequest) throws(RPCError) -> MCPResult? {
    switch request.method {
    case .initialize: try initialize(request)
    case .ping: MCPResult([])
    case .discover: discover()
    case .listTools: try listTools(request)
    case .listResourceTemplates: try listResourceTemplates(request)
    case .listPrompts: try listPrompts(request)
    case .callTool, .listResources, .readResource, .getPrompt: nil
    }
  }

  /// Answers what needs work of those who made the offer.
  func result(_ request: MCPRequest, _ call: MCPCall) async throws(RPCError) -> MCPResult {
    switch request.method {
    case .callTool: return try await callTool(request, call)
    case .listResources: return try listResources(request)
    case .readResource: return try readResource(request)
    case .getPrompt: return try getPrompt(request)
    default:
      if let result = try resultAtOnce(request) { return result }
      throw .unknownMethod(request.method.rawValue)
    }
  }
}
