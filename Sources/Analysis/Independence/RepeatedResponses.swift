import MAKERCore
import Statistics

/// Signs that a response was not made anew: its id, its bytes with its time, or its speed.
///
/// Tokens of the prompt that a provider had in its cache are no such sign: they save work before the first
/// token of a reply, and say nothing of how the reply was drawn.  A simulated model has no clock that could
/// tell anything: its replies are left out of what is told by time.
package struct RepeatedResponses: Sendable {
  /// Draws whose id another draw before them has; count.
  package let sameID: Int
  /// Of these, draws with the text of the first draw of that id; count.
  package let sameText: Int
  /// Draws that have an id; count.
  package let withID: Int
  /// Draws whose body and time are those of an earlier reply to the same question; count.
  package let replayed: Int
  /// Draws whose text is that of an earlier reply to the same question; count.
  package let repeats: Int
  /// Probability of at least as many replays if times agree as often as those of different questions
  /// do; unit 1.
  package let replayedPValue: Double
  /// Repeats that came faster than any model writes, of a text that took at least ten times as long at
  /// first; count.
  package let instant: Int

  /// Time that no model is faster than; nanoseconds a token of a reply.
  package static let fastestToken = 5_000

  init(_ draws: [AuditedDraw]) {
    let all = draws.inOrder.map(\.draw)
    var textOfID: [String: [UInt8]] = [:]
    var (ids, sameID, sameText) = (0, 0, 0)
    for draw in all {
      guard let id = draw.responseID else { continue }
      ids += 1
      if let text = textOfID[id] {
        sameID += 1
        if text == draw.text { sameText += 1 }
      } else {
        textOfID[id] = draw.text
      }
    }
    self.sameID = sameID
    self.sameText = sameText
    withID = ids

    let recorded = all.filter { !$0.channel.hasPrefix("simulated:") }
    var first: [Asked: RecordedDraw] = [:]
    var responses: Set<Response> = []
    var (repeats, replayed, instant) = (0, 0, 0)
    for draw in recorded {
      let asked = Asked(draw)
      if let earlier = first[asked] {
        repeats += 1
        if responses.contains(Response(draw)) { replayed += 1 }
        if let tokens = draw.usage.outputTokens, tokens > 0,
          draw.latency < tokens * Self.fastestToken,
          earlier.latency >= max(tokens * Self.fastestToken, 10 * draw.latency)
        {
          instant += 1
        }
      } else {
        first[asked] = draw
      }
      responses.insert(Response(draw))
    }
    self.repeats = repeats
    self.replayed = replayed
    self.instant = instant
    // Of one text nobody can say how often replies to different questions agree in their time.
    guard Set(recorded.map(\.text)).count >= 2 else {
      replayedPValue = 1
      return
    }
    let chance = Self.coincidence(recorded)
    replayedPValue = BinomialTest.upperTail(
      successes: replayed, trials: repeats, probability: chance, complement: 1 - chance)
  }

  /// What was asked and answered.
  private struct Asked: Hashable {
    let prompt: Prompt
    let channel: String
    let text: [UInt8]

    init(_ draw: RecordedDraw) {
      (prompt, channel, text) = (draw.prompt, draw.channel, draw.text)
    }
  }

  /// A response as it came, with the time that it took.
  private struct Response: Hashable {
    let body: [UInt8]
    let latency: Int

    init(_ draw: RecordedDraw) { (body, latency) = (draw.body, draw.latency) }
  }

  /// Share of draws that took to the nanosecond as long as one of another text: on a virtual clock all
  /// do, on a real one hardly any; one more is added, so that it is never 0.
  private static func coincidence(_ draws: [RecordedDraw]) -> Double {
    var texts: [Int: Set<[UInt8]>] = [:]
    for draw in draws { texts[draw.latency, default: []].insert(draw.text) }
    let shared = draws.count { texts[$0.latency].map { $0.count > 1 } ?? false }
    return Double(shared + 1) / Double(draws.count + 1)
  }
}
