import NoisyChannels
import RandomStreams

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Decides what is done about requests; it touches no socket.
struct FaultServer {
  private var settings: Settings
  private(set) var counts = Counts()
  private var model: SimulatedModel
  private var recent = RecentRequests()
  /// Requests of the model since the start, for the ids of responses.
  private var number = 0
  /// Requests of the model since the counts began, for faults at numbered requests.
  private var place = 0
  /// When the requests of the last window came; nanoseconds, ascending.
  private var window: [Int] = []

  static let formats: [any ServedFormat] = [
    OpenAIChat(), OpenAICompletions(), AnthropicMessages(), OllamaChat(),
  ]

  init(_ settings: Settings) {
    self.settings = settings
    model = SimulatedModel(settings)
  }

  /// Whether replies wait until they are let go.
  var isHeld: Bool { settings.isHeld }

  /// Decides about a request.
  ///
  /// - Parameters:
  ///   - request: The request.
  ///   - inFlight: Requests to the model that have no whole response, this one included.
  ///   - exchange: Becomes what is known of a request to the model.
  /// - Returns: What is to be done.
  mutating func decide(
    _ request: IncomingRequest, inFlight: Int, exchange: inout Exchange
  ) -> Decision {
    if request.path.hasPrefix("/control") {
      return .control(control(request, inFlight: inFlight - 1))
    }
    if let format = Self.formats.first(where: { $0.path == request.path }) {
      return ask(request, format, inFlight: inFlight, exchange: &exchange)
    }
    return .control(ModelList(settings: settings).response(to: request))
  }

  /// Counts what became of a request to the model.
  mutating func end(_ exchange: Exchange, _ fate: Counts.Fate) { counts.end(exchange, fate) }

  private mutating func ask(
    _ request: IncomingRequest, _ format: any ServedFormat, inFlight: Int, exchange: inout Exchange
  ) -> Decision {
    number += 1
    place += 1
    recent.append(request)
    exchange.id = request.header("x-client-request-id")
    let before = counts.receive(format.name, id: exchange.id, inFlight: inFlight)
    let id = settings.repeatsIDs ? "0" : Self.hexadecimal(UInt64(number), seed: settings.seed)
    let fault: Fault?
    do throws(SettingError) {
      fault = try self.fault(request, format, before: before, id: exchange.id)
    } catch {
      return .respond(
        OutgoingResponse(400, .object([("error", .string(error.problem))])), after: 0,
        then: .refused(400))
    }
    let failures = FailureResponses(format: format, id: "req_\(id)", settings: settings)
    if let limit = overLimit(inFlight) { return failures.decision(limit) }
    if let fault, !fault.kind.isReply, fault.kind != .half {
      return failures.decision(fault, request)
    }
    do throws(Refusal) {
      return try reply(request, format, fault: fault, id: id, exchange: &exchange)
    } catch {
      return .respond(failures.response(error), after: 0, then: .refused(error.status))
    }
  }

  /// The fault of a request; nil for none.
  private mutating func fault(
    _ request: IncomingRequest, _ format: any ServedFormat, before: Int, id: String?
  ) throws(SettingError) -> Fault? {
    if let text = request.header("x-fault"), !text.isEmpty { return try Fault(text) }
    if !settings.script.isEmpty { return settings.script.removeFirst() }
    guard !settings.faults.isEmpty else { return nil }
    // Luck belongs to a request and how often it was asked, not to when it came.
    var hash = FNVHash(UInt64(before))
    hash.add(id ?? "")
    let key = StreamKey(seed: settings.seed).child(hash.value).child(1)
    for (index, rule) in settings.faults.enumerated() {
      let luck = Double(key.word(index) >> 11) * 0x1p-53
      if rule.happens(place, luck: luck, format: format.name) { return rule.fault }
    }
    return nil
  }

  /// The limit that a request is over; nil for none.
  private mutating func overLimit(_ inFlight: Int) -> LimitReached? {
    if let most = settings.mostInFlight, inFlight > most { return .inFlight }
    guard let most = settings.mostRequests else { return nil }
    let now = Clock.now()
    window.removeAll { $0 <= now - settings.window }
    guard window.count < most else {
      return .requests(wait: window[window.count - most] + settings.window - now)
    }
    window.append(now)
    return nil
  }

  private mutating func reply(
    _ request: IncomingRequest, _ format: any ServedFormat, fault: Fault?, id: String,
    exchange: inout Exchange
  ) throws(Refusal) -> Decision {
    if let expected = settings.key, format.needsKey {
      guard let key = format.key(request), !key.isEmpty else {
        throw Refusal(status: 401, reason: .noKey, message: "")
      }
      guard key == expected else {
        throw Refusal(status: 401, reason: .wrongKey, message: "\(key.prefix(3))***")
      }
    }
    let body: JSON
    do throws(JSONError) { body = try JSONReader.value(request.body) } catch {
      throw .invalid("the body is no JSON: \(error.problem) at byte \(error.offset)")
    }
    let question = try format.question(body, request, isStrict: settings.isStrict)
    guard settings.models.isEmpty || settings.models.contains(question.model) else {
      throw Refusal(status: 404, reason: .noModel, message: question.model)
    }
    let key = Self.key(question, id: exchange.id, number: number, settings)
    guard var said = model.says(to: question, key: key) else {
      throw .invalid("the simulated model cannot make anything of this prompt")
    }
    said.reasoning = settings.reasoning
    said.cached = min(settings.cached, said.inputTokens)
    said.cut(at: question.stop)
    if let fault { said.apply(fault.kind) }
    exchange.inputTokens = said.inputTokens
    exchange.outputTokens = said.tokens + said.reasoning
    exchange.oddity = fault?.kind.rawValue
    let wait = Self.time(settings.latency, StreamKey(seed: settings.seed).child(key).word(0))
    let frame = ReplyFrame(
      id: id, model: settings.answeredModel ?? question.model, created: Clock.seconds(),
      duration: wait)
    var response = OutgoingResponse(200, format.reply(said, frame, to: question))
    response.headers = [(format.idHeader, "req_\(id)")]
    if let fault, fault.kind == .slow {
      response.delivery = .slow((fault.argument ?? 1000) * 1_000_000)
    }
    if let fault, fault.kind == .half {
      response.delivery = .half
      return .respond(response, after: wait, then: .failed(fault.kind.rawValue))
    }
    return .respond(response, after: wait, then: .answered)
  }

  /// What the randomness of a reply comes from.
  private static func key(
    _ question: Question, id: String?, number: Int, _ settings: Settings
  ) -> UInt64 {
    var hash = FNVHash(0)
    hash.add(question.instructions)
    hash.add(question.prompt)
    if settings.isDeterministic || (settings.isGreedy && question.temperature == 0) {
      return hash.value
    }
    if let id {
      hash.add(id)
    } else if let seed = question.seed {
      hash.add("seed \(seed)")
    } else {
      hash.add("number \(number)")
    }
    return hash.value
  }

  private static func time(_ latency: LatencyLaw, _ word: UInt64) -> Int {
    switch latency {
    case .constant(let time): time
    case .exponential(let mean):
      Int(-log((Double(word >> 12) + 0.5) * 0x1p-52) * Double(mean))
    }
  }

  private static func hexadecimal(_ number: UInt64, seed: Int) -> String {
    let text = String(StreamKey(seed: seed).child(number).word(0), radix: 16)
    return String(repeating: "0", count: 16 - text.utf8.count) + text + String(number, radix: 16)
  }

  // MARK: Control

  private mutating func control(_ request: IncomingRequest, inFlight: Int) -> OutgoingResponse {
    switch (request.method, request.path) {
    case ("GET", "/control/counts"):
      return OutgoingResponse(200, counts.json(inFlight: inFlight))
    case ("GET", "/control/ids"): return OutgoingResponse(200, counts.idsJSON)
    case ("GET", "/control/requests"):
      let last = request.argument("last").flatMap { Int($0) } ?? 1
      return OutgoingResponse(200, recent.json(last: last, key: settings.key))
    case ("POST", "/control/reset"):
      counts = Counts()
      recent.removeAll()
      place = 0
      window = []
      return OutgoingResponse(200, .object([("ok", .bool(true))]))
    case ("POST", "/control"): return change(request.body)
    default:
      return OutgoingResponse(404, .object([("error", .string("no such control"))]))
    }
  }

  private mutating func change(_ body: [UInt8]) -> OutgoingResponse {
    var changed = settings
    do {
      guard let members = try JSONReader.value(body).members else {
        throw SettingError("settings are an object")
      }
      for member in members { try changed.set(member.name, member.value) }
    } catch {
      let problem =
        (error as? SettingError)?.problem ?? (error as? JSONError)?.problem ?? "\(error)"
      return OutgoingResponse(400, .object([("error", .string(problem))]))
    }
    settings = changed
    model = SimulatedModel(settings)
    return OutgoingResponse(200, .object([("ok", .bool(true))]))
  }
}
