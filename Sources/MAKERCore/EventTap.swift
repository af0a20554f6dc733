/// Hands events on to an observer.
///
/// One reference, and events made here and not where they occur: where nobody observes, an event costs
/// a comparison with nil.
@usableFromInline
final class EventTap: Sendable {
  private let observer: any Observer

  @usableFromInline
  init(_ observer: any Observer) {
    self.observer = observer
  }

  @usableFromInline @inline(never)
  func drawRequested(_ request: DrawRequest) {
    observer.observe(.drawRequested(request.coordinates, temperature: request.temperature))
  }

  @usableFromInline @inline(never)
  func replyReceived(_ reply: Reply, to coordinates: DrawCoordinates) {
    observer.observe(
      .replyReceived(
        coordinates, usage: reply.usage, finish: reply.finish, latency: reply.latency))
  }

  @usableFromInline @inline(never)
  func flagged(_ coordinates: DrawCoordinates, _ flag: RedFlag) {
    observer.observe(.flagged(coordinates, flag))
  }

  @usableFromInline @inline(never)
  func voteCast(_ coordinates: DrawCoordinates, candidate: Int, lead: Int) {
    observer.observe(.voteCast(coordinates, candidate: candidate, lead: lead))
  }

  @usableFromInline @inline(never)
  func raceDecided(_ record: StepRecord, candidate: Int, votes: Int, draws: Int) {
    observer.observe(
      .raceDecided(
        trial: record.trial, step: record.step, candidate: candidate, votes: votes, draws: draws))
  }

  @usableFromInline @inline(never)
  func observe(_ event: Event) {
    observer.observe(event)
  }
}
