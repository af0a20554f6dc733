import MAKERCore

/// The absorbing chain of a race between several candidates.
///
/// A state says how far each candidate trails the leader.  A candidate that trails by the depth is
/// held there; ten times the margin changes no digit that a double shows, because a race that long
/// has ended.  Wrong candidates with equal shares are exchangeable, so their deficits are sorted.
struct CandidateChain {
  typealias State = SIMD16<UInt16>

  /// Moves out of each state: target state, or -1 the right candidate wins, -2 a wrong one.
  ///
  /// - Shape: `targets[state * candidates + candidate]`.
  private(set) var targets: [Int32] = []
  let candidates: Int
  private let groups: [Range<Int>]
  private let order: [Int]
  let shares: [Double]

  /// Enumerates the states that can be reached.
  ///
  /// - Throws: `TheoryError.tooManyStates` beyond `greatestStates`.
  init(
    shares: CandidateShares, margin: Int, depth: Int, greatestStates: Int
  ) throws(TheoryError) {
    candidates = shares.values.count
    // The right candidate stays first; wrong ones are ordered so that equal shares are neighbours.
    order = [0] + (1..<shares.values.count).sorted { shares.values[$0] > shares.values[$1] }
    self.shares = order.map { shares.values[$0] }
    groups = CandidateChain.equalRuns(self.shares)
    var index: [State: Int32] = [State(): 0]
    var states = [State()]
    var next = 0
    while next < states.count {
      let state = states[next]
      next += 1
      for candidate in 0..<candidates {
        var moved = advance(state, by: candidate, depth: depth)
        if lead(of: candidate, in: moved) >= margin {
          targets.append(candidate == 0 ? -1 : -2)
          continue
        }
        sortGroups(&moved)
        if let known = index[moved] {
          targets.append(known)
        } else {
          guard states.count < greatestStates else {
            throw .tooManyStates(candidates: candidates, margin: margin, greatest: greatestStates)
          }
          let number = Int32(states.count)
          index[moved] = number
          states.append(moved)
          targets.append(number)
        }
      }
    }
  }

  /// Number of states; count.
  var count: Int { targets.count / candidates }

  private func advance(_ state: State, by candidate: Int, depth: Int) -> State {
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

  private func lead(of candidate: Int, in state: State) -> Int {
    guard state[candidate] == 0 else { return 0 }
    var least = Int.max
    for other in 0..<candidates where other != candidate { least = min(least, Int(state[other])) }
    return least
  }

  private func sortGroups(_ state: inout State) {
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

  private static func equalRuns(_ shares: [Double]) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    var start = 1
    for i in 1...shares.count where i == shares.count || shares[i] != shares[start] {
      if i - start > 1 { runs.append(start..<i) }
      start = i
    }
    return runs
  }
}
