import MAKERCore
import Synchronization

/// A channel that remembers what each draw of one step voted for.
final class DrawTap<Work: StepTask>: Channel {
  typealias Answer = Candidate<Work.Action, Work.State>

  private let channel: any Channel
  private let judge: @Sendable (Reply) -> Answer?
  private let answers = Mutex<[Int: Answer]>([:])

  /// Listens to a channel.
  ///
  /// - Parameters:
  ///   - channel: The channel.
  ///   - judge: What a reply votes for; nil where it is flagged.
  init(_ channel: any Channel, judge: @escaping @Sendable (Reply) -> Answer?) {
    self.channel = channel
    self.judge = judge
  }

  func reply(to request: DrawRequest) async throws(ChannelFailure) -> Reply {
    let reply = try await channel.reply(to: request)
    let answer = judge(reply)
    answers.withLock { $0[request.coordinates.draw] = answer }
    return reply
  }

  /// Votes of each candidate among the first draws, the most first; those of equal votes in order of their
  /// first one.
  func votes(ofFirst draws: Int) -> [(candidate: Answer, votes: Int)] {
    let answers = answers.withLock { $0 }
    var places: [Answer: Int] = [:]
    var found: [(candidate: Answer, votes: Int)] = []
    for draw in 0..<draws {
      guard let answer = answers[draw] else { continue }
      if let place = places[answer] {
        found[place].votes += 1
      } else {
        places[answer] = found.count
        found.append((answer, 1))
      }
    }
    // Sorting is stable.
    return found.sorted { $0.votes > $1.votes }
  }
}
