import MAKERCore

extension EngineCheck {
  /// The first draw fails twice before its reply comes: it is one vote, and two retries.
  static let failedAttempts = certain(
    "failed attempts", compares: "a draw that fails twice before it replies is one vote"
  ) { engine in
    let script = ReplyScript(draws: [
      .init(failures: 2), .init(isRight: false), .init(), .init(),
    ])
    let expected = StepBallot(
      winner: "right", votes: 4, draws: 4, retries: 2, tooLong: 0, tokens: 1600)
    return engine.decide(script, policy: VotingPolicy(rule: RaceRule(margin: 2)))
      .difference(from: expected)
  }
}
