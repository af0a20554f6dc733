import Storage
import Testing

@Suite struct FileLockTests {
  @Test func oneOwnerAtATime() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("a.lock")
    do {
      let first = try FileLock(path: path)
      #expect(first != nil)
      #expect(try FileLock(path: path) == nil)
      #expect(try folder.contents().keys.sorted() == ["a.lock"])
      withExtendedLifetime(first) {}
    }
    #expect(try folder.contents().isEmpty, "the owner removes the file")
    #expect(try FileLock(path: path) != nil)
  }

  @Test func aFolderThatIsMissingIsSaid() throws {
    let folder = try TemporaryFolder()
    #expect(throws: StoreError.self) { try FileLock(path: folder.path("none/a.lock")) }
  }
}
