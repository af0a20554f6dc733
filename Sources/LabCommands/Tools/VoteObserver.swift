import MAKERCore
import MCPServer
import Providers
import SharedState

/// Tells a client how far its vote is.
final class VoteObserver: Observer {
  private let call: MCPCall
  private let events: (any Observer)?
  private let margin: Int
  private let most: Int
  private let counts = Locked(Counts())

  private struct Counts: Sendable {
    var draws = 0
    var votes = 0
    var lead = 0
  }

  /// Listens for a call.
  ///
  /// - Parameters:
  ///   - question: What is asked.
  ///   - call: The request, whose client hears of progress.
  ///   - events: Where everything is told too; nil for nowhere.
  init(_ question: VoteQuestion, _ call: MCPCall, events: (any Observer)?) {
    self.call = call
    self.events = events
    margin = question.margin
    most = question.solve.drawLimit * question.solve.channels.count
  }

  func observe(_ event: Event) {
    events?.observe(event)
    let counts = counts.withLock { counts -> Counts? in
      switch event {
      case .voteCast(_, _, let lead):
        counts.votes += 1
        counts.lead = lead
      case .flagged: break
      case .escalated:
        counts.lead = 0
        return nil
      default: return nil
      }
      counts.draws += 1
      return counts
    }
    guard let counts else { return }
    call.progress(
      Double(counts.draws), of: Double(most),
      "\(counts.draws) of at most \(most) draws, "
        + "\(NumberFormat.counted(counts.votes, "vote")), lead \(counts.lead) of \(margin)"
    )
  }
}
