import Foundation

/// Python reading and voting on the same replies: regular expressions, `ast.literal_eval`, a dictionary
/// of votes.
///
/// - Source: the rules of arXiv 2511.09030, Appendix C, in our own code.
package final class PythonReader {
  private let file: URL

  /// What a run found.
  package struct Run: Equatable {
    /// Time of reading and voting alone, without starting and loading; seconds.
    package var seconds: Double
    /// Replies read; draws.
    package var draws: Int
    /// Valid ones; votes.
    package var votes: Int
    /// Races decided; count.
    package var races: Int
  }

  /// Writes the replies into a temporary file, one a line.
  ///
  /// - Parameter replies: Replies to voted steps, one step after another; bytes.
  /// - Throws: What the file system refuses.
  package init(_ replies: [[UInt8]]) throws {
    file = FileManager.default.temporaryDirectory
      .appendingPathComponent("makerlab-replies-\(UUID().uuidString)")
    let lines = replies.map { Data($0).base64EncodedString() + "\n" }
    try Data(lines.joined().utf8).write(to: file)
  }

  deinit { try? FileManager.default.removeItem(at: file) }

  /// Reads all replies and votes on them, ahead by 3.
  ///
  /// - Parameter python: The interpreter.
  /// - Returns: What Python counted, and how long it took.
  /// - Throws: `LabError` where there is no `python3`.
  package func run(python: String = "python3") throws -> Run {
    guard let output = PythonPeers.output(of: Self.script, [file.path], python: python) else {
      throw LabError("the comparison with Python needs \(python), which does not run here")
    }
    let words = output.split(whereSeparator: \.isWhitespace)
    let counts = words.dropFirst().compactMap { Int($0) }
    guard counts.count == 3, let seconds = Double(words[0]), seconds > 0 else {
      throw LabError("python3 printed \(words.count) words in place of a time and three counts")
    }
    return Run(seconds: seconds, draws: counts[0], votes: counts[1], races: counts[2])
  }

  private static let script = #"""
    import ast, base64, re, sys, time
    MOVE = re.compile(r"\bmove\s*=\s*(\[[^\[\]]*\])", re.IGNORECASE)
    PEG = r"\[[^\[\]]*\]"
    STATE = re.compile(
        r"\bnext_state\s*=\s*(\[\s*" + PEG + r"\s*,\s*" + PEG + r"\s*,\s*" + PEG + r"\s*\])",
        re.IGNORECASE)
    DISKS = list(range(1, 21))

    def read(text):
        moves = MOVE.findall(text)
        states = STATE.findall(text)
        if not moves or not states:
            raise ValueError("missing")
        move = ast.literal_eval(moves[-1])
        state = ast.literal_eval(states[-1])
        if len(move) != 3 or not all(isinstance(number, int) for number in move):
            raise ValueError("move")
        if not all(isinstance(disk, int) for peg in state for disk in peg):
            raise ValueError("state")
        if sorted(disk for peg in state for disk in peg) != DISKS:
            raise ValueError("disks")
        return tuple(move), tuple(tuple(peg) for peg in state)

    def vote(replies):
        votes = races = 0
        counts = {}
        for reply in replies:
            try:
                candidate = read(reply)
            except (ValueError, SyntaxError):
                continue
            votes += 1
            counts[candidate] = counts.get(candidate, 0) + 1
            others = max((n for other, n in counts.items() if other != candidate), default=0)
            if counts[candidate] - others >= 3:
                races += 1
                counts = {}
        return votes, races

    with open(sys.argv[1]) as file:
        replies = [base64.b64decode(line).decode() for line in file]
    start = time.perf_counter()
    votes, races = vote(replies)
    print(time.perf_counter() - start, len(replies), votes, races)
    """#
}
