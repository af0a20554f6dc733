import MAKERCore
import NoisyChannels
package import RaceTheory
import RandomStreams
import Tasks

/// Steps raced on one simulated model after another, as text through the real orchestrator.
package struct EscalationSampler: Sendable {
  private let orchestrator: Orchestrator<SyntheticChain>
  private let checker: ChainChecker
  private let channels: [SimulatedChannel<LadderNoise, ChainRenderer>]

  /// Makes a sampler.
  ///
  /// - Parameters:
  ///   - tiers: Models, all with one margin and cap, as the orchestrator has them.
  ///   - means: Mean step success of each; unit 1, range (0, 1).
  ///   - difficulty: How the steps differ.
  ///   - races: Index of the model of each race; from 0, at least one.
  ///   - seed: Seed of the run.
  /// - Throws: What the synthetic task refuses.
  package init(
    tiers: [LadderTier], means: [Double], difficulty: LadderDifficulty, races: [Int], seed: Int
  ) throws {
    precondition(
      !races.isEmpty && tiers.allSatisfy { $0.margin == tiers[0].margin && $0.cap == tiers[0].cap },
      "an orchestrator has one margin and one cap for all channels")
    let task = try SyntheticChain(steps: 1, answers: 2)
    orchestrator = Orchestrator(
      task,
      policy: VotingPolicy(
        rule: RaceRule(margin: tiers[0].margin), cap: tiers[0].cap,
        temperature: .constant(simulatedTemperature),
        redFlags: RedFlagPolicy(tokenLimit: simulatedTokenLimit)))
    checker = ChainChecker(task)
    let root = StreamKey(seed: seed)
    // A step's draws go on counting from race to race, so one root gives every race words of its own.
    let models = tiers.indices.map { tier in
      // A call costs what the bill of one token says.
      var manner = ReplyManner(inputTokens: 1)
      manner.prices = TokenPrices(input: tiers[tier].costPerCall * 1e6, output: 0)
      return SimulatedChannel(
        noise: LadderNoise(
          tier: tier, means: means, validRate: tiers[tier].validRate, difficulty: difficulty),
        renderer: ChainRenderer(task), root: root, manner: manner)
    }
    channels = races.map { models[$0] }
  }

  /// Counts what steps came to.
  ///
  /// - Parameter trials: Indices of the steps.
  /// - Returns: The counts.
  package func sample(_ trials: Range<Int>) -> EscalationCounts {
    var counts = EscalationCounts()
    let position = Position(startOf: orchestrator.task)
    let answer = checker.answer(in: position.state, after: position.previous)
    for trial in trials {
      let decision = orchestrator.decideAtOnce(position, trial: trial, over: channels)
      counts.draws += decision.record.issued
      counts.escalations += decision.record.escalations
      let cost = decision.record.usage.cost ?? 0
      counts.cost += cost
      counts.costSquared += cost * cost
      switch decision.winner {
      case nil: counts.givenUp += 1
      case answer: counts.right += 1
      default: counts.wrong += 1
      }
    }
    return counts
  }
}

/// What simulated steps on a ladder came to.
package struct EscalationCounts: Equatable, Sendable {
  /// Steps decided rightly; count.
  package var right = 0
  /// Steps decided wrongly; count.
  package var wrong = 0
  /// Steps that stayed undecided on every model; count.
  package var givenUp = 0
  /// Calls, flagged ones included; draws.
  package var draws = 0
  /// Races begun after an undecided one; count.
  package var escalations = 0
  /// Cost of all calls; money.
  package var cost = 0.0
  /// Sum over steps of the square of a step's cost; money².
  package var costSquared = 0.0

  /// Steps; count.
  package var steps: Int { right + wrong + givenUp }

  /// Mean cost of a step; money.
  package var meanCost: Double { cost / Double(steps) }

  /// Standard error of the mean cost; money.
  package var costError: Double {
    let count = Double(steps)
    let variance = max(0, costSquared / count - meanCost * meanCost)
    return (variance / count).squareRoot()
  }
}
