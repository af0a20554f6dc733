/// The agents of a recursive solver, each with a prompt of its own.
public enum RecursiveAgent: Int, Hashable, Sendable, CaseIterable {
  /// Splits a problem.
  case decomposer
  /// Votes on decompositions.
  case solutionDiscriminator
  /// Answers a problem whole, or combines two answers.
  case problemSolver
  /// Votes on answers.
  case compositionDiscriminator

  /// Where the draws of an agent at a node of the tree stand: the step of their coordinates.
  ///
  /// Nodes are numbered as in a heap: the whole problem is 1, the two parts of node n are 2n and
  /// 2n + 1.  So a draw is addressed by its path, whatever was drawn elsewhere in the tree.
  ///
  /// - Parameter node: Number of the node; at least 1.
  /// - Returns: Four steps a node, one an agent.
  public func step(ofNode node: Int) -> Int { 4 * node + rawValue }
}
