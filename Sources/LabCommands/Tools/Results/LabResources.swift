import Foundation
import MCPServer

/// What a client may read: the files of results, and the reference of commands and tools.
struct LabResources: MCPResources {
  private let library: ResultLibrary

  private static let results = "makerlab://results/"
  private static let reference = MCPResource(
    uri: "makerlab://reference", name: "reference",
    description: "Every command and every tool with its options, ranges and results",
    mimeType: "text/markdown", size: nil)

  /// Offers the files of a folder of results.
  init(_ results: LabFolder) { library = ResultLibrary(results) }

  func list() throws(ToolError) -> [MCPResource] {
    [Self.reference]
      + library.entries.map { entry in
        MCPResource(
          uri: "\(Self.results)\(entry.suite)/\(entry.file)", name: "\(entry.suite)/\(entry.file)",
          description: Self.description(entry), mimeType: entry.kind.mimeType, size: entry.size)
      }
  }

  var templates: [MCPResourceTemplate] {
    ResultLibrary.Kind.allCases.map { kind in
      MCPResourceTemplate(
        uriTemplate: "\(Self.results){suite}/{name}.\(kind.rawValue)",
        name: "results-\(kind.rawValue)",
        description: "A file of a suite of experiments, as resources/list names them",
        mimeType: kind.mimeType)
    }
  }

  func read(_ uri: String) throws(ToolError) -> MCPContent? {
    if uri == Self.reference.uri {
      return MCPContent(mimeType: Self.reference.mimeType, body: .text(ReferenceText.text))
    }
    guard uri.utf8.count <= 1024, uri.hasPrefix(Self.results) else { return nil }
    // Cut first and decoded once: a coded slash is no slash, and what is coded twice stays coded.
    let parts = uri.dropFirst(Self.results.count).split(
      separator: "/", omittingEmptySubsequences: false
    ).map { String($0).removingPercentEncoding }
    guard parts.count == 2, let suite = parts[0], let file = parts[1] else { return nil }
    let found: (ResultLibrary.Entry, Data)?
    do { found = try library.read(suite: suite, file: file) } catch {
      throw ToolError(error.description)
    }
    guard let (entry, bytes) = found else { return nil }
    if entry.kind != .png, let text = String(data: bytes, encoding: .utf8) {
      return MCPContent(mimeType: entry.kind.mimeType, body: .text(text))
    }
    return MCPContent(mimeType: entry.kind.mimeType, body: .bytes(Array(bytes)))
  }

  private static func description(_ entry: ResultLibrary.Entry) -> String {
    let parts = entry.file.split(separator: ".")
    let name = "\(entry.suite)/\(parts[0])"
    switch entry.kind {
    case .csv where parts.count > 2: return "Table of the \(parts[1]) of \(name)"
    case .csv: return "Table of the results of \(name)"
    case .png, .svg: return "Figure of \(name)"
    case .json: return "Data of \(name)"
    case .markdown: return "Text of \(name)"
    }
  }
}
