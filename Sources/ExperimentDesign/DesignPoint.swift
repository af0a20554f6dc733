package import MAKERCore
package import NoisyChannels
import RandomStreams
import StoppingRules

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// One setting of all factors.
package struct DesignPoint: Hashable, Sendable {
  /// Suite and name of the experiment, `core/kmin`.
  package var experiment: String
  /// How much is simulated.
  package var fidelity: Fidelity
  /// What one trial is.
  package var unit: TrialUnit
  /// Share of each candidate among valid replies, the right one first; unit 1, sum 1.
  package var shares: [Double]
  /// Valid rate v; unit 1, range (0, 1].
  package var validRate: Double
  /// Steps s of the task; count, at least 1.
  package var steps: Int
  /// Disks of the Towers of Hanoi that the steps solve, 2^disks − 1 steps; nil for another task.
  package var disks: Int?
  /// Required success t of the whole task; unit 1, range (0, 1), nil when the margin is fixed.
  package var target: Double?
  /// Margin k, or under a stopping rule the fewest votes that can end a race; votes, at least 1.
  package var margin: Int
  /// How the margin was chosen.
  package var marginChoice: MarginChoice
  /// k_min for the point, where it is defined; votes.
  package var minimumMargin: Int?
  /// Most votes of a race; nil for none.
  package var cap: Int?
  /// Last vote of the histogram of race lengths; nil for no histogram.
  package var listedVotes: Int?
  /// Mean of the exponential time of a reply, on the virtual clock of fidelity `agent`; milliseconds,
  /// nil where replies take no time.
  package var latency: Double?
  /// What a candidate needs to win a race.
  package var rule: RaceRule.Kind
  /// Steps m that one reply takes; count, at least 1.
  package var subtaskSteps: Int
  /// The named model that shares and valid rate are those of; nil where the factors give them.
  package var model: SimulatedModel?
  /// Last draw of the histogram of race lengths by draws; nil for no histogram.
  package var listedDraws: Int?
  /// Whether every trial is stored by itself.
  package var keepsTrials: Bool
  /// What the trials do.
  package var subject: Subject
  /// Most tokens of a reply that is not flagged; tokens, nil for the subject's own limit.
  package var tokenLimit: Int?
  /// How a reply that does not fit the grammar is read; nil for the subject's own way.
  package var reading: ReplyReading?
  /// Digits of the factors of a multiplication; count, nil for another subject.
  package var digits: Int?
  /// Depth from which a problem is not decomposed; levels, nil for another subject.
  package var depth: Int?
  /// Temperatures of a race's draws.
  package var temperature: TemperatureChoice
  /// How many draws are asked for at once.
  package var issue: IssuePolicy
  /// Whether wrong races are made frequent and weighed with their likelihood ratio.
  package var isTilted: Bool
  /// The stopping rule that decides races in place of margin and race rule; nil for these.
  package var stopping: StoppingChoice?

  /// Takes a setting; see the properties.
  ///
  /// What is left out is as in a plain race of the paper.
  package init(
    experiment: String, fidelity: Fidelity, unit: TrialUnit, shares: [Double], validRate: Double,
    steps: Int, disks: Int?, target: Double?, margin: Int, marginChoice: MarginChoice,
    minimumMargin: Int?, cap: Int?, listedVotes: Int?, latency: Double? = nil,
    rule: RaceRule.Kind = .firstToAheadBy, subtaskSteps: Int = 1, model: SimulatedModel? = nil,
    listedDraws: Int? = nil, keepsTrials: Bool = false, subject: Subject = .steps,
    tokenLimit: Int? = nil, reading: ReplyReading? = nil, digits: Int? = nil, depth: Int? = nil,
    temperature: TemperatureChoice = .constant, issue: IssuePolicy = .needed,
    isTilted: Bool = false,
    stopping: StoppingChoice? = nil
  ) {
    self.experiment = experiment
    self.fidelity = fidelity
    self.unit = unit
    self.shares = shares
    self.validRate = validRate
    self.steps = steps
    self.disks = disks
    self.target = target
    self.margin = margin
    self.marginChoice = marginChoice
    self.minimumMargin = minimumMargin
    self.cap = cap
    self.listedVotes = listedVotes
    self.latency = latency
    self.rule = rule
    self.subtaskSteps = subtaskSteps
    self.model = model
    self.listedDraws = listedDraws
    self.keepsTrials = keepsTrials
    self.subject = subject
    self.tokenLimit = tokenLimit
    self.reading = reading
    self.digits = digits
    self.depth = depth
    self.temperature = temperature
    self.issue = issue
    self.isTilted = isTilted
    self.stopping = stopping
  }

  /// Step success p; unit 1.
  package var stepSuccess: Double { shares[0] }

  /// Whether every step is a race of two candidates for a lead, as the paper's formulas assume, with p > 0.
  package var isPaperRace: Bool {
    shares.count == 2 && stepSuccess > 0 && rule == .firstToAheadBy && hasAlikeSteps && hasShares
      && temperature == .constant && stopping == nil
  }

  /// Whether every step has the shares and the valid rate of the point.
  package var hasAlikeSteps: Bool { model?.hasAlikeSteps ?? true }

  /// Whether shares and valid rate say what a draw is.
  package var hasShares: Bool { model?.isKnownByShares ?? true }

  /// Subtasks that are voted on, s/m; count, not whole where m does not divide s.
  package var subtasks: Double { Double(steps) / Double(subtaskSteps) }

  /// Races of one trial that meets no cap; count.
  package var racesPerTrial: Int { unit == .task ? steps / subtaskSteps : 1 }

  /// Logarithm of the probability that a draw is a vote; natural, at most 0.
  ///
  /// A vote is a valid draw that, for m > 1, is right or the one alternative that votes can agree on.
  ///
  /// - Source: arXiv 2511.09030, Eq. 15.
  package var logVoteRate: Double {
    log(validRate) + Double(subtaskSteps - 1) * log(stepSuccess)
  }

  /// Probability that a draw is a vote; unit 1, 0 where a double cannot hold it.
  package var voteRate: Double { subtaskSteps == 1 ? validRate : exp(logVoteRate) }

  /// When a race is decided.
  package var raceRule: RaceRule { RaceRule(margin: margin, kind: rule) }

  /// The noise of the simulated model.
  ///
  /// - Throws: `MarginError.badShares`.
  package func noiseModel() throws(MarginError) -> any NoiseModel {
    let isGreedy = temperature == .greedyFirst
    if let population = model?.population {
      return UnequalSteps(population, steps: racesPerTrial, isGreedy: isGreedy)
    }
    if let ensemble = model?.ensemble { return EnsembleNoise(ensemble, isGreedy: isGreedy) }
    return IndependentErrors(
      shares: try CandidateShares(shares), validRate: voteRate, isGreedy: isGreedy)
  }

  /// Time from request to reply of the simulated model.
  package var latencyLaw: LatencyLaw {
    latency.map { .exponential(mean: Int(($0 * 1e6).rounded())) } ?? .constant(0)
  }

  /// Votes of a race to expect, exact for two candidates without a cap; votes.
  ///
  /// For planning and chunking only; no result depends on it.
  package var votesToExpect: Double {
    let capped = cap.map(Double.init) ?? .infinity
    if subject == .multiplication {
      // Two votings a node, each of 2k − 1 candidates and as many votes at most.
      return Double(8 * margin - 4) * 2 * Double(1 << min(depth ?? 0, 6))
    }
    if stopping != nil { return stoppedVotesToExpect }
    if rule == .firstTo { return min(Double(margin) / stepSuccess, capped) }
    if isPaperRace, let p = try? Probability(stepSuccess),
      let race = try? TwoCandidateRace(stepSuccess: p, margin: margin)
    {
      return min(race.meanVotes, capped)
    }
    let lead = stepSuccess - (shares.dropFirst().max() ?? 0)
    return min(Double(margin) / max(lead, 0.05), capped)
  }

  /// The definition that the id is the hash of: everything that changes what a trial does.
  ///
  /// - Parameter stopKind: Kind of the stop rule.
  /// - Returns: Lines `field=value` in alphabetical order.
  package func canonicalDefinition(stopKind: String) -> String {
    var fields = [
      "cap=\(cap.map(String.init) ?? "none")",
      "disks=\(disks.map(String.init) ?? "none")",
      "epoch=\(SeedEpoch.current)",
      "experiment=\(experiment)",
      "fidelity=\(fidelity.rawValue)",
      "k=\(margin)",
      "k_choice=\(marginChoice)",
      "shares=\(shares.map { "\($0)" }.joined(separator: ";"))",
      "steps=\(steps)",
      "stop=\(stopKind)",
      "target=\(target.map { "\($0)" } ?? "none")",
      "unit=\(unit.rawValue)",
      "v=\(validRate)",
    ]
    if let listedVotes { fields.append("votes_listed=\(listedVotes)") }
    if let latency { fields.append("latency_ms=\(latency)") }
    if rule != .firstToAheadBy { fields.append("rule=\(rule.rawValue)") }
    if subtaskSteps != 1 { fields.append("m=\(subtaskSteps)") }
    if let noise = model?.canonicalNoise { fields.append("noise=\(noise)") }
    if let listedDraws { fields.append("draws_listed=\(listedDraws)") }
    if keepsTrials { fields.append("each_trial=true") }
    if subject != .steps { fields.append("subject=\(subject.rawValue)") }
    if let tokenLimit { fields.append("token_limit=\(tokenLimit)") }
    if let reading { fields.append("reading=\(reading.rawValue)") }
    if let digits { fields.append("digits=\(digits)") }
    if let depth { fields.append("depth=\(depth)") }
    if temperature != .constant { fields.append("temperature=\(temperature.rawValue)") }
    if issue != .needed { fields.append("issue=\(issue)") }
    if isTilted { fields.append("tilted=true") }
    if let stopping {
      fields.append("stopping=\(stopping.kind.rawValue)")
      fields.append("delta=\(stopping.delta)")
      fields.append("assumed_p=\(stopping.assumedSuccess.map { "\($0)" } ?? "mean")")
    }
    return fields.sorted().joined(separator: "\n")
  }
}
