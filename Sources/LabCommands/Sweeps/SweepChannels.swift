import Economics
import ExperimentDesign
import Foundation
import MAKERCore
import NoisyChannels
import Providers
import RandomStreams
import Storage

/// The channels of a sweep, each with its recording, on one journal and one budget.
struct SweepChannels {
  private var channels: [String: any Channel] = [:]
  private let ledger: GroupCommitter
  private let keeper: BudgetKeeper

  /// What the sweep may spend.
  struct Spending {
    var options = SpendingOptions()
    var prices: PriceBooks
  }

  /// Opens the channels.
  ///
  /// - Parameters:
  ///   - choices: The channels by their texts in the definition.
  ///   - plan: The sweep, which knows what they are.
  ///   - steps: What it asks about.
  ///   - spending: What may be spent.
  ///   - payer: The id of the run, whose earlier sessions count towards the budget.
  ///   - store: Where the recordings are made known.
  ///   - showsWaits: Whether waits before a draw is asked for again are told on standard error.
  /// - Throws: What the store refuses.
  init<Checker: StepChecker, Renderer: ReplyRenderer>(
    _ choices: [String: ChannelChoice], plan: SweepPlan, steps: SweepSteps<Checker, Renderer>,
    spending: Spending, payer: String, store: LabStore, showsWaits: Bool
  ) async throws {
    ledger = try GroupCommitter(DrawStore(path: store.path), payer: payer)
    let providers = Set(choices.values.compactMap(\.provider))
    var spent: [String: Charge] = [:]
    for provider in providers { spent[provider] = try await ledger.charged(provider: provider) }
    keeper = BudgetKeeper(
      Budget(
        spending.options.limits, spent: try await ledger.charged(), spentByProvider: spent))
    let services = ProviderServices(
      transport: CurlTransport(), ledger: ledger, budget: keeper,
      onWait: { notice in
        // A closed standard error must not stop a run.
        if showsWaits {
          try? FileHandle.standardError.write(contentsOf: Data("\n\(notice)\n".utf8))
        }
      })
    var limiters: [Pace: AdaptiveLimiter] = [:]
    for text in plan.definition.factors.channel {
      guard let choice = choices[text], let recording = plan.recording(of: text, task: steps.task)
      else { continue }
      let id = try store.saveRecording(recording)
      switch choice {
      case .simulated(let spec):
        let noise = IndependentErrors(
          shares: try CandidateShares(spec.shares), validRate: spec.validRate)
        let root = StreamKey(seed: plan.seed).child(id.streamCoordinate)
        let (renderer, manner) = (steps.renderer, spec.manner)
        channels[text] = RehearsedChannel(
          model: { temperature in
            SimulatedChannel(
              noise: noise, renderer: renderer, root: root.child(temperature.bitPattern),
              manner: manner)
          }, name: choice.canonical, recording: id.description, ledger: ledger)
      case .provider(let endpoint):
        let model = endpoint.spec.model.name
        let pace = Pace(endpoint)
        let channel = ProviderChannel(
          endpoint, recording: id.description, runSeed: plan.seed,
          prices: spending.prices.quote(
            provider: endpoint.spec.provider.rawValue, model: model)?.entry.prices,
          services: services, limiter: limiters[pace])
        limiters[pace] = channel.limiter
        channels[text] = channel
      case .mixed, .recorded:
        throw LabError("factors.channel: \(text): a sweep asks single models")
      }
    }
  }

  /// Models that share their limits: of one provider at one place, paced alike.
  private struct Pace: Hashable {
    let baseURL: String
    let pacing: Pacing

    init(_ endpoint: ProviderEndpoint) {
      (baseURL, pacing) = (endpoint.baseURL.description, endpoint.spec.pacing)
    }
  }

  /// The channel of a text of the definition.
  subscript(text: String) -> any Channel {
    get throws {
      guard let channel = channels[text] else {
        throw LabError("factors.channel: \(text) is no channel of the sweep")
      }
      return channel
    }
  }

  /// Why the budget allows no further call; nil where it refused none.
  var stop: BudgetStop? {
    get async throws {
      guard let refusal = await keeper.refusal else { return nil }
      return BudgetStop(refusal: refusal, spent: try await ledger.charged())
    }
  }
}

extension ChannelChoice {
  /// The provider; nil where another channel answers.
  var provider: String? {
    if case .provider(let endpoint) = self { endpoint.spec.provider.rawValue } else { nil }
  }
}
