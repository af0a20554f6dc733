package import MAKERCore

/// An observer that can tell runs apart whose events come at once.
package protocol TracingObserver: Observer {
  /// Returns an observer of the events of one run.
  ///
  /// - Parameter trace: Whose trace the run belongs to.
  /// - Returns: The observer, which tells where this one tells.
  func observer(of trace: RunTrace) -> any Observer
}

extension EventQueue: TracingObserver {
  /// Puts events into this queue, under the run's own trace.
  package func observer(of trace: RunTrace) -> any Observer {
    TracedQueue(queue: self, trace: trace)
  }
}

private struct TracedQueue: Observer {
  let queue: EventQueue
  let trace: RunTrace

  func observe(_ event: Event) { queue.observe(event, of: trace) }
}
