/// The rows of the manifest as a picture: who imports whom, the highest on top.
///
/// What a target reaches through another of its imports is left out, so that few lines say all.
struct DependencyPicture {
  struct Edge: Hashable, Comparable, Sendable {
    let from: String
    let to: String

    static func < (left: Edge, right: Edge) -> Bool {
      (left.from, left.to) < (right.from, right.to)
    }
  }

  /// Targets of `Sources` and system libraries that one of them names, in the manifest's order.
  let nodes: [Manifest.Row]
  /// Imports that no other import implies, in the order of their names.
  let edges: [Edge]

  init(_ manifest: Manifest) {
    let rows = manifest.rows.filter { ["library", "executable", "cTarget"].contains($0.kind) }
    let named = Set(rows.flatMap(\.imports))
    let system = manifest.systemLibraries.filter(named.contains).map {
      Manifest.Row(kind: "systemLibrary", name: $0, imports: [], line: 0)
    }
    nodes = system + rows
    edges = rows.flatMap { row in
      row.imports.filter { module in
        !row.imports.contains { $0 != module && manifest.closure($0).contains(module) }
      }.map { Edge(from: row.name, to: $0) }
    }.sorted()
  }

  /// How many imports lie below a target on its longest way down; 0 for one that imports nothing.
  func depth(_ name: String) -> Int {
    edges.filter { $0.from == name }.map { depth($0.to) + 1 }.max() ?? 0
  }

  /// The picture in graphviz's language, on a background of its own; with a newline at the end.
  var dot: String {
    var lines = [
      "digraph MakerLab {",
      "  graph [bgcolor=\"#fcfcfa\", pad=0.3, nodesep=0.22, ranksep=0.5];",
      "  node [shape=box, style=\"rounded,filled\", fontname=\"Helvetica,Arial,sans-serif\", "
        + "fontsize=13, margin=\"0.12,0.06\", height=0.34, color=\"#5a6b7b\", fillcolor=\"#e8eef4\", "
        + "fontcolor=\"#15212c\"];",
      "  edge [color=\"#7a8896\", arrowsize=0.6, penwidth=0.9];",
    ]
    for node in nodes { lines.append("  \"\(node.name)\"\(attributes(node));") }
    for edge in edges { lines.append("  \"\(edge.from)\" -> \"\(edge.to)\";") }
    let levels = Dictionary(grouping: nodes.map(\.name), by: depth)
    for level in levels.keys.sorted() {
      let names = (levels[level] ?? []).map { "\"\($0)\"" }.joined(separator: "; ")
      lines.append("  { rank=same; \(names); }")
    }
    return (lines + ["}"]).joined(separator: "\n") + "\n"
  }

  private func attributes(_ node: Manifest.Row) -> String {
    switch (node.kind, node.name) {
    case ("executable", _): " [fillcolor=\"#22384d\", fontcolor=\"#ffffff\"]"
    case (_, "MAKERCore"): " [fillcolor=\"#ffd98a\", color=\"#8a6414\", penwidth=1.6]"
    case ("cTarget", _), ("systemLibrary", _):
      " [style=\"rounded,dashed,filled\", fillcolor=\"#fcfcfa\", fontsize=11]"
    default: ""
    }
  }

  /// Names of the nodes and edges that a drawn picture shows, from graphviz's titles.
  static func titles(inSVG text: String) -> Set<String> {
    Set(
      text.matches(of: #/<title>([^<]*)</title>/#).map {
        String($0.1).replacing("&#45;", with: "-").replacing("&gt;", with: ">")
      })
  }
}
