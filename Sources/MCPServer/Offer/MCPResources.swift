/// What a server offers to be read; made by the lab, asked by the server for each request.
package protocol MCPResources: Sendable {
  /// Everything there is to be read now, in a fixed order.
  ///
  /// - Throws: `ToolError` where it cannot be listed; told as an internal error.
  func list() throws(ToolError) -> [MCPResource]

  /// Shapes of the addresses beside those that `list` names.
  var templates: [MCPResourceTemplate] { get }

  /// Reads a resource.
  ///
  /// - Parameter uri: Its address, as a client gave it: unchecked.
  /// - Returns: The content; nil where there is no such resource.
  /// - Throws: `ToolError` where it is there and cannot be read.
  func read(_ uri: String) throws(ToolError) -> MCPContent?
}

/// A thing to be read.
package struct MCPResource: Equatable, Sendable {
  /// Address, as `makerlab://results/core/kmin.csv`.
  package let uri: String
  /// Short name.
  package let name: String
  /// One sentence.
  package let description: String
  /// Type of the content, as `text/csv`.
  package let mimeType: String
  /// Size; bytes, nil where unknown.
  package let size: Int?

  /// Describes a resource; see the properties.
  package init(uri: String, name: String, description: String, mimeType: String, size: Int?) {
    self.uri = uri
    self.name = name
    self.description = description
    self.mimeType = mimeType
    self.size = size
  }
}

/// The shape of addresses, with `{names}` in it (RFC 6570).
package struct MCPResourceTemplate: Equatable, Sendable {
  /// The shape.
  package let uriTemplate: String
  /// Short name.
  package let name: String
  /// One sentence.
  package let description: String
  /// Type of the content, as `text/csv`.
  package let mimeType: String

  /// Describes a shape; see the properties.
  package init(uriTemplate: String, name: String, description: String, mimeType: String) {
    self.uriTemplate = uriTemplate
    self.name = name
    self.description = description
    self.mimeType = mimeType
  }
}

/// The content of a resource.
package struct MCPContent: Equatable, Sendable {
  /// What stands in it.
  package enum Body: Equatable, Sendable {
    /// Text, sent as it is.
    case text(String)
    /// Other bytes, sent in base 64.
    case bytes([UInt8])
  }
  /// Type of the content, as `image/png`.
  package let mimeType: String
  /// The content.
  package let body: Body

  /// Makes a content; see the properties.
  package init(mimeType: String, body: Body) {
    self.mimeType = mimeType
    self.body = body
  }
}
