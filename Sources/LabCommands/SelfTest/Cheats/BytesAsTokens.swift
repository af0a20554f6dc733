import MAKERCore

/// Lengths in bytes of text where tokens are meant.
struct BytesAsTokens: Cheat {
  let name = "bytes as tokens"
  let summary = "the length of a reply's text is taken for its tokens"
  let check = EngineCheck.tokenLimit

  func decide(_ script: ReplyScript, policy: VotingPolicy) -> StepBallot {
    var misread = script
    for index in misread.draws.indices { misread.draws[index].tokens = script.draws[index].bytes }
    return misread.decision(policy: policy)
  }
}
