/// The lists of a long multiplication by their parts.
struct MultiplicationState {
  /// Digits of the first factor, ones first, and a zero behind them.
  let first: [Int]
  /// Digits of the second factor, ones first.
  let second: [Int]
  /// Digit of the first factor that comes next; index.
  var column = 0
  /// Digit of the second factor that comes next; index, after the last one when all is done.
  var row = 0
  /// What is carried to the next place; 0 to 9.
  var carry = 0
  /// Digits of the result so far, ones first.
  var result: [Int]

  init(first: [Int], second: [Int], result: [Int]) {
    self.first = first
    self.second = second
    self.result = result
  }

  /// Takes the parts of a valid state.
  init(_ lists: [[Int]]) {
    self.init(first: lists[0], second: lists[1], result: lists[3])
    column = lists[2][0]
    row = lists[2][1]
    carry = lists[2][2]
  }

  var lists: [[Int]] { [first, second, [column, row, carry], result] }

  var isDone: Bool { row == second.count }

  /// Where the next digit is written; index in the result.
  var place: Int { column + row }

  /// The product of the two digits, the digit that is there and the carry; 0 to 99.
  var total: Int { first[column] * second[row] + result[place] + carry }

  /// The state with a digit written, a carry kept and the position one on.
  func writing(_ digit: Int, at place: Int, carry: Int) -> MultiplicationState {
    var next = self
    next.result[place] = digit
    next.carry = carry
    next.column += 1
    if next.column == first.count {
      next.column = 0
      next.row += 1
    }
    return next
  }
}
