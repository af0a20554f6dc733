import Foundation
import LabCommands
import Testing

/// Files at the place of a store that are none: refused in one line, not a byte changed.
@Suite struct StoreRefusalTests {
  enum Damage: String, CaseIterable, Sendable { case text, truncated, torn, foreign, newer, folder }

  @Test(arguments: Damage.allCases) func isRefusedAndLeftAlone(damage: Damage) async throws {
    let folder = try ScratchFolder()
    let experiment = try folder.experiment(Definitions.tiny())
    let out = folder.path("out")
    #expect((await makerlab("run", experiment, "--out", out)).code == .done)
    let sound = try folder.read("out/lab.sqlite")
    try FileManager.default.removeItem(atPath: out)
    try put(damage, sound, in: folder)
    let before = try listing(out)
    for words in [
      ["run", experiment, "--out", out], ["check", experiment, "--out", out], ["status", out],
      ["export", out], ["merge", out, "--out", folder.path("joined")],
      ["plot", experiment, "--out", out],
    ] {
      let run = await makerlab(words)
      #expect(run.isRefusal, "\(words[0]): \(run)")
      #expect(run.notes.first?.contains(out + "/lab.sqlite") == true, "\(run.notes)")
      #expect(try listing(out) == before, "\(words[0])")
    }
    #expect(!folder.exists("joined"))
  }

  @Test func aMissingStoreIsSaid() async throws {
    let folder = try ScratchFolder()
    for words in [["status", folder.path], ["export", folder.path]] {
      let run = await makerlab(words)
      #expect(run.isRefusal)
      #expect(run.notes.first?.contains("lab.sqlite") == true)
    }
    #expect(try listing(folder.path).isEmpty)
  }

  private func put(_ damage: Damage, _ sound: Data, in folder: ScratchFolder) throws {
    var bytes = sound
    switch damage {
    case .text: bytes = Data("This is no store.\n".utf8)
    case .truncated: bytes = sound.prefix(sound.count / 2)
    case .torn: bytes.replaceSubrange(4096..<8192, with: Data(repeating: 0xa5, count: 4096))
    // Bytes 68 to 71 of an SQLite file mark its application, 60 to 63 the version of its tables.
    case .foreign: bytes.replaceSubrange(68..<72, with: Data([1, 2, 3, 4]))
    case .newer: bytes.replaceSubrange(60..<64, with: Data([0, 0, 0, 99]))
    case .folder:
      try folder.write("inside", to: "out/lab.sqlite/file")
      return
    }
    try #require(bytes != sound)
    try folder.write("", to: "out/lab.sqlite")
    try bytes.write(to: URL(filePath: folder.path("out/lab.sqlite")))
  }

  /// Every file below a folder with its bytes.
  private func listing(_ path: String) throws -> [String: Data] {
    var files: [String: Data] = [:]
    for name in FileManager.default.subpaths(atPath: path) ?? [] {
      files[name] = FileManager.default.contents(atPath: path + "/" + name) ?? Data()
    }
    return files
  }
}
