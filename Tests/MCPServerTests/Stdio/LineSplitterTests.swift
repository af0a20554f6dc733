import Testing

@testable import MCPServer

@Suite(.timeLimit(.minutes(5))) struct LineSplitterTests {
  private func pieces(_ text: String, most: Int = 8, chunk: Int) -> [String] {
    var splitter = LineSplitter(most: most)
    let bytes = Array(text.utf8)
    return stride(from: 0, to: bytes.count, by: chunk).flatMap { start in
      splitter.take(bytes[start..<min(start + chunk, bytes.count)]).map { piece in
        switch piece {
        case .line(let line): String(decoding: line, as: UTF8.self)
        case .tooLong: "too long"
        }
      }
    }
  }

  /// Wherever the stream is cut.
  @Test(arguments: 1...40) func linesAreTheSameInPiecesOfAnySize(chunk: Int) {
    let text = "a\n\nbc\r\n\r\n12345678\n123456789\n12345678\r\n1234567890123\r\nlast\nno end"
    #expect(
      pieces(text, chunk: chunk) == [
        "a", "", "bc", "", "12345678", "too long", "12345678", "too long", "last",
      ])
  }

  @Test func aCarriageReturnWithinALineStays() {
    #expect(pieces("a\rb\n", chunk: 1) == ["a\rb"])
  }
}
