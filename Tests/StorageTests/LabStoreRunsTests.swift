import ExperimentDesign
import Storage
import Testing

@Suite struct LabStoreRunsTests {
  @Test("runs are listed with what made them and how they ended")
  func runs() throws {
    let folder = try TemporaryFolder()
    let store = try LabStore(path: folder.path("lab.sqlite"))
    var dirty = manifest(shard: "1/2")
    dirty.isDirty = true
    var clean = manifest(shard: "0/2")
    clean.isDirty = false
    let first = try store.beginRun(dirty)
    let second = try store.beginRun(clean)
    let third = try store.beginRun(manifest())
    try store.endRun(second, stopped: "2026-01-02T04:00:00Z", ending: "done")
    #expect(
      try store.runs() == [
        StoredRun(id: first, manifest: dirty, stopped: nil, ending: nil),
        StoredRun(id: second, manifest: clean, stopped: "2026-01-02T04:00:00Z", ending: "done"),
        StoredRun(id: third, manifest: manifest(), stopped: nil, ending: nil),
      ])
  }
}
