/// How what a command printed agrees with what the page shows, line by line.
package struct TranscriptComparison: Equatable, Sendable {
  /// A step of going through both texts; numbers are places in them, from 0.
  package enum Step: Equatable, Sendable {
    /// A line of the page that agrees with one that was printed.
    case same(page: Int, printed: Int)
    /// A line of the page that stands for some that were printed, or for none.
    case elided(page: Int, printed: Range<Int>)
    /// A line of the page in whose place another one was printed.
    case changed(page: Int, printed: Int)
    /// A line of the page that was not printed.
    case missing(page: Int)
    /// A line that was printed before that one of the page, which does not show it.
    case added(beforePage: Int, printed: Int)
  }

  /// Lines on the page, with elisions.
  package let page: [String]
  /// Lines that were printed.
  package let printed: [String]
  /// The cheapest way through both: what agrees stays, and elisions take what they can.
  package let steps: [Step]

  /// Compares.
  ///
  /// - Parameters:
  ///   - page: Lines on the page, with elisions.
  ///   - printed: Lines that were printed.
  package init(page: [String], printed: [String]) {
    self.page = page
    self.printed = printed
    // What agrees at both ends need not be searched.
    let shorter = min(page.count, printed.count)
    let head = (0..<shorter).prefix { Self.agree(printed[$0], page[$0]) }.count
    let tail = (0..<shorter - head).prefix {
      Self.agree(printed[printed.count - 1 - $0], page[page.count - 1 - $0])
    }.count
    let middle = Self.steps(
      page[head..<page.count - tail], printed[head..<printed.count - tail])
    steps =
      (0..<head).map { .same(page: $0, printed: $0) } + middle
      + (0..<tail).reversed().map {
        .same(page: page.count - 1 - $0, printed: printed.count - 1 - $0)
      }
  }

  /// Whether the page shows what was printed.
  package var matches: Bool { firstDifference == nil }

  /// The line of the page at which the two part, from 0; the number of its lines where more was printed
  /// than it shows; nil where they agree.
  package var firstDifference: Int? {
    for step in steps {
      switch step {
      case .same, .elided: continue
      case .changed(let line, _), .missing(let line), .added(let line, _): return line
      }
    }
    return nil
  }

  /// The lines that the page would have to show: elided ones that still agree stay as they are.
  package var promoted: [String] {
    steps.compactMap { step in
      switch step {
      case .same(let line, _), .elided(let line, _): page[line]
      case .changed(_, let line), .added(_, let line): printed[line]
      case .missing: nil
      }
    }
  }

  /// Whether a line agrees with one of the page that is no elision of lines.
  private static func agree(_ line: String, _ pattern: String) -> Bool {
    pattern != Elision.ofLines && Elision.matches(line, pattern)
  }

  /// What a line costs that differs: another in its place is likelier than one that came or went.
  private static let (changeCost, gapCost) = (2, 3)
  /// Most pairs of lines that are searched for the cheapest way; count.
  private static let mostPairs = 20_000_000

  /// The cheapest way through parts of both texts.
  private static func steps(_ page: ArraySlice<String>, _ printed: ArraySlice<String>) -> [Step] {
    let width = printed.count + 1
    guard page.count * width <= mostPairs else {
      return page.indices.map { .missing(page: $0) }
        + printed.indices.map { .added(beforePage: page.endIndex, printed: $0) }
    }
    // Cost of the rest of both, from every pair of places on.
    var costs = [Int32](repeating: 0, count: (page.count + 1) * width)
    func cost(_ line: Int, _ other: Int) -> Int {
      Int(costs[(line - page.startIndex) * width + other - printed.startIndex])
    }
    /// Costs of going on by taking both lines, the page's alone, and the printed one alone.
    func ways(_ line: Int, _ other: Int) -> (both: Int, page: Int, printed: Int) {
      let (hasLine, hasOther) = (line < page.endIndex, other < printed.endIndex)
      let isElision = hasLine && page[line] == Elision.ofLines
      var ways = (both: Int.max, page: Int.max, printed: Int.max)
      if hasLine { ways.page = cost(line + 1, other) + (isElision ? 0 : gapCost) }
      if hasOther { ways.printed = cost(line, other + 1) + (isElision ? 0 : gapCost) }
      if hasLine, hasOther, !isElision {
        ways.both =
          cost(line + 1, other + 1) + (agree(printed[other], page[line]) ? 0 : changeCost)
      }
      return ways
    }
    for line in (page.startIndex...page.endIndex).reversed() {
      for other in (printed.startIndex...printed.endIndex).reversed()
      where line < page.endIndex || other < printed.endIndex {
        let ways = ways(line, other)
        costs[(line - page.startIndex) * width + other - printed.startIndex] =
          Int32(min(ways.both, ways.page, ways.printed))
      }
    }
    var steps: [Step] = []
    var (line, other, taken) = (page.startIndex, printed.startIndex, printed.startIndex)
    while line < page.endIndex || other < printed.endIndex {
      let ways = ways(line, other)
      let isElision = line < page.endIndex && page[line] == Elision.ofLines
      if isElision {
        if ways.page <= ways.printed {
          steps.append(.elided(page: line, printed: taken..<other))
          line += 1
          taken = other
        } else {
          other += 1
        }
        continue
      }
      if ways.both <= min(ways.page, ways.printed) {
        let isSame = agree(printed[other], page[line])
        steps.append(
          isSame ? .same(page: line, printed: other) : .changed(page: line, printed: other))
        (line, other) = (line + 1, other + 1)
      } else if ways.page <= ways.printed {
        steps.append(.missing(page: line))
        line += 1
      } else {
        steps.append(.added(beforePage: line, printed: other))
        other += 1
      }
      taken = other
    }
    return steps
  }
}
