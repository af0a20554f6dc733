import Foundation

@testable import LabCommands

extension ToolFixture {
  /// What calls share, with a store and results in a folder of the test.
  ///
  /// - Parameters:
  ///   - folder: The folder.
  ///   - environment: Variables that lead providers somewhere.
  ///   - spending: What the operator allows.
  /// - Returns: What calls share.
  static func lab(
    _ folder: ScratchFolder, environment: [String: String] = [:],
    spending: ServerSpending = ServerSpending()
  ) throws -> ToolLab {
    ToolLab(
      environment: environment, folder: try LabFolder(folder.path("mcp")),
      results: try LabFolder(folder.path("results")), spending: spending)
  }
}
