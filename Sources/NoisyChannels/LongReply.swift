package import RandomStreams

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// What a talkative model says in one draw, before it is put into words.
package struct LongReply: Hashable, Sendable {
  /// What the text holds; candidate 0 is the right answer.
  package enum Content: Hashable, Sendable {
    /// A well-formed answer.
    case wellFormed(candidate: Int)
    /// An answer without its last bracket; only the repairing reading takes it, as it is.
    case unclosed(candidate: Int)
    /// An answer with a number too many; only the repairing reading takes it, as a wrong one.
    case malformed(candidate: Int)
    /// No answer: the reply was cut before it.
    case cutOff
  }

  /// Length; tokens, at least 1.
  package var tokens: Int
  /// What the text holds.
  package var content: Content
}

extension LongReplyLaw {
  /// Returns the reply of a draw, a function of its place alone.
  ///
  /// - Parameters:
  ///   - draw: Index of the draw within the step; at least 0.
  ///   - key: Key of the step.
  /// - Returns: The reply, whoever reads it and however much of it.
  package func reply(draw: Int, ofStep key: StreamKey) -> LongReply {
    var words = WordStream(key.child(draw))
    let length = verbosity(ofStep: key) * exp(drawSpread * words.normal())
    guard length < Double(longest) else { return LongReply(tokens: longest, content: .cutOff) }
    let tokens = max(1, Int(length.rounded()))
    guard words.uniform() < faultRate(tokens: tokens) else {
      return LongReply(tokens: tokens, content: .wellFormed(candidate: 0))
    }
    let kind = words.uniform()
    let word = words.next()
    // Either of two wrong answers.
    let wrong = 1 + Int(word & 1)
    let content: LongReply.Content =
      if kind < brokenShare {
        word & 2 == 0 ? .unclosed(candidate: wrong) : .malformed(candidate: wrong)
      } else if kind < brokenShare + mendedShare {
        .unclosed(candidate: 0)
      } else {
        .wellFormed(candidate: wrong)
      }
    return LongReply(tokens: tokens, content: content)
  }

  /// Median reply of a step; tokens.
  package func verbosity(ofStep key: StreamKey) -> Double {
    // Children of a step's key below this one are its draws.
    var words = WordStream(key.child(UInt64.max))
    let rambles = words.uniform() < ramblingShare
    let deviate = words.normal()
    return rambles
      ? median * ramblingFactor * exp(ramblingSpread * deviate)
      : median * exp(stepSpread * deviate)
  }

  /// Probability that a reply of a length is at fault; unit 1.
  ///
  /// - Parameter tokens: Its length; tokens.
  /// - Returns: The probability, which rises from `shortFault` to `longFault` about the turn.
  package func faultRate(tokens: Int) -> Double {
    shortFault + (longFault - shortFault) / (1 + exp((turn - Double(tokens)) / turnWidth))
  }
}
