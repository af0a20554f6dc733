import Foundation
import Notebooks

/// A temporary folder in which a page runs, with a copy of the project and a home of its own.
final class NotebookFolder: Sendable {
  private let root: URL
  private let leftovers: NotebookLeftovers
  /// The copy of the project, in which commands start.
  let project: URL
  /// `HOME` of the commands.
  let home: URL
  /// `TMPDIR` of the commands.
  let scratch: URL
  /// First on `PATH`: a link `makerlab` to this very program.
  let programs: URL
  /// Scripts of blocks, and what their commands print.
  let blocks: URL

  /// Makes the folder.
  ///
  /// - Parameters:
  ///   - files: The project that is copied.
  ///   - program: The program that pages know as `makerlab`; nil where there is none.
  ///   - leftovers: Knows the folder as long as it is there.
  ///   - isStopped: Asked now and then; true ends the copying.
  /// - Throws: What the file system refuses.
  init(
    of files: NotebookProject, program: URL?, leftovers: NotebookLeftovers, isStopped: () -> Bool
  ) throws {
    let root = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
      .appendingPathComponent("makerlab-notebook-\(UUID().uuidString)")
    self.root = root
    self.leftovers = leftovers
    func folder(_ name: String) -> URL { root.appendingPathComponent(name, isDirectory: true) }
    project = folder("project")
    home = folder("home")
    scratch = folder("tmp")
    programs = folder("bin")
    blocks = folder("blocks")
    leftovers.made(root)
    do {
      try FileManager.default.createDirectory(
        at: root, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
      for url in [project, home, scratch, programs, blocks] {
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: false)
      }
      if let program {
        try FileManager.default.createSymbolicLink(
          at: programs.appendingPathComponent("makerlab"), withDestinationURL: program)
      }
      try files.copy(to: project, isStopped: isStopped)
    } catch {
      remove()
      throw error
    }
  }

  /// Takes the folder away with everything in it.
  func remove() { leftovers.remove(root) }

  /// Where a path of a page leads.
  ///
  /// - Parameter path: The path.
  /// - Returns: The absolute path of it.
  /// - Throws: `LabError` where a link on the way leads out of the copy of the project.
  func place(of path: NotebookPath) throws -> String {
    var place = project.path
    for part in path.parts {
      place += "/" + part
      let type = (try? FileManager.default.attributesOfItem(atPath: place))?[.type]
      guard type as? FileAttributeType == .typeSymbolicLink else { continue }
      let end = URL(fileURLWithPath: place).resolvingSymlinksInPath().standardizedFileURL.path
      guard end.hasPrefix(project.path + "/"), FileManager.default.fileExists(atPath: end) else {
        throw LabError("\(path): a link on the way leads out of the page's folder, or nowhere")
      }
    }
    return place
  }

  /// Writes a file of a page.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - path: Where it goes.
  ///   - appends: Whether it is added to what is there.
  /// - Throws: `LabError` for a link that leads out, or what the file system refuses.
  func write(_ text: String, to path: NotebookPath, appends: Bool) throws {
    let place = try place(of: path)
    let parent = (place as NSString).deletingLastPathComponent
    do {
      try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
      let old = appends ? FileManager.default.contents(atPath: place) ?? Data() : Data()
      try (old + Data(text.utf8)).write(to: URL(fileURLWithPath: place))
    } catch {
      throw LabError("\(path): cannot be written: \(error.localizedDescription)")
    }
  }
}
