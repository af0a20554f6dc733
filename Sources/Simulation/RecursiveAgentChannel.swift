package import MAKERCore
package import NoisyChannels
package import RandomStreams
import Tasks

/// Simulated agents that split, multiply, add and judge: they read the prompt and nothing else.
///
/// A draw's random words are those of its coordinates: trial, step (a node of the tree and an agent)
/// and draw are children of the root, one below the other.
package struct RecursiveAgentChannel: ImmediateChannel {
  private let root: StreamKey
  private let badSplit: Bernoulli
  private let givesUp: Bernoulli
  private let commonWrong: Bernoulli
  private let checking: Bernoulli
  private let malformed: Bernoulli
  /// Whether a calculation is wrong, by its digit operations.
  private let wrongProduct: [Bernoulli]
  private let wrongSum: [Bernoulli]

  /// Makes a channel.
  ///
  /// - Parameters:
  ///   - agents: How well the agents work.
  ///   - root: Key of the streams; trials are its children.
  package init(_ agents: RecursiveAgents, root: StreamKey) {
    self.root = root
    badSplit = Bernoulli(agents.badSplit)
    givesUp = Bernoulli(agents.givesUp)
    commonWrong = Bernoulli(agents.commonWrong)
    checking = Bernoulli(agents.checking)
    malformed = Bernoulli(agents.malformed)
    wrongProduct = (0...Self.mostOperations).map { Bernoulli(agents.wrongProduct($0)) }
    wrongSum = (0...Self.mostOperations).map { Bernoulli(agents.wrongSum($0)) }
  }

  /// Reads which agent the prompt is for, and answers as that one errs.
  ///
  /// - Throws: `ChannelFailure.refused` where the prompt is none of the decomposition's.
  package func replyAtOnce(to request: DrawRequest) throws(ChannelFailure) -> Reply {
    let place = request.coordinates
    var words = WordStream(root.child(place.trial).child(place.step).child(place.draw))
    var reply: [UInt8] = []
    reply.reserveCapacity(96)
    if malformed.isYes(words.next()) {
      reply.append("I am not sure about this one.\n")
      return Reply(text: reply)
    }
    reply.append("I went through it step by step.\nvote: ")
    let text = request.prompt.step.utf8.span
    if let start = Self.end(of: RecursivePrompts.solving, text) {
      reply.append(decimal: try answer(try Self.problem(text, start..<text.count), &words))
    } else if let start = Self.end(of: RecursivePrompts.decomposing, text) {
      let range = start..<text.count
      reply.append(contentsOf: split(try Self.problem(text, range), &words).utf8)
    } else if let start = Self.end(of: RecursivePrompts.choosingAnswer, text) {
      let list = try CandidateList(text, from: start)
      let right = try Self.answer(try Self.problem(text, list.problem))
      reply.append(
        decimal: choice(list.ranges.count, &words) {
          text.decimal(list.ranges[$0]) == right ? 2 : 0
        } + 1)
    } else if let start = Self.end(of: RecursivePrompts.choosingDecomposition, text) {
      let list = try CandidateList(text, from: start)
      let problem = try Self.problem(text, list.problem)
      let right = try Self.answer(problem)
      let isSimple = problem.split == nil
      reply.append(
        decimal: choice(list.ranges.count, &words) {
          Self.worth(text, list.ranges[$0], right: right, isSimple: isSimple)
        } + 1)
    } else {
      throw Self.refusal
    }
    return Reply(text: reply)
  }

  /// An answer, right or wrong.
  private func answer(
    _ problem: ArithmeticProblem, _ words: inout WordStream
  ) throws(ChannelFailure) -> Int {
    let right = try Self.answer(problem)
    let isWrong: Bernoulli
    let common: StreamKey
    switch problem {
    case .product(let first, let second):
      isWrong =
        wrongProduct[ArithmeticProblem.digits(of: first) * ArithmeticProblem.digits(of: second)]
      common = Self.temptation.child(first).child(second)
    case .sum(let first, let shift, let second):
      isWrong = wrongSum[ArithmeticProblem.digits(of: right)]
      common = Self.temptation.child(first).child(second).child(shift)
    }
    guard isWrong.isYes(words.next()) else { return right }
    guard commonWrong.isYes(words.next()) else { return Self.misread(right, &words) }
    // The most tempting mistake belongs to the problem, not to the draw.
    var own = WordStream(common)
    return Self.misread(right, &own)
  }

  /// A decomposition as text: right, left whole, or wrong.
  private func split(_ problem: ArithmeticProblem, _ words: inout WordStream) -> String {
    guard var split = problem.split, !givesUp.isYes(words.next()) else {
      return Decomposition(first: problem.text, second: "", combination: "").text
    }
    guard badSplit.isYes(words.next()) else { return split.text }
    let combination = split.combination.utf8.span
    if commonWrong.isYes(words.next()),
      let shift = ArithmeticCombination.shift(combination, 0..<combination.count)
    {
      // One place lost.
      split.combination = ArithmeticCombination.text(shift: shift - 1)
    } else if case .product(let left, let right) = ArithmeticProblem(split.second) {
      // A digit misread.
      split.second = ArithmeticProblem.product(left, Self.misread(right, &words)).text
    }
    return split.text
  }

  /// The candidate that a voter takes; index.
  private func choice(
    _ candidates: Int, _ words: inout WordStream, worth: (Int) -> Int
  ) -> Int {
    guard checking.isYes(words.next()) else {
      return Int(truncatingIfNeeded: words.next().multipliedFullWidth(by: UInt64(candidates)).high)
    }
    var best = 0
    var bestWorth = -1
    for candidate in 0..<candidates {
      let worth = worth(candidate)
      guard worth > bestWorth else { continue }
      best = candidate
      bestWorth = worth
      if worth == 2 { break }
    }
    return best
  }

  /// What a careful voter thinks of a decomposition: 2 where it is right, 1 where it splits nothing, 0
  /// where it is wrong.
  private static func worth(
    _ text: Span<UInt8>, _ range: Range<Int>, right: Int, isSimple: Bool
  ) -> Int {
    guard let parts = NamedParts(("P1", "P2", "C"), in: text, range) else { return 0 }
    if text.starts(with: "None", at: parts.second.lowerBound, upTo: parts.second.upperBound) {
      return isSimple ? 2 : 1
    }
    guard let first = ArithmeticProblem(text, parts.first)?.answer,
      let second = ArithmeticProblem(text, parts.second)?.answer,
      let shift = ArithmeticCombination.shift(text, parts.third)
    else { return 0 }
    return ArithmeticProblem.sum(first: first, shift: shift, second: second).answer == right ? 2 : 0
  }

  /// A number with one digit wrong, as long as the right one.
  private static func misread(_ number: Int, _ words: inout WordStream) -> Int {
    let digits = ArithmeticProblem.digits(of: number)
    func below(_ count: Int) -> Int {
      Int(truncatingIfNeeded: words.next().multipliedFullWidth(by: UInt64(count)).high)
    }
    let place = below(digits)
    let power = ArithmeticProblem.power(place) ?? 1
    let old = number / power % 10
    // A first digit stays above 0.
    let least = place == digits - 1 && digits > 1 ? 1 : 0
    var new = least + below(9 - least)
    if new >= old { new += 1 }
    return number + (new - old) * power
  }

  private static func end(of lead: StaticString, _ text: Span<UInt8>) -> Int? {
    text.starts(with: lead, at: 0) ? lead.utf8CodeUnitCount : nil
  }

  private static func problem(
    _ text: Span<UInt8>, _ range: Range<Int>
  ) throws(ChannelFailure) -> ArithmeticProblem {
    guard let problem = ArithmeticProblem(text, range) else { throw refusal }
    return problem
  }

  private static func answer(_ problem: ArithmeticProblem) throws(ChannelFailure) -> Int {
    guard let answer = problem.answer else { throw refusal }
    return answer
  }

  /// Most digit operations of a problem whose numbers have 18 digits.
  private static var mostOperations: Int { 18 * 18 }
  private static var temptation: StreamKey { StreamKey(state: 0x7465_6D70_7469_6E67) }
  private static var refusal: ChannelFailure {
    ChannelFailure(.refused, "the prompt is none of multiplication by decomposition")
  }
}

/// A problem and its numbered candidates in a prompt.
private struct CandidateList {
  let problem: Range<Int>
  /// Where each candidate stands, without its number.
  var ranges: [Range<Int>] = []

  init(_ text: Span<UInt8>, from start: Int) throws(ChannelFailure) {
    let mark = RecursivePrompts.candidates
    guard let end = text.firstIndex(of: mark, in: start..<text.count) else {
      throw ChannelFailure(.refused, "the prompt has no candidates")
    }
    problem = start..<end
    var index = end + mark.utf8CodeUnitCount
    while index < text.count {
      while index < text.count, text[index] != UInt8(ascii: " ") { index += 1 }
      let first = min(index + 1, text.count)
      while index < text.count, text[index] != UInt8(ascii: "\n") { index += 1 }
      ranges.append(first..<max(first, index))
      index += 1
    }
  }
}
