import JobArrays
import Testing

@Suite("What is decided about the elements of an array")
struct ArrayWatchTests {
  private func queued(_ elements: Int..., state: String = "RUNNING") -> [QueuedElement] {
    QueuedElement.parse(elements.map { "5|\($0)|\(state)|None" }.joined(separator: "\n"))
  }

  /// Looks, and says that what is to be submitted was.
  private func look(
    _ watch: inout ArrayWatch, _ queue: [QueuedElement] = [], progress: Double = 0,
    isDone: (Int) -> Bool = { _ in false }
  ) -> ArrayWatch.Step {
    let step = watch.look(queue: queue, progress: { _ in progress }, isDone: isDone)
    watch.submitted(step.submit)
    return step
  }

  @Test("All are submitted, the lost alone again, and what is done is never asked again")
  func course() {
    var watch = ArrayWatch(elements: 4, attempts: 2)
    #expect(look(&watch).submit == [0, 1, 2, 3])
    var step = look(&watch, queued(0, 1, 2, 3, state: "PENDING"))
    #expect(step == ArrayWatch.Step(pending: 4))
    step = look(&watch, queued(0, 2)) { $0 == 3 }
    #expect(step.submit == [1] && step.running == [0, 2] && watch.done == 1)
    // Element 1 is lost for the second time; 3 would not be done any more, had it been asked.
    step = look(&watch, queued(0)) { $0 == 2 }
    #expect(step.submit.isEmpty && !step.isOver && watch.failed == [1] && watch.open == [0])
    step = look(&watch) { $0 == 0 }
    #expect(step.isOver && watch.done == 3 && watch.failed == [1])
  }

  @Test("What an earlier submitter sent is not sent again while it is in the queue")
  func takenOver() {
    var watch = ArrayWatch(elements: 3, attempts: 1)
    let step = look(&watch, queued(1)) { $0 == 0 }
    #expect(step.submit == [2] && watch.done == 1)
    _ = look(&watch, queued(2))
    #expect(watch.failed == [1], "it counts as sent")
  }

  @Test("A submission that was refused is tried again and counts for nothing")
  func refused() {
    var watch = ArrayWatch(elements: 2, attempts: 1)
    for _ in 0..<5 { #expect(watch.look(queue: []) { _ in false }.submit == [0, 1]) }
    watch.submitted([0])
    let step = watch.look(queue: queued(0)) { _ in false }
    #expect(step.submit == [1] && watch.failed.isEmpty)
  }

  @Test("Only attempts that get no further count, and only those in a row")
  func further() {
    var watch = ArrayWatch(elements: 1, attempts: 2)
    #expect(look(&watch, progress: 0.1).submit == [0])
    for progress in [0.2, 0.2, 0.3, 0.4, 0.4] {
      #expect(look(&watch, progress: progress).submit == [0])
    }
    #expect(watch.reached(without: []) == 0.4 && watch.reached(without: [0]) == 0)
    #expect(look(&watch, progress: 0.4).isOver && watch.failed == [0])
  }

  @Test("Of the reasons to wait the most frequent is told, of equal ones the first in the alphabet")
  func reason() {
    var watch = ArrayWatch(elements: 9, attempts: 1)
    func reason(_ reasons: String...) -> String? {
      let lines = reasons.enumerated().map { "5|\($0)|PENDING|\($1)" }.joined(separator: "\n")
      return watch.look(queue: QueuedElement.parse(lines)) { _ in false }.reason
    }
    #expect(reason("Resources", "Priority", "Priority") == "Priority")
    #expect(reason("Resources", "Priority") == "Priority")
    #expect(reason("None", "None", "Resources") == "Resources")
    #expect(reason("None") == nil)
  }

  @Test("What can never start is cancelled and sent again; numbers out of range are nobody's")
  func stuck() {
    var watch = ArrayWatch(elements: 2, attempts: 3)
    let held = QueuedElement.parse("5|0|PENDING|launch failed requeued held\n5|9|RUNNING|None")
    let step = look(&watch, held + queued(1))
    #expect(step.cancel == [held[0]] && step.submit == [0] && step.running == [1])
  }

  /// Whatever is lost and whenever: no element is submitted more often than allowed, none twice at
  /// a time, and in the end each is done or failed.
  @Test("Any course of losses ends", arguments: 0..<200)
  func anyCourse(seed: UInt64) {
    var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
    func random(_ bound: Int) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state % UInt64(bound))
    }
    let elements = 1 + random(6)
    let attempts = 1 + random(4)
    var watch = ArrayWatch(elements: elements, attempts: attempts)
    var live: Set<Int> = []
    var done: Set<Int> = []
    var sent = [Int](repeating: 0, count: elements)
    for look in 0...1000 {
      let queue = QueuedElement.parse(live.map { "1|\($0)|RUNNING|None" }.joined(separator: "\n"))
      let step = watch.look(queue: queue) { element in
        #expect(!live.contains(element), "one in the queue is not asked, seed \(seed)")
        return done.contains(element)
      }
      watch.submitted(step.submit)
      if step.isOver { break }
      #expect(look < 1000, "it ends, seed \(seed)")
      for element in step.submit {
        #expect(live.insert(element).inserted && !done.contains(element), "seed \(seed)")
        sent[element] += 1
      }
      for element in live.sorted() {
        switch random(4) {
        case 0:
          live.remove(element)
          done.insert(element)
        case 1: live.remove(element)
        default: break
        }
      }
    }
    #expect(sent.allSatisfy { $0 <= attempts }, "seed \(seed)")
    #expect(watch.done == done.count && watch.done + watch.failed.count == elements, "seed \(seed)")
    #expect(watch.failed.allSatisfy { sent[$0] == attempts }, "seed \(seed)")
  }

  @Test("Looks are half a second apart at first and half a minute later")
  func pause() {
    #expect(ArrayWatch.pause(elapsed: 0) == 0.5)
    #expect(ArrayWatch.pause(elapsed: 100) == 5)
    #expect(ArrayWatch.pause(elapsed: 1e6) == 30)
  }
}
