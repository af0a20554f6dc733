extension TowersOfHanoi {
  /// The strategy and the form of the answer; the same at every step.
  static func instructions(_ disks: Int) -> String {
    let way = disks % 2 == 0 ? "clockwise: 0 to 1, 1 to 2, 2 to 0" : "back: 0 to 2, 2 to 1, 1 to 0"
    return """
      There are three pegs, numbered 0, 1 and 2, and \(disks) disks, numbered by size from 1, the \
      smallest, to \(disks). All start on peg 0 and shall end on peg 2. One disk moves at a time, \
      from the top of its peg to the top of another, and never onto a smaller one.

      A state is written as three lists, one for each peg from 0 to 2, each from the bottom disk to \
      the top one. A move is written as [disk, from, to].

      Do one move, found in this way:
      - If the previous move did not move disk 1, or there was none, move disk 1 one peg on, \
      \(way).
      - If the previous move moved disk 1, do the only legal move that leaves disk 1 where it is.

      Think briefly. Then end with these two lines and nothing after them:
      move = [disk, from, to]
      next_state = [[peg 0], [peg 1], [peg 2]]
      """
  }
}
