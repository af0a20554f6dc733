/// One move: a disk from a peg to a peg, as a reply says it; whether it can be done is not asked.
package struct HanoiMove: Hashable, Sendable {
  /// Size of the disk; 1 is the smallest.
  package var disk: Int
  /// The peg it is taken from; 0 to 2 on the board.
  package var from: Int
  /// The peg it is put on; 0 to 2 on the board.
  package var to: Int

  /// Makes a move of its three numbers.
  package init(disk: Int, from: Int, to: Int) {
    self.disk = disk
    self.from = from
    self.to = to
  }
}

/// Three pegs with up to 32 disks, in any order: replies may say what the rules forbid.
package struct HanoiState: Hashable, Sendable {
  /// Most disks that can be held; count.
  package static let mostDisks = 32

  /// Disks from bottom to top, peg after peg.
  ///
  /// - Shape: `disks[0..<heights.sum]`, 0 behind them.
  private(set) var disks = SIMD32<UInt8>(repeating: 0)
  /// Disks of each peg; count.
  private(set) var heights = SIMD4<UInt8>(repeating: 0)

  /// Makes three empty pegs.
  package init() {}

  /// Makes a state of three lists, bottom first; at most 32 disks of sizes 0 to 255.
  package init(_ pegs: [[Int]]) {
    precondition(pegs.count == 3, "a state has three pegs")
    var builder = Builder()
    for (peg, list) in pegs.enumerated() {
      for disk in list { precondition(builder.append(disk), "no place for disk \(disk)") }
      builder.endPeg(peg)
    }
    self = builder.state
  }

  /// Disks on all pegs; count.
  package var count: Int { Int(heights[0]) + Int(heights[1]) + Int(heights[2]) }

  /// Disks on a peg; count.
  func height(_ peg: Int) -> Int { Int(heights[peg]) }

  /// Index in `disks` of the lowest disk of a peg.
  func base(_ peg: Int) -> Int {
    switch peg {
    case 0: 0
    case 1: Int(heights[0])
    default: Int(heights[0]) + Int(heights[1])
    }
  }

  /// The disk on top of a peg; nil where the peg is empty.
  func top(_ peg: Int) -> Int? {
    heights[peg] == 0 ? nil : Int(disks[base(peg) + height(peg) - 1])
  }

  /// The peg that a disk is on, and its place from the bottom; nil where it is on none.
  func find(_ disk: Int) -> (peg: Int, place: Int)? {
    for peg in 0..<3 {
      let base = base(peg)
      for place in 0..<height(peg) where Int(disks[base + place]) == disk { return (peg, place) }
    }
    return nil
  }

  /// Disks of a peg, bottom first.
  package func peg(_ peg: Int) -> [Int] {
    (0..<height(peg)).map { Int(disks[base(peg) + $0]) }
  }

  /// The state with a disk taken from its place and put on a peg.
  ///
  /// - Parameters:
  ///   - disk: A disk of the state; where it is on no peg nothing changes.
  ///   - peg: Where it goes; 0 to 2.
  ///   - atBottom: Whether it goes below the disks there, which no rule allows.
  /// - Returns: The state after it.
  func moving(_ disk: Int, to peg: Int, atBottom: Bool = false) -> HanoiState {
    guard let found = find(disk) else { return self }
    let from = base(found.peg) + found.place
    var state = self
    state.heights[found.peg] -= 1
    state.heights[peg] += 1
    let to = atBottom ? state.base(peg) : state.base(peg) + state.height(peg) - 1
    // What lies between the two places moves up or down by one.
    unsafe withUnsafeMutableBytes(of: &state.disks) { disks in
      var index = from
      while index < to {
        unsafe disks[index] = disks[index + 1]
        index += 1
      }
      while index > to {
        unsafe disks[index] = disks[index - 1]
        index -= 1
      }
      unsafe disks[to] = UInt8(truncatingIfNeeded: disk)
    }
    return state
  }

  /// Whether the disks are 1 to n, each once.
  func isPermutation(of n: Int) -> Bool {
    guard count == n else { return false }
    var seen: UInt64 = 0
    for index in 0..<n {
      let disk = disks[index]
      guard disk >= 1, disk <= n else { return false }
      seen |= 1 << UInt64(disk)
    }
    return seen == (1 << UInt64(n + 1)) - 2
  }
}

extension HanoiState {
  /// Makes a state disk by disk.
  ///
  /// Bytes are kept as bytes until the end: to change one element of a vector rewrites all of it.
  struct Builder {
    private var disks = InlineArray<32, UInt8>(repeating: 0)
    private var heights = SIMD4<UInt8>(repeating: 0)
    private var count = 0
    private var ended = 0

    /// Puts a disk on top of the peg being made; false where no state can hold it.
    @inline(__always)
    mutating func append(_ disk: Int) -> Bool {
      guard disk >= 0, disk <= 255, count < HanoiState.mostDisks else { return false }
      disks[count] = UInt8(truncatingIfNeeded: disk)
      count += 1
      return true
    }

    /// Ends a peg; the next disk goes on the next one.
    mutating func endPeg(_ peg: Int) {
      heights[peg] = UInt8(truncatingIfNeeded: count - ended)
      ended = count
    }

    /// The state made.
    var state: HanoiState {
      var state = HanoiState()
      state.heights = heights
      unsafe withUnsafeMutableBytes(of: &state.disks) { bytes in
        unsafe withUnsafeBytes(of: disks) { unsafe bytes.copyMemory(from: $0) }
      }
      return state
    }
  }
}
