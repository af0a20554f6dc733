/// A table that a further figure of an experiment draws, written as a CSV file of the figure's name.
package enum FigureTable: String, Codable, CaseIterable, Sendable {
  /// Steps undecided after each draw, trial by trial.
  case undecidedByDraw = "undecided_by_draw"
  /// Steps undecided after each vote, trial by trial.
  case undecidedByVote = "undecided_by_vote"
}
