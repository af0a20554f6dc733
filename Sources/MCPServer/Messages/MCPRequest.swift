import TextFormats

/// A request that says in which revision it is, and what it wants.
struct MCPRequest: Sendable {
  let method: MCPMethod
  let params: Params
  let revision: ProtocolRevision
  /// What progress of the request is told under; nil where the client wants none.
  let progressToken: RequestID?
  /// `traceparent` of W3C Trace Context, unchecked; nil for none.
  let traceparent: String?

  /// Finds out in which revision a request is.
  ///
  /// A request with the fields of the modern era is in it, whatever came before; one without is in the
  /// revision of the handshake.
  ///
  /// - Parameters:
  ///   - name: The method, as given.
  ///   - params: The parameters, as given.
  ///   - negotiated: Revision that a handshake has come to; nil before it.
  /// - Throws: `RPCError` for a request that no revision knows.
  init(
    method name: String, params: Params, negotiated: ProtocolRevision?
  ) throws(RPCError) {
    let method = MCPMethod(rawValue: name)
    let meta = try params.optionalObject("_meta")
    if let meta, ModernFields.isAny(in: meta) {
      revision = try ModernFields.revision(meta)
    } else if let negotiated {
      revision = negotiated
    } else {
      guard let method else { throw .unknownMethod(name) }
      guard method == .initialize || method == .ping else {
        throw .invalidParams(
          "params._meta lacks \(ModernFields.version) and \(ModernFields.capabilities), "
            + "and there was no initialize")
      }
      revision = .newestLegacy
    }
    guard let method, method.exists(in: revision) else { throw .unknownMethod(name) }
    self.method = method
    self.params = params
    progressToken = try meta?.optionalID("progressToken")
    traceparent = meta?["traceparent"]?.string
  }
}
