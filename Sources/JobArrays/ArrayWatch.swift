/// Decides what to do about the elements of an array, from what the queue and the folders say.
package struct ArrayWatch: Sendable {
  /// What an element has come to.
  private enum Fate: Equatable { case open, done, failed }

  /// What to do next.
  package struct Step: Equatable, Sendable {
    /// Elements to submit by their index, ascending; empty where none is missing.
    package var submit: [Int] = []
    /// Elements in the queue that will never run, to be cancelled.
    package var cancel: [QueuedElement] = []
    /// Elements that wait in the queue; count.
    package var pending = 0
    /// Elements that run by their index, from 0, in the order of the queue.
    package var running: [Int] = []
    /// The most frequent reason why elements wait; nil where the queue gives none.
    package var reason: String?
    /// Whether nothing is left to wait for.
    package var isOver = false

    /// A step in which nothing is to be done and so many elements wait; count.
    package init(pending: Int = 0) { self.pending = pending }
  }

  /// What is known of an element.
  private struct Course {
    var fate = Fate.open
    /// Whether it was submitted and has not been missed in the queue since.
    var isSent = false
    /// How far it was when it was last submitted, or seen to have gone; unit 1, range [0, 1].
    var reached = 0.0
    /// Times in a row that it left the queue and had got no further; count.
    var fruitless = 0
  }

  /// Times in a row that an element is submitted without getting further, at most; at least 1.
  package let attempts: Int
  private var courses: [Course]

  /// Watches an array.
  ///
  /// - Parameters:
  ///   - elements: Elements; count, at least 1.
  ///   - attempts: Times in a row that an element is submitted without getting further, at most; at
  ///     least 1.
  package init(elements: Int, attempts: Int) {
    precondition(elements >= 1 && attempts >= 1, "an array has an element, and it a chance")
    self.attempts = attempts
    courses = Array(repeating: Course(), count: elements)
  }

  /// Elements that are done; count.
  package var done: Int { courses.count { $0.fate == .done } }

  /// Elements that left the queue as often as allowed without getting further, ascending.
  package var failed: [Int] { courses.indices.filter { courses[$0].fate == .failed } }

  /// Elements that are neither done nor given up, ascending.
  package var open: [Int] { courses.indices.filter { courses[$0].fate == .open } }

  /// Returns how far the open elements were, each when it was last submitted.
  ///
  /// - Parameter running: Elements that are left out.
  /// - Returns: Sum of their shares; unit 1, 0 to their number.
  package func reached(without running: [Int]) -> Double {
    let running = Set(running)
    return open.reduce(0) { running.contains($1) ? $0 : $0 + courses[$1].reached }
  }

  /// Takes a look.
  ///
  /// - Parameters:
  ///   - queue: What was in the queue, asked for before the other two are.
  ///   - progress: How far an element is that is no longer in the queue; unit 1, range [0, 1].
  ///   - isDone: Whether an element that is no longer in the queue has written its result.
  /// - Returns: What to do; what is submitted has to be told by `submitted`, else it is to be submitted
  ///   at the next look, too.
  /// - Throws: What `isDone` throws.
  package mutating func look(
    queue: [QueuedElement], progress: (Int) -> Double = { _ in 0 }, isDone: (Int) throws -> Bool
  ) rethrows -> Step {
    var step = Step()
    var live: Set<Int> = []
    var reasons: [String: Int] = [:]
    for queued in queue where courses.indices.contains(queued.element) {
      // One that an earlier submitter sent counts as sent.
      courses[queued.element].isSent = true
      if queued.isStuck {
        step.cancel.append(queued)
        continue
      }
      live.insert(queued.element)
      if queued.isPending {
        step.pending += 1
        if !queued.reason.isEmpty { reasons[queued.reason, default: 0] += 1 }
      } else {
        step.running.append(queued.element)
      }
    }
    step.reason = reasons.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    for element in open where !live.contains(element) {
      if try isDone(element) {
        courses[element].fate = .done
        continue
      }
      let reached = progress(element)
      if courses[element].isSent {
        courses[element].isSent = false
        let isFurther = reached > courses[element].reached
        courses[element].fruitless = isFurther ? 0 : courses[element].fruitless + 1
      }
      courses[element].reached = reached
      if courses[element].fruitless >= attempts {
        courses[element].fate = .failed
      } else {
        step.submit.append(element)
      }
    }
    step.isOver = step.submit.isEmpty && open.isEmpty
    return step
  }

  /// Takes note of elements that were submitted.
  ///
  /// - Parameter elements: The elements; each 0 or above, below the number of elements.
  package mutating func submitted(_ elements: [Int]) {
    for element in elements { courses[element].isSent = true }
  }

  /// Time until the next look: often in a short run, never a burden for the scheduler in a long one.
  ///
  /// - Parameter elapsed: Time since the first look; seconds, at least 0.
  /// - Returns: Seconds, .5 to 30.
  package static func pause(elapsed: Double) -> Double { min(max(elapsed / 20, 0.5), 30) }
}
