/// Follows one agent's work: escalated once a window holds too much rework, until a window holds not.
///
/// Windows follow each other and do not overlap.  One that holds too much ends at once, escalates the
/// agent, and the next begins; a whole window without too much ends the escalation.
package struct ReworkWatch: Hashable, Sendable {
  /// The rule.
  package let rule: ReworkRule
  /// Whether the agent is escalated.
  package private(set) var isEscalated = false
  /// Pieces of the window that were done; count, below the window's.
  package private(set) var done = 0
  /// Pieces of the window that had to be done again; count, at most `done` and the rule's `most`.
  package private(set) var reworked = 0

  /// Begins to follow an agent.
  package init(_ rule: ReworkRule) { self.rule = rule }

  /// How the agent's work is escalated.
  package var escalation: AllocationState.Escalation { isEscalated ? .rework : .none }

  /// Counts a piece of work.
  ///
  /// - Parameter wasReworked: Whether it had to be done again.
  package mutating func count(wasReworked: Bool) {
    done += 1
    reworked += wasReworked ? 1 : 0
    if reworked > rule.most {
      self = ReworkWatch(rule)
      isEscalated = true
    } else if done == rule.window {
      self = ReworkWatch(rule)
    }
  }

  /// Every state that following an agent can come to.
  ///
  /// - Parameter rule: The rule.
  /// - Returns: The states, in the order in which they are first reached.
  package static func reachable(_ rule: ReworkRule) -> [ReworkWatch] {
    var found = [ReworkWatch(rule)]
    var known = Set(found)
    var next = 0
    while next < found.count {
      for wasReworked in [false, true] {
        var watch = found[next]
        watch.count(wasReworked: wasReworked)
        if known.insert(watch).inserted { found.append(watch) }
      }
      next += 1
    }
    return found
  }
}
