package import Foundation

/// Programs of this package that stand beside the tests.
package enum BuiltProgram {
  /// Where a program stands, beside the test bundle or in a folder above it.
  ///
  /// - Parameter name: Name of an executable target.
  /// - Returns: Its place.
  /// - Throws: An error that names it, where it was not built.
  package static func url(_ name: String) throws -> URL {
    let places =
      [CommandLine.arguments[0]] + CommandLine.arguments.filter { $0.contains(".xctest") }
      + [Bundle.main.bundlePath] + Bundle.allBundles.map(\.bundlePath)
    for place in places {
      var folder = URL(filePath: place).standardizedFileURL
      while folder.path != "/" {
        folder.deleteLastPathComponent()
        let program = folder.appending(path: name)
        var isFolder: ObjCBool = false
        if unsafe FileManager.default.fileExists(atPath: program.path, isDirectory: &isFolder),
          !isFolder.boolValue, FileManager.default.isExecutableFile(atPath: program.path)
        {
          return program
        }
      }
    }
    throw NotBuilt(name: name)
  }

  private struct NotBuilt: Error, CustomStringConvertible {
    let name: String
    var description: String { "the executable \(name) does not stand beside the tests" }
  }
}
