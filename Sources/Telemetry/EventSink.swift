package import MAKERCore

/// An event and when it was observed.
package struct ObservedEvent: Sendable {
  /// Time since the beginning of 1970, UTC; nanoseconds.
  package var time: Int
  /// What was observed.
  package var event: Event
  /// Whose trace its run belongs to; nil where one run is told of at a time.
  package var trace: RunTrace?

  /// Makes an observed event.
  package init(time: Int, event: Event, trace: RunTrace? = nil) {
    self.time = time
    self.event = event
    self.trace = trace
  }
}

/// What a queue hands to its sinks at once.
package struct EventBatch: Sendable {
  /// Events in the order in which they were observed; often none, for time passes too.
  package var events: [ObservedEvent]
  /// Time since the beginning of 1970, UTC; nanoseconds.
  package var time: Int
  /// What was lost until now.
  package var lost: LostEvents

  /// Makes a batch.
  package init(events: [ObservedEvent], time: Int, lost: LostEvents = LostEvents()) {
    self.events = events
    self.time = time
    self.lost = lost
  }
}

/// Where a queue brings events: a file or a collector.
///
/// All calls come one after another from the queue's own thread, which may be held up by them.
package protocol EventSink: Sendable {
  /// What it is and where, for a person; without secrets.
  var name: String { get }
  /// Least level of events that it wants; it may be handed others too, and leaves them alone.
  var level: EventLevel { get }

  /// Takes events, many times a second, also when there are none.
  ///
  /// - Parameter batch: Events since the last call.
  /// - Throws: What its place refuses; it is called again all the same.
  mutating func take(_ batch: EventBatch) throws

  /// Brings everything home; nothing comes after it.
  ///
  /// - Parameter last: The time, and what was lost in all; no events.
  /// - Throws: What its place refuses.
  mutating func finish(_ last: EventBatch) throws
}
