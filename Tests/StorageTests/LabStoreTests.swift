import ExperimentDesign
import Foundation
import Storage
import Testing

@Suite struct LabStoreTests {
  let folder: TemporaryFolder
  let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.path("lab.sqlite")
  }

  @Test("a committed row is seen by a second connection at once")
  func durable() throws {
    let store = try LabStore(path: path)
    let run = try store.prepare()
    for first in 0..<5 {
      try store.record([(key(point, first..<first + 1), tally(trials: 1))], run: run)
      let second = try LabStore(readingOnly: path)
      #expect(try second.tallies(point: point, seed: 7).count == first + 1)
    }
    withExtendedLifetime(store) {}
  }

  @Test("two connections write to one store")
  func twoWriters() throws {
    let one = try LabStore(path: path)
    let two = try LabStore(path: path)
    let run = try one.prepare()
    try one.record([(key(point, 0..<10), tally(trials: 10))], run: run)
    try two.record([(key(point, 10..<20), tally(trials: 10))], run: run)
    one.close()
    try two.record([(key(point, 20..<30), tally(trials: 10))], run: run)
    #expect(try two.tallies(point: point, seed: 7).map(\.trials) == [0..<10, 10..<20, 20..<30])
  }

  @Test("reading changes neither the store nor its folder")
  func readingOnly() throws {
    try LabStore(path: path).fill(points: 20)
    let before = try folder.contents()
    #expect(before.keys.sorted() == ["lab.sqlite"])
    let reader = try LabStore(readingOnly: path)
    #expect(try reader.points().count == 20)
    #expect(throws: StoreError.readOnly(path: path)) {
      try reader.record([(key(point, 0..<10), tally(trials: 10))], run: 1)
    }
    #expect(throws: StoreError.readOnly(path: path)) {
      try reader.save(experiment: StoredExperiment(suite: "a", name: "b", seed: 1, definition: ""))
    }
    reader.close()
    #expect(try folder.contents() == before)
  }

  @Test("a reader sees what a writer adds meanwhile")
  func readerBesideWriter() throws {
    try LabStore(path: path).fill(points: 20)
    let reader = try LabStore(readingOnly: path)
    let writer = try LabStore(path: path)
    try writer.savePoint(point, definition: pointText)
    #expect(try reader.points().count == 21)
    reader.close()
    writer.close()
    #expect(try folder.contents().keys.sorted() == ["lab.sqlite"])
  }

  @Test("a store behind a link is the store")
  func link() throws {
    let store = try LabStore(path: path)
    let run = try store.prepare()
    let alias = folder.path("alias.sqlite")
    try FileManager.default.createSymbolicLink(atPath: alias, withDestinationPath: "lab.sqlite")
    let other = try LabStore(path: alias)
    try other.record([(key(point, 0..<10), tally(trials: 10))], run: run)
    #expect(try store.trialCount(point, seed: 7) == 10)
  }
}
