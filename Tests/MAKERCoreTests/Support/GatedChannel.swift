import MAKERCore

/// A channel that holds some attempts back, told to stop or not, until its gate is opened.
actor GatedChannel: Channel {
  /// What becomes of an attempt at a draw; attempts count from 1.
  enum Answer {
    case reply(Reply)
    case failure(ChannelFailure)
    /// A reply, but only when the gate is open.
    case held(Reply)
  }

  private let answer: @Sendable (DrawRequest, _ attempt: Int) -> Answer
  private var attempts: [Int: Int] = [:]
  private var held: [CheckedContinuation<Void, Never>] = []
  private var isOpen = false
  private var observers: [(count: Int, CheckedContinuation<Void, Never>)] = []
  /// Attempts asked for.
  private(set) var asked = 0
  /// Held attempts that have answered since.
  private(set) var late = 0

  init(_ answer: @escaping @Sendable (DrawRequest, _ attempt: Int) -> Answer) {
    self.answer = answer
  }

  func reply(to request: DrawRequest) async throws(ChannelFailure) -> Reply {
    let draw = request.coordinates.draw
    asked += 1
    let attempt = attempts[draw, default: 0] + 1
    attempts[draw] = attempt
    switch answer(request, attempt) {
    case .reply(let reply): return reply
    case .failure(let failure): throw failure
    case .held(let reply):
      if !isOpen {
        await withCheckedContinuation { continuation in
          held.append(continuation)
          tellObservers()
        }
        late += 1
      }
      return reply
    }
  }

  /// Waits until a number of attempts are held back.
  func holds(_ count: Int) async {
    if held.count >= count { return }
    await withCheckedContinuation { observers.append((count, $0)) }
  }

  private func tellObservers() {
    for observer in observers where held.count >= observer.count { observer.1.resume() }
    observers.removeAll { held.count >= $0.count }
  }

  /// Lets every held attempt answer, and waits until all have.
  func open() async {
    isOpen = true
    let count = held.count
    for continuation in held { continuation.resume() }
    held = []
    while late < count { await Task.yield() }
  }
}
