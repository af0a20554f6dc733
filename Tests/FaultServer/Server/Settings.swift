import NoisyChannels

/// How the server answers; set by the words it is started with and by `POST /control`.
struct Settings {
  /// What the model says.
  var model = ModelKind.hanoi
  /// Shares of the candidates among valid replies, the right one first.
  var shares = [1.0]
  /// Valid rate; unit 1.
  var validRate = 1.0
  var seed = 1
  /// Time from request to reply.
  var latency = LatencyLaw.constant(0)
  /// Median of the tokens of a reply about the Towers of Hanoi.
  var tokens = 60
  /// Hidden tokens of reasoning, where the wire format has a place for them.
  var reasoning = 0
  /// Tokens of the prompt that came from a cache, at most.
  var cached = 0
  /// Whether replies depend on the prompt alone, so that repeats are no new draws.
  var isDeterministic = false
  /// Whether replies to a prompt at temperature 0 are all the same.
  var isGreedy = false
  /// Whether all responses carry one id.
  var repeatsIDs = false

  /// Models that are known; empty for every name.
  var models: [String] = []
  /// The model that replies name; nil for the one asked for.
  var answeredModel: String?
  /// The key that is expected; nil where none is looked at.
  var key: String?
  /// Whether members that OpenAI does not know are refused there.
  var isStrict = true

  /// Most requests in flight; nil for no limit.
  var mostInFlight: Int?
  /// Most requests in a window; nil for no limit.
  var mostRequests: Int?
  /// Length of the window; nanoseconds.
  var window = 60_000_000_000

  var faults: [FaultRule] = []
  /// Faults of the next requests, in order; nil for none.
  var script: [Fault?] = []
  /// Whether replies wait until this is over.
  var isHeld = false
}

/// What a simulated model knows.
enum ModelKind {
  /// The Towers of Hanoi, by our prompts of one role and of two.
  case hanoi
  /// One text.
  case text(String)
  /// What the prompt says that it shall answer.
  case script
}
