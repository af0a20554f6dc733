import Foundation

/// A program of a test that stands in for another.
package enum StandIn {
  /// Writes a program that can be started at once.
  ///
  /// Another process writes it.  This one may be starting programs on other threads, which hold what
  /// it has open until they run; and a file that anybody could write to cannot be started.
  ///
  /// - Parameters:
  ///   - text: The whole text of the program.
  ///   - path: Where it stands; its folder is made.
  /// - Throws: What keeps it from being written.
  package static func write(_ text: String, to path: String) throws {
    let shell = Process()
    shell.executableURL = URL(filePath: "/bin/sh")
    shell.arguments = [
      "-c", #"mkdir -p "${1%/*}" && printf %s "$2" > "$1" && chmod 755 "$1""#, "sh", path, text,
    ]
    shell.standardInput = FileHandle.nullDevice
    try shell.run()
    try shell.waitForEnd()
    guard shell.terminationStatus == 0 else { throw CocoaError(.fileWriteUnknown) }
  }
}
