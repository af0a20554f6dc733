import Foundation
import MCPServer
import Testing

@testable import LabCommands

@Suite struct ResultLibraryTests {
  /// A folder with files that may be read, and others that may not.
  private static func folder() throws -> ScratchFolder {
    let scratch = try ScratchFolder()
    let manager = FileManager.default
    for suite in ["results/core", "results/.hidden", "outside"] {
      try manager.createDirectory(
        atPath: scratch.path(suite), withIntermediateDirectories: true)
    }
    for (path, text) in [
      ("results/core/kmin.csv", "k\n1\n"), ("results/core/kmin.claims.csv", "claim\n"),
      ("results/core/kmin.svg", "<svg/>"), ("results/core/lab.sqlite", "no"),
      ("results/core/.hidden.csv", "no"), ("results/core/a b.csv", "no"),
      ("results/core/csv", "no"), ("results/top.csv", "no"), ("results/.hidden/x.csv", "no"),
      ("outside/secret.csv", "secret"), ("results/core/notes.txt", "no"),
    ] {
      try Data(text.utf8).write(to: URL(filePath: scratch.path(path)))
    }
    try manager.createSymbolicLink(
      atPath: scratch.path("results/core/link.csv"),
      withDestinationPath: scratch.path("outside/secret.csv"))
    try manager.createSymbolicLink(
      atPath: scratch.path("results/linked"), withDestinationPath: scratch.path("outside"))
    return scratch
  }

  @Test func onlyPlainFilesOfKnownKindsAreThere() throws {
    let scratch = try Self.folder()
    let library = ResultLibrary(try LabFolder(scratch.path("results")))
    #expect(
      library.entries.map { "\($0.suite)/\($0.file)" } == [
        "core/kmin.claims.csv", "core/kmin.csv", "core/kmin.svg",
      ])
    #expect(library.entries.map(\.size) == [6, 4, 6])
    let (entry, bytes) = try #require(try library.read(suite: "core", file: "kmin.csv"))
    #expect(entry.kind == .csv)
    #expect(String(decoding: bytes, as: UTF8.self) == "k\n1\n")
    for (suite, file) in [
      ("core", "link.csv"), ("linked", "secret.csv"), ("core", "lab.sqlite"), ("..", "secret.csv"),
      ("core", "../top.csv"), ("core", ".hidden.csv"), ("", "top.csv"), ("core", "kmin.csv\n"),
    ] {
      #expect(try library.read(suite: suite, file: file) == nil, "\(suite)/\(file)")
    }
  }

  @Test func aFolderThatIsMissingIsEmpty() throws {
    #expect(ResultLibrary(try LabFolder("/nonexistent/results")).entries.isEmpty)
  }

  @Test func whatIsTooLargeIsNotRead() throws {
    let scratch = try Self.folder()
    let path = scratch.path("results/core/large.csv")
    #expect(FileManager.default.createFile(atPath: path, contents: nil))
    let handle = try FileHandle(forWritingTo: URL(filePath: path))
    try handle.truncate(atOffset: UInt64(ResultLibrary.mostBytes) + 1)
    try handle.close()
    let library = ResultLibrary(try LabFolder(scratch.path("results")))
    #expect(throws: LabError.self) { try library.read(suite: "core", file: "large.csv") }
  }

  @Test func resourcesAreTheFilesAndTheReference() throws {
    let scratch = try Self.folder()
    let resources = LabResources(try LabFolder(scratch.path("results")))
    let listed = try resources.list()
    #expect(
      listed.map(\.uri) == [
        "makerlab://reference", "makerlab://results/core/kmin.claims.csv",
        "makerlab://results/core/kmin.csv", "makerlab://results/core/kmin.svg",
      ])
    for resource in listed {
      let content = try #require(try resources.read(resource.uri), "\(resource.uri)")
      #expect(content.mimeType == resource.mimeType)
    }
    // Decoded once: what is coded needlessly is found, what is coded twice is not.
    #expect(
      try resources.read("makerlab://results/c%6Fre/kmin.csv")
        == MCPContent(mimeType: "text/csv", body: .text("k\n1\n")))
    for uri in [
      "makerlab://results/c%256Fre/kmin.csv", "makerlab://results/core%2Fkmin.csv",
      "makerlab://results/core/%zz.csv", "makerlab://results/core/kmin.csv?x",
      "makerlab://results/core/kmin.csv/", "makerlab://reference/", "makerlab://results",
      "file://" + scratch.path("outside/secret.csv"), scratch.path("outside/secret.csv"),
    ] {
      #expect(try resources.read(uri) == nil, "\(uri)")
    }
  }
}
