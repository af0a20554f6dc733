package import Economics

/// What a policy did in some weeks: counts that add.
package struct PolicyTally: Equatable, Sendable {
  /// Tasks that came; count.
  package var tasks = 0
  /// Tasks that ended right; count.
  package var right = 0
  /// Tasks that ended wrong, and nobody saw it; count.
  package var wrong = 0
  /// Tasks of which every attempt failed in sight; count.
  package var failed = 0
  /// Tasks that still waited when the last week ended; count.
  package var deferred = 0
  /// Times that a task was put off to the next week; count.
  package var deferrals = 0
  /// Tasks for which a tier above their first was asked; count.
  package var escalated = 0
  /// Attempts; count.
  package var attempts = 0
  /// Security tasks that were begun; count.
  package var security = 0
  /// Security tasks for which a tier below the highest was asked; count.
  package var downgrades = 0
  /// Calls to each tier; count.
  ///
  /// - Shape: `calls[tier.rank]`.
  package var calls = [0, 0, 0]
  /// Time of the calls to each tier; milliseconds.
  package var milliseconds = [0, 0, 0]
  /// Cost of all calls; 1e-12 of the price book's unit.
  package var picodollars = 0
  /// Cost of the calls of attempts after the first; 1e-12 of the price book's unit.
  package var reworkPicodollars = 0
  /// Time from begin to end of the tasks done, calls asked at once counted once; milliseconds.
  package var latency = 0
  /// Time that tasks waited for a week to begin; milliseconds.
  package var waited = 0
  /// Weeks in which a limit was passed; count.
  package var weeksOver = 0
  /// Weeks; count.
  package var weeks = 0
  /// Sum over tasks of the square of a task's cost, in 1e-6 of the unit; unit² × 1e-12.
  package var squaredMicrodollars = 0.0

  /// Makes a tally of nothing.
  package init() {}

  /// Tasks done, for better or worse; count.
  package var done: Int { right + wrong + failed }

  /// Cost of all calls.
  package var cost: Money { Money(picodollars: picodollars) }

  /// Adds what was done elsewhere.
  package static func += (tally: inout PolicyTally, other: PolicyTally) {
    tally.tasks += other.tasks
    tally.right += other.right
    tally.wrong += other.wrong
    tally.failed += other.failed
    tally.deferred += other.deferred
    tally.deferrals += other.deferrals
    tally.escalated += other.escalated
    tally.attempts += other.attempts
    tally.security += other.security
    tally.downgrades += other.downgrades
    for tier in tally.calls.indices {
      tally.calls[tier] += other.calls[tier]
      tally.milliseconds[tier] += other.milliseconds[tier]
    }
    tally.picodollars += other.picodollars
    tally.reworkPicodollars += other.reworkPicodollars
    tally.latency += other.latency
    tally.waited += other.waited
    tally.weeksOver += other.weeksOver
    tally.weeks += other.weeks
    tally.squaredMicrodollars += other.squaredMicrodollars
  }
}
