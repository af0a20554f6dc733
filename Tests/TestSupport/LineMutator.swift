/// Makes lines of other lines, the same ones for the same seed.
package struct LineMutator {
  private var random: SplitMix

  /// Begins anew.
  ///
  /// - Parameter seed: Of all that is drawn.
  package init(seed: UInt64) { random = SplitMix(state: seed) }

  /// A line of a corpus, changed in up to three ways.
  package mutating func line(_ corpus: [[UInt8]]) -> [UInt8] {
    var line = corpus[below(corpus.count)]
    for _ in 0..<below(4) { change(&line, corpus) }
    // One line; what ends it is no part of it.
    return line.filter { $0 != UInt8(ascii: "\n") }
  }

  private mutating func change(_ line: inout [UInt8], _ corpus: [[UInt8]]) {
    let place = below(line.count + 1)
    switch below(10) {
    case 0: if place < line.count { line[place] ^= 1 << UInt8(below(8)) }
    case 1: line.removeSubrange(place...)
    case 2: line = line[..<place] + corpus[below(corpus.count)].suffix(below(200))
    case 3:
      let piece = line[place...].prefix(below(40))
      line.insert(contentsOf: piece, at: place)
    case 4:
      let depth = below(200)
      let (open, close) = below(2) == 0 ? ("[", "]") : (#"{"a":"#, "}")
      let middle =
        String(repeating: open, count: depth) + "1" + String(repeating: close, count: depth)
      replaceValue(&line, middle)
    case 5:
      let numbers = [
        "1e999", "-1e-999", "123456789012345678901234567890", "1e99999999999", "0.1", "-0", "00",
        "NaN",
      ]
      replaceValue(&line, numbers[below(numbers.count)])
    case 6: replaceValue(&line, value(depth: 3))
    case 7: line.insert(UInt8(below(256)), at: place)
    case 8: line.removeSubrange(place..<min(line.count, place + below(8)))
    default: line = Array(value(depth: 4).utf8)
    }
  }

  /// Puts a text where a value stands, so that what comes out is often JSON.
  private mutating func replaceValue(_ line: inout [UInt8], _ text: String) {
    let colons = line.indices.filter { line[$0] == UInt8(ascii: ":") }
    guard !colons.isEmpty else { return }
    let start = colons[below(colons.count)] + 1
    let ends: Set<UInt8> = [UInt8(ascii: ","), UInt8(ascii: "}")]
    let end = line[start...].firstIndex { ends.contains($0) } ?? line.endIndex
    line.replaceSubrange(start..<end, with: text.utf8)
  }

  private mutating func value(depth: Int) -> String {
    let words = [
      "jsonrpc", "2.0", "id", "method", "params", "_meta", "name", "arguments", "cursor", "uri",
      "echo", "tools/call", "tools/list", "progressToken", "requestId", "é", "\\u0000", "\\ud800",
    ]
    switch below(depth > 0 ? 7 : 5) {
    case 0: return "null"
    case 1: return "true"
    case 2: return "\(Int(bitPattern: UInt(random.next() >> UInt64(below(64)))))"
    case 3, 4: return "\"\(words[below(words.count)])\""
    case 5:
      return "[" + (0..<below(4)).map { _ in value(depth: depth - 1) }.joined(separator: ",") + "]"
    default:
      let members = (0..<below(5)).map { _ in
        "\"\(words[below(words.count)])\":\(value(depth: depth - 1))"
      }
      return "{" + members.joined(separator: ",") + "}"
    }
  }

  /// A number from 0 to below a bound, which is 1 at least.
  package mutating func below(_ bound: Int) -> Int { Int(random.next() % UInt64(max(1, bound))) }
}
