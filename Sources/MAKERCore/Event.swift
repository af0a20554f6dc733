/// One observable moment of a run.
public enum Event: Sendable {
  /// A run begins, or goes on after decided steps.
  case runStarted(task: String, steps: Int, margin: Int, trial: Int, decided: Int)
  /// A draw was asked for.
  case drawRequested(DrawCoordinates, temperature: Double)
  /// A reply came.
  case replyReceived(DrawCoordinates, usage: Usage, finish: Reply.Finish, latency: Int)
  /// A reply was discarded.
  case flagged(DrawCoordinates, RedFlag)
  /// A valid reply was counted; candidates are numbered by first appearance, from 0.
  case voteCast(DrawCoordinates, candidate: Int, lead: Int)
  /// A candidate won its race.
  case raceDecided(trial: Int, step: Int, candidate: Int, votes: Int, draws: Int)
  /// A race ended without a winner.
  case undecided(trial: Int, step: Int, votes: Int, draws: Int, reason: UndecidedReason)
  /// An undecided step goes to the next channel, numbered from 0.
  case escalated(trial: Int, step: Int, channel: Int)
  /// A draw failed and is asked for again; attempts count from 1.
  case retried(DrawCoordinates, attempt: Int, failure: ChannelFailure)
  /// A draw failed for good; the run stops.
  case failed(DrawCoordinates, failure: ChannelFailure)
  /// A draw was given up: it is not waited for any more, or its reply, which came, does not count.
  case cancelled(DrawCoordinates)
  /// A step is over, decided or not; the action is the voted one, as text.
  case stepCompleted(StepRecord, action: String?)
  /// A run is over, or interrupted.
  case runEnded(SolveReport)
}

/// Why a race has no winner.
public enum UndecidedReason: String, Hashable, Sendable, Codable {
  /// The votes reached the cap.
  case cap
  /// The draws reached their limit, flags counted.
  case drawLimit = "draw limit"
  /// So many replies were red-flagged one after another.
  case flagRun = "run of flags"
}

/// Receives every event of a run, in order, on the run's own thread: it must return at once.
public protocol Observer: Sendable {
  /// Takes one event.
  func observe(_ event: Event)
}
