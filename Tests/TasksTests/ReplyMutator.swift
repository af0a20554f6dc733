import MAKERCore
import Tasks

/// Makes replies about the Towers of Hanoi and spoils them.
struct ReplyMutator<Generator: RandomNumberGenerator> {
  var generator: Generator

  init(_ generator: Generator) {
    self.generator = generator
  }

  /// A reply to which up to six things were done, and how many disks it is about.
  mutating func next() -> FlagParserReference.Question {
    let disks = pick([1, 2, 3, 3, 4, 4, 5, 20])
    var text = Array(reply(disks).unicodeScalars)
    for _ in 0..<below(6) { mutate(&text, disks) }
    var string = String.UnicodeScalarView()
    string.append(contentsOf: text)
    var bytes = Array(String(string).utf8)
    // Now and then bytes that are no text.
    if below(40) == 0 { bytes.insert(UInt8(128 + below(128)), at: below(bytes.count + 1)) }
    return FlagParserReference.Question(disks: disks, reply: bytes)
  }

  private mutating func below(_ count: Int) -> Int {
    Int.random(in: 0..<count, using: &generator)
  }

  private mutating func pick<Value>(_ values: [Value]) -> Value { values[below(values.count)] }

  private mutating func reply(_ disks: Int) -> String {
    var pegs: [[Int]] = [[], [], []]
    for disk in (1...disks).shuffled(using: &generator) { pegs[below(3)].append(disk) }
    let action =
      "\(pick(["move", "move", "move", "Move", "MOVE"])) = \([1 + below(disks), below(3), below(3)])"
    let state = "next_state = \(pegs)"
    let thought = pick(["", "Disk 1 stays.\n", "I think:\n", "previous_move = [1, 0, 2]\n"])
    let isSwapped = below(5) == 0
    return thought + (isSwapped ? state : action) + pick(["\n", " ", "\r\n", ""])
      + (isSwapped ? action : state) + pick(["", "", "\n", " Done."])
  }

  /// What may stand anywhere.
  private static var tokens: [String] {
    [
      " ", "\t", "\n", "\r", "\r\n", "\u{B}", "\u{C}", "\u{1C}", "\u{1D}", "\u{1E}", "\u{1F}",
      "\u{85}", "\u{A0}", "\u{2003}", "\u{2028}", "\u{3000}", "\u{200B}", "\u{FEFF}", "\0",
      "\u{17F}", "\u{212A}", "\u{130}", "é", "ß", "→", "²", "½", "Ⅷ", "٣", "\u{301}", "\u{93F}",
      "漢", "😀",
      "_", "a", "0", "9", "=", "==", ":", ",", ",,", ";", ".", "-", "+", "*", "~", "#", "# x\n",
      "\\\n",
      "'", "\"", "(", ")", "{", "}", "[", "]", "[[", "]]", "[]", "[[[", "], [", "True", "None",
      "1j",
      "move", "move = ", "move = [", "Move=[0,0,0]", "next_state", "next_state = [[", "NEXT_STATE=",
      "next_\u{17F}tate = [[", "next_state = [[1], [2], [3]]", "next_state\u{A0}= [[2], [1], []]",
      "move = [1, 0, 2]", "\u{3000}move = [7, 7, 7]", "xmove = [6, 6, 6]",
    ]
  }

  /// What may stand for a number.
  private static var numbers: [String] {
    [
      "00", "01", "007", "+1", "-1", "- 1", "+\n2", "--1", "-0", "+0", "1_0", "0x1", "0b1", "0o2",
      "1.0",
      "1e0", "1j", "True", "(1)", "1,", ",1", "1 2", "", "٣", "２", "9223372036854775807",
      "9223372036854775808", "-9223372036854775808", "-9223372036854775809",
      "99999999999999999999999999", "255", "256", "33", "3", "2", "1", "'1'", "[1]", "1 # one\n",
      "\\\n1",
      "\u{C}1", "1\r", "\u{B}1", "1\u{1F}", "+-1", "-", "~1", "1 or 2", "*[1]",
    ]
  }

  private mutating func mutate(_ text: inout [Unicode.Scalar], _ disks: Int) {
    switch below(13) {
    case 0, 1: insert(pick(Self.tokens), into: &text, at: below(text.count + 1))
    case 2:
      // Right before and after what the grammar looks at.
      let places = text.indices.filter { "=[],mMnN".unicodeScalars.contains(text[$0]) }
      guard !places.isEmpty else { return }
      insert(pick(Self.tokens), into: &text, at: pick(places) + below(2))
    case 3: replaceNumber(in: &text)
    case 4: if !text.isEmpty { text.remove(at: below(text.count)) }
    case 5: text.removeLast(min(text.count, below(4) == 0 ? below(text.count + 1) : below(4)))
    case 6:
      for index in text.indices where below(8) == 0 {
        let scalars = String(text[index]).uppercased().unicodeScalars
        if scalars.count == 1, let upper = scalars.first { text[index] = upper }
      }
    case 7:
      let more = Array(pick(["\n", " ", ""]).unicodeScalars) + Array(reply(disks).unicodeScalars)
      text += more.dropLast(below(3) == 0 ? below(12) : 0)
    case 8:
      let brackets = text.indices.filter { "[](),".unicodeScalars.contains(text[$0]) }
      guard let (one, other) = brackets.isEmpty ? nil : (pick(brackets), pick(brackets)) else {
        return
      }
      text.swapAt(one, other)
    case 9:
      let ends = text.indices.filter { text[$0] == "]" }
      if !ends.isEmpty { insert(pick([",", ", ", ",\n", ",,"]), into: &text, at: pick(ends)) }
    case 10:
      let prompt = TowersOfHanoi(disks: disks).prompt(for: HanoiState(), after: nil)
      insert(prompt.instructions, into: &text, at: below(4) == 0 ? text.count : 0)
    case 11:
      guard !text.isEmpty else { return }
      let (one, other) = (below(text.count), below(text.count))
      let piece = Array(text[min(one, other)...max(one, other)].prefix(40))
      text.insert(contentsOf: piece, at: below(text.count + 1))
    default:
      let depth = pick([2, 5, 50, 300])
      insert(
        String(repeating: pick(["[", "]", "("]), count: depth), into: &text,
        at: below(text.count + 1))
    }
  }

  private func insert(_ token: String, into text: inout [Unicode.Scalar], at index: Int) {
    text.insert(contentsOf: Array(token.unicodeScalars), at: index)
  }

  private mutating func replaceNumber(in text: inout [Unicode.Scalar]) {
    let isDigit = { (scalar: Unicode.Scalar) in scalar >= "0" && scalar <= "9" }
    let starts = text.indices.filter { isDigit(text[$0]) && ($0 == 0 || !isDigit(text[$0 - 1])) }
    guard !starts.isEmpty else { return }
    let start = pick(starts)
    let end = text[start...].firstIndex { !isDigit($0) } ?? text.count
    text.replaceSubrange(start..<end, with: Array(pick(Self.numbers).unicodeScalars))
  }
}
