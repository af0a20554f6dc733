import Foundation
import Storage
import Testing

@Suite struct AtomicFileTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test("a file is made, kept when equal and replaced when not, with nothing left beside it")
  func writes() throws {
    let path = folder.path("out.csv")
    #expect(try writeAtomically(Array("one".utf8), to: path))
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSince1970: 1000)], ofItemAtPath: path)
    #expect(try !writeAtomically(Array("one".utf8), to: path))
    let kept = try FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date
    #expect(kept == Date(timeIntervalSince1970: 1000))
    #expect(try writeAtomically(Array("two".utf8), to: path))
    #expect(try folder.contents() == ["out.csv": Data("two".utf8)])
  }

  @Test("a link stays a link")
  func link() throws {
    try folder.write(Data("old".utf8), to: "real.csv")
    let link = folder.path("link.csv")
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "real.csv")
    #expect(try writeAtomically(Array("new".utf8), to: link))
    #expect(try folder.read("real.csv") == Data("new".utf8))
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "real.csv")
  }

  @Test("a path that cannot be written is an error that names it")
  func refused() throws {
    let lost = folder.path("no/out.csv")
    #expect(throws: StoreError.cannotOpen(path: lost, reason: "No such file or directory")) {
      try writeAtomically([1], to: lost)
    }
    #expect(throws: StoreError.cannotOpen(path: folder.path, reason: "Is a directory")) {
      try writeAtomically([1], to: folder.path)
    }
    #expect(try folder.contents().isEmpty)
  }
}
