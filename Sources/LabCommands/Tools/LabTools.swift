import MCPServer

/// The tools of the laboratory.
enum LabTools {
  /// All of them, in the order in which they are listed.
  static let all: [any LabTool.Type] = [VoteTool.self, ExplainTool.self]

  /// The tools as a server offers them.
  ///
  /// - Parameter lab: What all calls share.
  /// - Returns: The tools, in the order in which they are listed.
  static func offered(in lab: ToolLab) -> [MCPTool] { all.map { $0.offered(in: lab) } }
}
