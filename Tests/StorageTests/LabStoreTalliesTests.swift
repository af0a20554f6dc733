import ExperimentDesign
import Storage
import Testing

@Suite struct LabStoreTalliesTests {
  let folder: TemporaryFolder
  let store: LabStore
  let run: Int

  init() throws {
    folder = try TemporaryFolder()
    store = try LabStore(path: folder.path("lab.sqlite"))
    run = try store.prepare()
  }

  func ranges(seed: Int = 7) throws -> [Range<Int>] {
    try store.tallies(point: point, seed: seed).map(\.trials)
  }

  func record(_ trials: Range<Int>, votes: Int = 30, seed: Int = 7) throws {
    try store.record(
      [(key(point, trials, seed: seed), tally(trials: trials.count, votes: votes))], run: run)
  }

  @Test("disjoint ranges add, in the order of their trials")
  func disjoint() throws {
    try record(20..<30)
    try record(0..<10)
    try record(10..<20)
    try record(0..<10, seed: 8)
    #expect(try ranges() == [0..<10, 10..<20, 20..<30])
    #expect(try ranges(seed: 8) == [0..<10])
    #expect(try store.trialCount(point, seed: 7) == 30)
    #expect(try store.trialCount(point, seed: 9) == 0)
  }

  @Test("an equal tally counts once")
  func equal() throws {
    try record(0..<10)
    try record(0..<10)
    #expect(try store.trialCount(point, seed: 7) == 10)
  }

  @Test(
    "overlapping unequal ranges are refused",
    arguments: [0..<5, 5..<10, 2..<8, 0..<11, 9..<11, 0..<100, 15..<25, 10..<29, 29..<31])
  func overlap(offered: Range<Int>) throws {
    try record(0..<10)
    try record(20..<30)
    let error = #expect(throws: StoreError.self) { try record(offered) }
    guard case .tallyConflict(_, let conflict) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(conflict.offered == offered)
    #expect(conflict.held.overlaps(offered))
    #expect(try ranges() == [0..<10, 20..<30])
  }

  @Test("counts that an older laboratory stored without lost trials are the same counts")
  func olderCounts() throws {
    var newer = tally(trials: 10, votes: 30)
    newer.lost.add(3, isUndecided: false)
    try record(0..<10)
    try store.record([(key(point, 0..<10, seed: 7), newer)], run: run)
    #expect(try store.trialCount(point, seed: 7) == 10)
    try store.record([(key(point, 10..<20, seed: 7), newer)], run: run)
    var another = newer
    another.lost.add(4, isUndecided: false)
    #expect(throws: StoreError.self) {
      try store.record([(key(point, 10..<20, seed: 7), another)], run: run)
    }
    #expect(try store.tallies(point: point, seed: 7).map(\.tally.lost.text) == ["", "3w"])
  }

  @Test("an equal key with another tally is refused")
  func otherTally() throws {
    try record(0..<10)
    let conflict = TallyConflict(point: point, seed: 7, held: 0..<10, offered: 0..<10)
    #expect(throws: StoreError.tallyConflict(path: store.path, conflict: conflict)) {
      try record(0..<10, votes: 31)
    }
    #expect(try store.tallies(point: point, seed: 7).map(\.tally) == [tally(trials: 10)])
  }

  @Test("nothing of a batch with a conflict is written")
  func batch() throws {
    try record(0..<10)
    #expect(throws: StoreError.self) {
      try store.record(
        [
          (key(point, 10..<20), tally(trials: 10)), (key(point, 5..<15), tally(trials: 10)),
          (key(point, 20..<30), tally(trials: 10)),
        ], run: run)
    }
    // A batch may also contradict itself.
    #expect(throws: StoreError.self) {
      try store.record(
        [(key(point, 30..<40), tally(trials: 10)), (key(point, 35..<45), tally(trials: 10))],
        run: run)
    }
    #expect(try ranges() == [0..<10])
  }
}
