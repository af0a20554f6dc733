import Foundation
import TextFormats

extension Answers {
  func listResources(_ request: MCPRequest) throws(RPCError) -> MCPResult {
    let cursor = try request.params.optionalString("cursor")
    let all: [MCPResource]
    do throws(ToolError) {
      all = try offer.resources.list()
    } catch {
      throw .internal(error.message)
    }
    let page = try Page(of: all, list: "resources", from: cursor, size: limits.pageSize) { $0.uri }
    return page.result("resources", caching: .changing) { resource in
      .object(
        [
          ("uri", .string(resource.uri)), ("name", .string(resource.name)),
          ("description", .string(resource.description)), ("mimeType", .string(resource.mimeType)),
        ] + (resource.size.map { [("size", .int($0))] } ?? []))
    }
  }

  func listResourceTemplates(_ request: MCPRequest) throws(RPCError) -> MCPResult {
    let cursor = try request.params.optionalString("cursor")
    let page = try Page(
      of: offer.resources.templates, list: "templates", from: cursor, size: limits.pageSize
    ) { $0.uriTemplate }
    return page.result("resourceTemplates", caching: .constant) { template in
      .object([
        ("uriTemplate", .string(template.uriTemplate)), ("name", .string(template.name)),
        ("description", .string(template.description)), ("mimeType", .string(template.mimeType)),
      ])
    }
  }

  func readResource(_ request: MCPRequest) throws(RPCError) -> MCPResult {
    let uri = try request.params.string("uri")
    let content: MCPContent?
    do throws(ToolError) {
      content = try offer.resources.read(uri)
    } catch {
      throw .internal(error.message)
    }
    guard let content else { throw .noResource(uri, in: request.revision) }
    let body: (String, JSONValue) =
      switch content.body {
      case .text(let text): ("text", .string(text))
      case .bytes(let bytes): ("blob", .string(Data(bytes).base64EncodedString()))
      }
    let members = [("uri", JSONValue.string(uri)), ("mimeType", .string(content.mimeType)), body]
    return MCPResult([("contents", .array([.object(members)]))], caching: .changing)
  }
}
