import MAKERCore

extension EngineCheck {
  /// Few tokens in many bytes are a vote, many tokens in few bytes are too long.
  static let tokenLimit = certain(
    "token limit", compares: "of 750: 200 in 2,400 bytes pass, 900 in 300 do not"
  ) { engine in
    let script = ReplyScript(draws: [
      .init(tokens: 200, bytes: 2400), .init(isRight: false, tokens: 900, bytes: 300),
      .init(isRight: false, tokens: 900, bytes: 300), .init(tokens: 100, bytes: 400),
    ])
    let policy = VotingPolicy(
      rule: RaceRule(margin: 2), redFlags: RedFlagPolicy(tokenLimit: 750))
    let expected = StepBallot(
      winner: "right", votes: 2, draws: 4, retries: 0, tooLong: 2, tokens: 2100)
    return engine.decide(script, policy: policy).difference(from: expected)
  }
}
