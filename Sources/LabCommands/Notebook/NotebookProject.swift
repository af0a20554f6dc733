import Foundation

/// The files of a project that a page may use: those that a fresh checkout would have, and new ones.
struct NotebookProject: Sendable {
  /// The project's folder, absolute and without links.
  let root: URL
  /// Paths of the files, relative to it, by name.
  let files: [String]

  /// Lists a project.
  ///
  /// What git does not ignore, where git knows the folder; else everything but what is built, hidden
  /// folders of git, and stores.
  ///
  /// - Parameters:
  ///   - folder: The project's folder.
  ///   - environment: Variables for git; where another project is, as hooks of git say it, counts for
  ///     nothing.
  init(_ folder: URL, environment: [String: String] = ProcessInfo.processInfo.environment) {
    root = folder.resolvingSymlinksInPath().standardizedFileURL
    let listed = Self.listedByGit(root, environment)
    files = (listed.isEmpty ? Self.walked(root) : listed).sorted()
  }

  /// Copies the files to a folder; links stay links, and those that lead out of the project are left out.
  ///
  /// - Parameters:
  ///   - folder: The folder, which is there and empty.
  ///   - isStopped: Asked before each file; true ends the copying.
  /// - Throws: What the file system refuses.
  func copy(to folder: URL, isStopped: () -> Bool) throws {
    var made: Set<String> = []
    for file in files {
      if isStopped() { return }
      let source = root.path + "/" + file
      let target = folder.path + "/" + file
      guard let type = Self.type(of: source) else { continue }
      if type == .typeSymbolicLink, !staysInside(source) { continue }
      guard type == .typeRegular || type == .typeSymbolicLink else { continue }
      let parent = (target as NSString).deletingLastPathComponent
      if made.insert(parent).inserted {
        try FileManager.default.createDirectory(
          atPath: parent, withIntermediateDirectories: true)
      }
      try FileManager.default.copyItem(atPath: source, toPath: target)
    }
  }

  /// Whether a link leads to something of the project by a relative path.
  private func staysInside(_ link: String) -> Bool {
    guard let target = try? FileManager.default.destinationOfSymbolicLink(atPath: link),
      !target.hasPrefix("/")
    else { return false }
    let end = URL(fileURLWithPath: link).resolvingSymlinksInPath().standardizedFileURL.path
    return end.hasPrefix(root.path + "/")
  }

  private static func type(of path: String) -> FileAttributeType? {
    (try? FileManager.default.attributesOfItem(atPath: path))?[.type] as? FileAttributeType
  }

  private static func listedByGit(_ root: URL, _ environment: [String: String]) -> [String] {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      "git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--deduplicate",
    ]
    process.environment = environment.filter { !$0.key.hasPrefix("GIT_") }
    process.currentDirectoryURL = root
    let pipe = Pipe()
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return [] }
    let bytes = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { return [] }
    return bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Folders that are no part of a project.
  private static let leftOut: Set<String> = [".build", ".git", ".venv"]

  private static func walked(_ root: URL, below folder: String = "") -> [String] {
    let names =
      (try? FileManager.default.contentsOfDirectory(atPath: root.path + "/" + folder)) ?? []
    return names.flatMap { name -> [String] in
      if leftOut.contains(name) || name.hasPrefix("lab.sqlite") { return [] }
      let path = folder + name
      // What a link leads to is not gone through.
      return type(of: root.path + "/" + path) == .typeDirectory
        ? walked(root, below: path + "/") : [path]
    }
  }
}
