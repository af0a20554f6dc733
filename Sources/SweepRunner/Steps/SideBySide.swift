/// Does many independent things side by side, so many at a time.
package struct SideBySide: Sendable {
  /// Things under way at the same time; count, at least 1.
  package let limit: Int

  /// Sets the limit; at least 1.
  package init(limit: Int) {
    precondition(limit >= 1, "at least one thing is under way")
    self.limit = limit
  }

  /// What is to be done after one of them.
  package enum Next: Sendable {
    /// Start another.
    case goOn
    /// Start no other, and wait for those under way.
    case wait
    /// Start no other, and tell those under way to stop.
    case stop
  }

  /// Why it ended.
  package enum Ending: Equatable, Sendable {
    /// Everything was done.
    case finished
    /// Something that came ended it.
    case ended
    /// A request to stop came.
    case interrupted
  }

  private enum Signal<Output: Sendable>: Sendable {
    case output(Int, Output)
    case stopRequested
  }

  /// Does things until all are done or something ends it.
  ///
  /// - Parameters:
  ///   - count: How many things; at least 0.
  ///   - request: Looked at twenty times a second; those under way are told to stop when it is made.
  ///   - work: Does one of them, by its number.
  ///   - take: Takes what came of one, as they come, and whether it had been told to stop.
  /// - Returns: Why it ended.
  package func run<Output: Sendable>(
    _ count: Int, until request: StopRequest,
    _ work: @escaping @Sendable (Int) async -> Output,
    take: (_ number: Int, _ output: Output, _ isStopped: Bool) -> Next
  ) async -> Ending {
    await withTaskGroup(of: Signal<Output>.self) { group in
      var next = 0
      var running = 0
      var ending = Ending.finished
      var isStopped = false
      func start() {
        while ending == .finished, running < limit, next < count {
          let number = next
          group.addTask { .output(number, await Self.away { await work(number) }) }
          next += 1
          running += 1
        }
      }
      group.addTask {
        while !Task.isCancelled, !request.isRequested {
          try? await Task.sleep(for: .milliseconds(50))
        }
        return .stopRequested
      }
      start()
      while running > 0, let signal = await group.next() {
        guard case .output(let number, let output) = signal else {
          if !isStopped {
            isStopped = true
            ending = .interrupted
            group.cancelAll()
          }
          continue
        }
        running -= 1
        switch take(number, output, isStopped) {
        case .goOn: start()
        case .wait: if ending == .finished { ending = .ended }
        case .stop:
          if ending == .finished { ending = .ended }
          isStopped = true
          group.cancelAll()
        }
      }
      group.cancelAll()
      return ending
    }
  }

  /// Works away from the task that hands the work out.
  @concurrent
  private static func away<Output: Sendable>(
    _ work: @Sendable () async -> Output
  ) async -> Output { await work() }
}
