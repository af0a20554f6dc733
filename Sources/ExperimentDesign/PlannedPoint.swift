import MAKERCore

/// A design point with its stop rule.
package struct PlannedPoint: Sendable {
  /// What the point is for, where `judge_target` chose it.
  package enum Role: String, Sendable {
    /// Any point of another stop rule.
    case plain
    /// Whole tasks, enough of them to tell the success from the target.
    case wholeTasks = "whole_tasks"
    /// Step errors of a point whose whole tasks are too dear.
    case stepErrors = "step_errors"
    /// Aggregate draws beside step errors, which test the sampler.
    case sampler
  }

  /// The setting of all factors.
  package let point: DesignPoint
  /// When sampling ends.
  package let stop: StopRule
  /// What the point is for.
  package let role: Role
  /// Strong id of the point.
  package let id: StrongID
  /// Id that addresses the random streams: agent points take those of the vote point beside them, and
  /// so get exactly its votes and flags, whatever time their replies take and however many are asked
  /// for at once; points of another race rule see the same draws.
  package let streamID: StrongID

  /// Plans a point and takes the digests that name it in stores and address its streams.
  ///
  /// - Parameters:
  ///   - point: The design point.
  ///   - stop: When to end sampling.
  ///   - role: What the point is there for.
  package init(point: DesignPoint, stop: StopRule, role: Role = .plain) {
    self.point = point
    self.stop = stop
    self.role = role
    self.id = StrongID(of: point.canonicalDefinition(stopKind: stop.kind))
    if point.fidelity == .agent || point.rule != .firstToAheadBy || point.stopping != nil {
      // Every limit and reading judges the same replies.
      var votes = point
      votes.fidelity = .vote
      votes.latency = nil
      votes.issue = .needed
      votes.tokenLimit = nil
      votes.reading = nil
      votes.rule = .firstToAheadBy
      if point.stopping != nil {
        // All stopping rules of a channel see the same votes.
        votes.stopping = nil
        (votes.margin, votes.marginChoice, votes.cap) = (1, .fixed(1), nil)
      }
      streamID = StrongID(of: votes.canonicalDefinition(stopKind: stop.kind))
    } else {
      streamID = id
    }
  }

  /// Votes of one trial to expect; votes.
  package var votesPerTrial: Double { point.votesToExpect * Double(point.racesPerTrial) }

  /// Votes to expect over all trials, 0 where none are cast; votes.
  package var votesToExpect: Double {
    point.fidelity.castsVotes ? votesPerTrial * Double(stop.mostTrials) : 0
  }

  /// Draws to expect over all trials, 0 where none are made; draws.
  package var drawsToExpect: Double { votesToExpect / point.voteRate }

  /// Trials computed and stored at a time; count, at least 1.
  ///
  /// A function of the definition alone, so that every layout of workers and shards stores the same
  /// ranges: some 2e7 votes, or fewer where the stop rule may make later ones useless or a vote is dear.
  package var trialsPerChunk: Int {
    if point.keepsTrials { return 1 }
    let votes: Double
    switch point.fidelity {
    case .aggregate, .exact: return 1000
    case .agent: votes = 2e5
    case .vote: votes = stop.looksAtOutcomes ? 1e6 : 2e7
    }
    let draws = votesPerTrial / point.voteRate
    return max(1, Int(min(votes / max(draws, 1), 1e6)))
  }
}
