import Economics
import MAKERCore
import SharedState
import Testing

@testable import Providers

/// What the parts of a pipeline did, in order.
struct PipelineLog: Sendable {
  var steps: [String] = []
  var entries: [JournalEntry] = []
  var requests: [HTTPRequest] = []
  var settled: [AttemptOutcome] = []
  var notices: [RetryNotice] = []
  var underWay = 0
}

/// A journal in memory that can fail at a commit.
struct MemoryLedger: DrawLedger {
  struct Full: Error, CustomStringConvertible {
    let description = "disk full"
  }

  let log: Locked<PipelineLog>
  /// Number of the commit that fails, from 1; nil for none.
  var failing: Int?
  /// Makes what has ended take two seconds to be kept, and all else one; nil for no time.
  var disk: ChannelClock?
  private let commits = Locked(0)
  private let attempts = Locked(0)

  init(_ log: Locked<PipelineLog>, failing: Int? = nil, disk: ChannelClock? = nil) {
    self.log = log
    self.failing = failing
    self.disk = disk
  }

  func recorded(_ key: DrawKey) async throws -> RecordedDraw? {
    log.withLock { log in
      log.entries.lazy.compactMap { entry in
        if case .recorded(let draw) = entry, draw.key == key { draw } else { nil }
      }.first
    }
  }

  func newAttempt(
    for key: DrawKey, of provider: String, reserving worst: Charge
  ) async -> DrawAttempt {
    let number = attempts.withLock { attempts in
      attempts += 1
      return attempts - 1
    }
    return DrawAttempt(session: 1, number: number, provider: provider, key: key, reserved: worst)
  }

  func commit(_ entries: [JournalEntry]) async throws {
    let number = commits.withLock { commits in
      commits += 1
      return commits
    }
    if number == failing { throw Full() }
    if let disk {
      if case .settled = entries.first {
        try await disk.sleep(2_000_000_000)
      } else {
        try await disk.sleep(1_000_000_000)
      }
    }
    log.withLock { log in
      log.entries += entries
      for entry in entries {
        switch entry {
        case .begun: log.steps.append("begun")
        case .asked: log.steps.append("asked")
        case .settled(_, _, let outcome): log.steps.append("settled \(PipelineLog.name(outcome))")
        case .recorded: log.steps.append("recorded")
        }
      }
    }
  }
}

extension PipelineLog {
  static func name(_ outcome: AttemptOutcome) -> String {
    switch outcome {
    case .answered: "answered"
    case .free: "free"
    case .unknown: "unknown"
    }
  }
}

/// A budget that counts, and may be spent after some calls.
struct CountingBudget: CallBudget {
  let log: Locked<PipelineLog>
  /// Calls that it allows; count.
  var calls = Int.max
  private let granted = Locked(0)

  init(_ log: Locked<PipelineLog>, calls: Int = .max) {
    self.log = log
    self.calls = calls
  }

  func reserve(
    _ worst: Charge, for provider: String
  ) async throws(ChannelFailure) -> CallReservation {
    let number = granted.withLock { granted in
      granted += 1
      return granted
    }
    guard number <= calls else { throw ChannelFailure(.exhausted, "spent") }
    log.withLock { $0.steps.append("reserved") }
    return CallReservation(number: number, provider: provider, worst: worst)
  }

  func settle(_ reservation: CallReservation, _ outcome: AttemptOutcome) async {
    log.withLock { $0.settled.append(outcome) }
  }
}

/// A provider that answers what a script says, after a time.
struct ScriptedTransport: HTTPTransport {
  /// What comes back for a request.
  typealias Script =
    @Sendable (_ request: HTTPRequest, _ number: Int) -> Result<HTTPResponse, TransportFailure>

  let log: Locked<PipelineLog>
  let clock: ChannelClock
  /// Time until the response; nanoseconds.
  var time = 1_000_000_000
  let script: Script

  func send(_ request: HTTPRequest) async throws(TransportFailure) -> HTTPResponse {
    let number = log.withLock { log in
      log.steps.append("sent")
      log.requests.append(request)
      log.underWay += 1
      return log.requests.count
    }
    defer { log.withLock { $0.underWay -= 1 } }
    do { try await clock.sleep(time) } catch { throw .cancelled(mayBeCharged: true) }
    return try script(request, number).get()
  }
}

/// Channels over scripted parts.
enum ChannelFixture {
  static let prompt = Prompt(instructions: "Say the move.", step: "peg 1 → ?")

  static func request(
    trial: Int = 0, step: Int = 0, draw: Int = 0, tokenLimit: Int? = 100
  ) -> DrawRequest {
    DrawRequest(
      coordinates: DrawCoordinates(trial: trial, step: step, draw: draw), temperature: 0.5,
      prompt: prompt, tokenLimit: tokenLimit)
  }

  static func endpoint(
    _ spec: String = "openai:gpt-4.1-mini", at url: String = "http://127.0.0.1:1/v1"
  ) throws -> ProviderEndpoint {
    try ProviderEndpoint(
      spec: ProviderSpec(spec), baseURL: BaseURL(url, source: "test"), key: APIKey("sk-test"))
  }

  static func answer(_ text: String = "move 1", usage: Bool = true) -> HTTPResponse {
    let counts =
      usage
      ? #","usage":{"prompt_tokens":20,"completion_tokens":5,"total_tokens":25}"# : ""
    let body =
      #"{"id":"r1","object":"chat.completion","created":1,"model":"gpt-4.1-mini-2025","choices":[{"#
      + #""index":0,"finish_reason":"stop","message":{"role":"assistant","content":"\#(text)"}}]"#
      + counts + "}"
    return HTTPResponse(
      status: 200, headers: ["content-type": "application/json"], body: Array(body.utf8))
  }

  static func error(_ status: Int, headers: [String: String] = [:]) -> HTTPResponse {
    HTTPResponse(
      status: status, headers: headers, body: Array(#"{"error":{"message":"no"}}"#.utf8))
  }

  static func channel(
    _ endpoint: ProviderEndpoint, _ log: Locked<PipelineLog>, _ clock: ChannelClock,
    ledger: MemoryLedger? = nil, budget: CountingBudget? = nil, prices: ModelPrices? = nil,
    time: Int = 1_000_000_000, _ script: @escaping ScriptedTransport.Script
  ) -> ProviderChannel {
    ProviderChannel(
      endpoint, recording: "r", runSeed: 7, prices: prices,
      services: ProviderServices(
        transport: ScriptedTransport(log: log, clock: clock, time: time, script: script),
        ledger: ledger ?? MemoryLedger(log), budget: budget ?? CountingBudget(log), clock: clock,
        date: { 0 }, onWait: { notice in log.withLock { $0.notices.append(notice) } }))
  }
}

extension Channel {
  /// A reply or a failure as a value.
  func result(_ request: DrawRequest) async -> Result<Reply, ChannelFailure> {
    do throws(ChannelFailure) { return .success(try await reply(to: request)) } catch {
      return .failure(error)
    }
  }
}

extension Result where Success == Reply, Failure == ChannelFailure {
  /// The text of a reply; nil for a failure.
  var text: String? { (try? get()).map { String(decoding: $0.text, as: UTF8.self) } }

  /// The kind of a failure; nil for a reply.
  var failure: ChannelFailure? {
    if case .failure(let failure) = self { failure } else { nil }
  }
}
