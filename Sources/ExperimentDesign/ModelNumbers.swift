import MAKERCore
import NoisyChannels

extension LongReplyLaw {
  /// The numbers of the law by their names in an `experiment.json`.
  var numbers: NumberTable {
    NumberTable([
      "median": median, "step_spread": stepSpread, "draw_spread": drawSpread,
      "rambling_share": ramblingShare, "rambling_factor": ramblingFactor,
      "rambling_spread": ramblingSpread, "short_fault": shortFault, "long_fault": longFault,
      "turn": turn, "turn_width": turnWidth, "broken_share": brokenShare,
      "mended_share": mendedShare, "longest": Double(longest),
    ])
  }

  /// Makes the law of such numbers.
  init(_ numbers: NumberTable) throws(LongReplyLawError) {
    try self.init(
      median: numbers["median"], stepSpread: numbers["step_spread"],
      drawSpread: numbers["draw_spread"], ramblingShare: numbers["rambling_share"],
      ramblingFactor: numbers["rambling_factor"], ramblingSpread: numbers["rambling_spread"],
      shortFault: numbers["short_fault"], longFault: numbers["long_fault"],
      turn: numbers["turn"], turnWidth: numbers["turn_width"],
      brokenShare: numbers["broken_share"], mendedShare: numbers["mended_share"],
      longest: Int(exactly: numbers["longest"]) ?? 0)
  }
}

extension RecursiveAgents {
  /// The numbers of the agents by their names in an `experiment.json`.
  var numbers: NumberTable {
    NumberTable([
      "bad_split": badSplit, "gives_up": givesUp, "product_error": productError,
      "sum_error": sumError, "growth": growth, "common_wrong": commonWrong, "checking": checking,
      "malformed": malformed,
    ])
  }

  /// Makes the agents of such numbers.
  init(_ numbers: NumberTable) throws(MarginError) {
    try self.init(
      badSplit: numbers["bad_split"], givesUp: numbers["gives_up"],
      productError: numbers["product_error"], sumError: numbers["sum_error"],
      growth: numbers["growth"], commonWrong: numbers["common_wrong"],
      checking: numbers["checking"], malformed: numbers["malformed"])
  }
}
