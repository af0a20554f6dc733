/// Cuts a stream of bytes into lines, and holds no more than one of them.
///
/// A line ends with a line feed; a carriage return before it belongs to the end. What comes after the
/// last end is no line.
struct LineSplitter {
  /// What stands between two ends.
  enum Piece: Equatable {
    case line([UInt8])
    /// A line that was longer than it may be, and of which nothing is left.
    case tooLong
  }

  private let most: Int
  private var head: [UInt8] = []
  private var isTooLong = false

  /// Makes a splitter.
  ///
  /// - Parameter most: Longest line; bytes.
  init(most: Int) { self.most = most }

  /// Takes bytes.
  ///
  /// - Parameter bytes: The next ones of the stream.
  /// - Returns: The lines that end in them.
  mutating func take(_ bytes: ArraySlice<UInt8>) -> [Piece] {
    var pieces: [Piece] = []
    var rest = bytes
    while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
      add(rest[..<end])
      if head.last == UInt8(ascii: "\r") { head.removeLast() }
      pieces.append(isTooLong || head.count > most ? .tooLong : .line(head))
      head = []
      isTooLong = false
      rest = rest[(end + 1)...]
    }
    add(rest)
    return pieces
  }

  private mutating func add(_ bytes: ArraySlice<UInt8>) {
    // One byte more, for the carriage return.
    guard !isTooLong, head.count + bytes.count <= most + 1 else {
      isTooLong = true
      head = []
      return
    }
    head += bytes
  }
}
