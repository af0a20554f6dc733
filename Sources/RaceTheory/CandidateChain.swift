import MAKERCore

/// The absorbing chain of a race between several candidates, enumerated as far as it is visited.
///
/// A state says how far each candidate trails the leader.  A candidate that trails by the depth is
/// held there; ten times the margin changes no digit that a double shows, because a race that long
/// has ended.  Candidates with equal shares that are all right, or all wrong, are exchangeable, so
/// their deficits are sorted.
struct CandidateChain {
  /// Where a vote leads that ends the race: a right candidate has won, or a wrong one.
  static let rightWins: Int32 = -1
  static let wrongWins: Int32 = -2

  let candidates: Int
  /// Shares of the candidates, the right ones first, each kind sorted; unit 1.
  let shares: [Double]
  private let right: Int
  private let margin: Int
  private let depth: Int
  private let greatestStates: Int
  private let groups: [Range<Int>]
  private var index: [CandidateCounts: Int32] = [CandidateCounts(): 0]
  private var states = [CandidateCounts()]
  /// Moves out of each state that was visited: a state, or how the race ended.
  ///
  /// - Shape: `targets[state * candidates + candidate]`; empty rows hold `unvisited`.
  private(set) var targets: [Int32]
  private static let unvisited: Int32 = -3

  /// Starts with the race before its first vote.
  ///
  /// - Parameters:
  ///   - shares: Vote shares, the right candidates first.
  ///   - right: Candidates that are right; count.
  ///   - margin: Margin k; votes.
  ///   - depth: How far a candidate is followed behind the leader; votes.
  ///   - greatestStates: States that it may have; count.
  init(shares: CandidateShares, right: Int, margin: Int, depth: Int, greatestStates: Int) {
    candidates = shares.values.count
    self.right = right
    // Right ones stay first; each kind is ordered so that equal shares are neighbours.
    let rights = shares.values.prefix(right).sorted(by: >)
    let wrongs = shares.values.dropFirst(right).sorted(by: >)
    self.shares = rights + wrongs
    self.margin = margin
    self.depth = depth
    self.greatestStates = greatestStates
    groups = RacePaths.equalRuns(rights, from: 0) + RacePaths.equalRuns(wrongs, from: right)
    targets = [Int32](repeating: Self.unvisited, count: candidates)
  }

  /// Number of states known; count.
  var count: Int { states.count }

  /// Whether nobody knows yet where the votes of a state lead.
  func isNew(_ number: Int) -> Bool { targets[number * candidates] == Self.unvisited }

  /// Finds where the votes of a state lead, unless that is known.
  ///
  /// - Throws: `TheoryError.tooManyStates` when that makes more than the greatest number.
  mutating func visit(_ number: Int) throws(TheoryError) {
    guard isNew(number) else { return }
    let state = states[number]
    for candidate in 0..<candidates {
      targets[number * candidates + candidate] = try target(of: state, vote: candidate)
    }
  }

  private mutating func target(
    of state: CandidateCounts, vote candidate: Int
  ) throws(TheoryError) -> Int32 {
    var moved = advance(state, by: candidate)
    if lead(of: candidate, in: moved) >= margin {
      return candidate < right ? Self.rightWins : Self.wrongWins
    }
    sortGroups(&moved)
    if let known = index[moved] { return known }
    guard states.count < greatestStates else {
      throw .tooManyStates(candidates: candidates, margin: margin, greatest: greatestStates)
    }
    let number = Int32(states.count)
    index[moved] = number
    states.append(moved)
    targets.append(contentsOf: repeatElement(Self.unvisited, count: candidates))
    return number
  }

  private func advance(_ state: CandidateCounts, by candidate: Int) -> CandidateCounts {
    var moved = state
    if state[candidate] > 0 {
      moved[candidate] -= 1
    } else {
      for other in 0..<candidates where other != candidate {
        moved[other] = min(moved[other] + 1, UInt16(depth))
      }
    }
    return moved
  }

  private func lead(of candidate: Int, in state: CandidateCounts) -> Int {
    guard state[candidate] == 0 else { return 0 }
    var least = Int.max
    for other in 0..<candidates where other != candidate { least = min(least, Int(state[other])) }
    return least
  }

  private func sortGroups(_ state: inout CandidateCounts) {
    for group in groups {
      for i in group.dropFirst() {
        var j = i
        while j > group.lowerBound, state[j] < state[j - 1] {
          let kept = state[j]
          state[j] = state[j - 1]
          state[j - 1] = kept
          j -= 1
        }
      }
    }
  }
}
