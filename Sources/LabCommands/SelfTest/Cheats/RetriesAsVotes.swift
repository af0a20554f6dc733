import MAKERCore

/// Each attempt at a draw counts as a vote for what the draw says in the end.
struct RetriesAsVotes: Cheat {
  let name = "retries as votes"
  let summary = "each attempt at a draw counts as a vote for what the draw says in the end"
  let check = EngineCheck.failedAttempts

  func decide(_ script: ReplyScript, policy: VotingPolicy) -> StepBallot {
    let attempts = script.draws.flatMap { draw in
      var attempt = draw
      attempt.failures = 0
      return [ReplyScript.Draw](repeating: attempt, count: draw.failures + 1)
    }
    return ReplyScript(draws: attempts).decision(policy: policy)
  }
}
