package import MAKERCore

/// Multiplies two whole numbers in decimal, one product of two digits a step.
///
/// A state is `[[digits of the first], [digits of the second], [column, row, carry], [digits of the
/// result]]`, ones first; an action is `[digit, place]`, what is written and where.
package struct LongMultiplication: ListTask {
  /// Two numbers an action, four lists a state.
  package let form: ListForm
  /// Digits of the first factor, ones first, and a zero behind them.
  let first: [Int]
  /// Digits of the second factor, ones first.
  let second: [Int]

  /// How many digits a factor can have.
  package static let digits = 1...100

  /// Makes the task.
  ///
  /// - Parameters:
  ///   - first: A factor in decimal without sign and leading zeros; 1 to 100 digits.
  ///   - second: The other factor, in the same way.
  /// - Throws: `TaskError.badFactor`.
  package init(_ first: String, times second: String) throws(TaskError) {
    self.first = try Self.digits(of: first) + [0]
    self.second = try Self.digits(of: second)
    form = ListForm(
      grammar: ReplyGrammar(action: "write", lists: 4),
      frame: PromptFrame(previous: "Previous digit and place: "),
      instructions: Self.instructions, actionNumbers: 2,
      stateNumbers: 2 * (self.first.count + self.second.count) + 2)
  }

  /// A state as an equation in ordinary notation, `12 x 34 = 408`; the product as far as it is written.
  package func equation(_ state: [[Int]]) -> String {
    func number(_ digits: [Int]) -> String {
      let text = digits.reversed().map(String.init).joined().drop { $0 == "0" }
      return text.isEmpty ? "0" : String(text)
    }
    return "\(number(first)) x \(number(second)) = \(number(MultiplicationState(state).result))"
  }

  /// Name by the digits of both factors, such as `multiplication-3x2`.
  package var name: String { "multiplication-\(first.count - 1)x\(second.count)" }

  /// Products of two digits; count.
  package var steps: Int { first.count * second.count }

  /// Both factors, nothing written, at the first digits.
  package var start: [[Int]] {
    MultiplicationState(
      first: first, second: second,
      result: Array(repeating: 0, count: first.count + second.count - 1)
    ).lists
  }

  /// Whether lists hold the factors of the task, a position in them, a carry and digits.
  package func isState(_ state: [[Int]]) -> Bool {
    guard state[0] == first, state[1] == second, state[2].count == 3,
      state[3].count == first.count + second.count - 1
    else { return false }
    let (column, row, carry) = (state[2][0], state[2][1], state[2][2])
    guard column >= 0, column < first.count, row >= 0, row <= second.count,
      row < second.count || column == 0
    else { return false }
    return (0...9).contains(carry) && state[3].allSatisfy((0...9).contains)
  }

  /// Whether the digit goes to its place and nothing else changes but the carry; the end stays.
  package func isLegal(_ candidate: Candidate<[Int], [[Int]]>, in state: [[Int]]) -> Bool {
    let board = MultiplicationState(state)
    guard !board.isDone else { return candidate == Candidate(action: [0, 0], next: state) }
    let digit = candidate.action[0]
    return (0...9).contains(digit) && candidate.action[1] == board.place
      && candidate.next
        == board.writing(
          digit, at: board.place, carry: MultiplicationState(candidate.next).carry
        ).lists
  }

  private static func digits(of text: String) throws(TaskError) -> [Int] {
    let bytes = text.utf8
    guard digits.contains(bytes.count), bytes.allSatisfy({ $0 >= 48 && $0 <= 57 }),
      bytes.count == 1 || bytes.first != 48
    else { throw .badFactor(text, digits: digits) }
    return bytes.reversed().map { Int($0) - 48 }
  }

  private static let instructions = """
    Two whole numbers are multiplied, one product of two digits at a time.

    A state is written as four lists: the digits of the first number, the digits of the second \
    number, [column, row, carry], and the digits of the result. Digits stand with the ones first; \
    the first number has a zero behind its last digit, where the last carry of a row goes. The \
    first place of a list has the index 0.

    Do one step, in this way:
    - The place is column + row.
    - Multiply the digit of the first number at index column by the digit of the second number at \
    index row. Add the digit of the result at index place, and add the carry.
    - Of this sum the last digit is written into the result at index place, instead of the digit \
    that is there; the tens are the new carry.
    - The next column is column + 1 in the same row; after the last digit of the first number it is \
    column 0 in row + 1.
    - If row is the count of the digits of the second number, nothing is left to do: write [0, 0], \
    and the state stays as it is.

    Think briefly. Then end with these two lines and nothing after them:
    write = [digit, place]
    next_state = [[first number], [second number], [column, row, carry], [result]]
    """
}
