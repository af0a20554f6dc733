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

  /// Does the work of those who made the offer.
  typealias Work = @Sendable (MCPCall) async throws(RPCError) -> MCPResult

  /// How a request is answered.
  enum Answer: Sendable {
    case atOnce(MCPResult)
    case afterWork(Work)
  }

  /// Answers what needs no work, and says what the work is of all else.
  func answer(_ request: MCPRequest) throws(RPCError) -> Answer {
    switch request.method {
    case .initialize: .atOnce(try initialize(request))
    case .ping: .atOnce(MCPResult([]))
    case .discover: .atOnce(discover())
    case .listTools: .atOnce(try listTools(request))
    case .listResourceTemplates: .atOnce(try listResourceTemplates(request))
    case .listPrompts: .atOnce(try listPrompts(request))
    case .callTool:
      .afterWork { call async throws(RPCError) in try await callTool(request, call) }
    case .listResources: .afterWork { _ throws(RPCError) in try listResources(request) }
    case .readResource: .afterWork { _ throws(RPCError) in try readResource(request) }
    case .getPrompt: .afterWork { _ throws(RPCError) in try getPrompt(request) }
    }
  }
}
