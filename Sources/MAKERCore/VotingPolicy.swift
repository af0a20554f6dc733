/// The temperature of each draw of a step.
public struct TemperaturePolicy: Hashable, Sendable {
  /// Temperature τ of the first draw; unit 1, at least 0.
  public var first: Double
  /// Temperature τ of every later draw, also of the one that replaces a flagged first; unit 1, at
  /// least 0.
  public var later: Double

  /// Makes a policy; both at least 0.
  public init(first: Double, later: Double) {
    precondition(first >= 0 && later >= 0, "a temperature is at least 0")
    self.first = first
    self.later = later
  }

  /// The paper's: the first draw at τ = 0, later ones at τ = 0.1.
  public static let greedyFirst = TemperaturePolicy(first: 0, later: 0.1)

  /// One temperature for every draw.
  public static func constant(_ temperature: Double) -> TemperaturePolicy {
    TemperaturePolicy(first: temperature, later: temperature)
  }

  /// Temperature of a draw; unit 1.
  ///
  /// - Parameter draw: Index of the draw within its race, flagged ones counted: a flagged draw at
  ///   τ = 0 would only repeat itself.
  /// - Returns: τ.
  @inlinable
  public func temperature(ofDraw draw: Int) -> Double { draw == 0 ? first : later }
}

/// How every step of a task is voted on.
public struct VotingPolicy: Hashable, Sendable {
  /// When a race is decided.
  public var rule: RaceRule
  /// Most votes of a race; nil for none.
  public var cap: Int?
  /// Most draws of a race, flagged ones counted; nil for none.
  public var drawLimit: Int?
  /// Most red flags one after another (count, at least 1), upon which the race is undecided; nil for any.
  public var flagRun: Int?
  /// Temperature of each draw.
  public var temperature: TemperaturePolicy
  /// Which replies are discarded.
  public var redFlags: RedFlagPolicy
  /// How often one draw is asked for before the run gives up; at least 1.
  public var attempts: Int
  /// Time after which an attempt at a draw counts as failed; nanoseconds, nil for none.
  public var timeout: Int?
  /// How many draws are asked for at once.
  public var issue: IssuePolicy

  /// Makes a policy.
  ///
  /// - Parameters:
  ///   - rule: When a race is decided.
  ///   - cap: Most votes of a race; at least 1, nil for none.
  ///   - drawLimit: Most draws of a race; at least 1, nil for none.
  ///   - flagRun: Red flags one after another that end a race; at least 1, nil for any number.
  ///   - temperature: Temperature of each draw.
  ///   - redFlags: Which replies are discarded.
  ///   - attempts: How often one draw is asked for; at least 1.
  ///   - timeout: Time after which an attempt counts as failed; nanoseconds, at least 1, nil for none.
  ///   - issue: How many draws are asked for at once.
  public init(
    rule: RaceRule, cap: Int? = nil, drawLimit: Int? = nil, flagRun: Int? = nil,
    temperature: TemperaturePolicy = .greedyFirst, redFlags: RedFlagPolicy = RedFlagPolicy(),
    attempts: Int = 3, timeout: Int? = nil, issue: IssuePolicy = .needed
  ) {
    precondition(cap ?? 1 >= 1, "a cap is at least 1 vote")
    precondition(drawLimit ?? 1 >= 1, "a draw limit is at least 1 draw")
    precondition(flagRun ?? 1 >= 1, "a run of flags is at least 1 draw")
    precondition(attempts >= 1, "a draw is asked for at least once")
    precondition(timeout ?? 1 >= 1, "a timeout is at least 1 nanosecond")
    self.rule = rule
    self.cap = cap
    self.drawLimit = drawLimit
    self.flagRun = flagRun
    self.temperature = temperature
    self.redFlags = redFlags
    self.attempts = attempts
    self.timeout = timeout
    self.issue = issue
  }

  /// Makes the request of a draw.
  ///
  /// - Parameters:
  ///   - coordinates: Where the draw stands.
  ///   - draw: Index of the draw within its race, flagged ones counted; at least 0.
  ///   - prompt: What is asked.
  /// - Returns: The request, with the temperature and the token limit of the policy.
  @inlinable
  public func request(
    _ coordinates: DrawCoordinates, ofRace draw: Int, prompt: Prompt
  ) -> DrawRequest {
    DrawRequest(
      coordinates: coordinates, temperature: temperature.temperature(ofDraw: draw), prompt: prompt,
      tokenLimit: redFlags.tokenLimit)
  }
}
