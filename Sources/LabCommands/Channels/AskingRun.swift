import Economics
import ExperimentDesign
import MAKERCore
import Providers
import Storage

/// What the channels of one run share that asks providers: journal, budget, prices, and the waits.
struct AskingRun {
  /// Keeps every draw and attempt.
  let ledger: GroupCommitter
  private let keeper: BudgetKeeper
  private let services: ProviderServices
  private let limiters: [String: AdaptiveLimiter]
  private let prices: PriceBooks
  private let seed: Int
  private let waits: Locked<Wait?>
  private let fallbacks = Locked<[String]>([])

  /// What is waited for before a draw is asked for again, and until when.
  private struct Wait: Sendable {
    let text: String
    let end: ContinuousClock.Instant
  }

  /// Begins a session of a run.
  ///
  /// - Parameters:
  ///   - payer: Id of the run, whose budget counts over its resumes.
  ///   - seed: Seed of the run; at least 0.
  ///   - endpoints: All who may be asked.
  ///   - store: Path of the store that holds the journal.
  ///   - spending: What may be spent.
  ///   - context: The surroundings.
  ///   - observer: Hears of attempts that are made again; nil for nobody.
  /// - Throws: `LabError` for limits that cannot be kept, and what the store refuses.
  init(
    payer: StrongID, seed: Int, endpoints: [ProviderEndpoint], store: String,
    spending: SpendingOptions, context: LabContext, observer: (any Observer)? = nil
  ) async throws {
    prices = try Self.prices(endpoints, spending)
    self.seed = seed
    ledger = try GroupCommitter(DrawStore(path: store), payer: payer.description)
    var spentByProvider: [String: Charge] = [:]
    for provider in Set(endpoints.map(\.spec.provider.rawValue)).sorted() {
      spentByProvider[provider] = try await ledger.charged(provider: provider)
    }
    keeper = BudgetKeeper(
      Budget(
        spending.limits, spent: try await ledger.charged(), spentByProvider: spentByProvider))
    let waits = Locked<Wait?>(nil)
    self.waits = waits
    services = ProviderServices(
      transport: CurlTransport(), ledger: ledger, budget: keeper,
      onWait: { notice in
        let wait = Wait(
          text: notice.description.onOneLine,
          end: ContinuousClock.now + .nanoseconds(notice.wait))
        waits.withLock { $0 = wait }
        observer?.observe(
          .retried(notice.coordinates, attempt: notice.attempt, failure: notice.failure))
      })
    var limiters: [String: AdaptiveLimiter] = [:]
    for endpoint in endpoints where limiters[Self.place(endpoint)] == nil {
      limiters[Self.place(endpoint)] = AdaptiveLimiter(
        endpoint.spec.pacing, clock: services.clock)
    }
    self.limiters = limiters
  }

  /// Checks what may be spent, and finds the prices; nothing is made or asked.
  ///
  /// - Parameters:
  ///   - endpoints: All who may be asked.
  ///   - spending: What may be spent.
  /// - Returns: The price books.
  /// - Throws: `LabError` or `PriceBookError` in one line.
  static func prices(
    _ endpoints: [ProviderEndpoint], _ spending: SpendingOptions
  ) throws -> PriceBooks {
    let prices = try PriceFiles.books(spending.pricesFile)
    try spending.check(
      endpoints.map { ($0.spec.provider.rawValue, $0.spec.model.name) }, prices: prices)
    return prices
  }

  /// Makes a channel.
  ///
  /// - Parameters:
  ///   - endpoint: One of those who may be asked.
  ///   - recording: The recording that its draws belong to, known to the store.
  /// - Returns: The channel.
  func channel(_ endpoint: ProviderEndpoint, recording: StrongID) -> ProviderChannel {
    ProviderChannel(
      endpoint, recording: recording.description, runSeed: seed,
      prices: quote(endpoint)?.entry.prices,
      services: services, limiter: limiters[Self.place(endpoint)])
  }

  /// Makes the channel of a choice that asks providers.
  ///
  /// - Parameters:
  ///   - choice: The choice, all of whose models may be asked.
  ///   - recording: The recording that its draws belong to, known to the store.
  ///   - margin: Draws that a cheaper model gets first where the mixture does not say; at least 1.
  /// - Returns: The channel; nil where the choice asks no provider.
  /// - Throws: `LabError` for a mixture that needs a price nobody knows.
  func channel(
    _ choice: ChannelChoice, recording: StrongID, margin: Int
  ) throws -> (any Channel)? {
    switch choice {
    case .simulated, .recorded: return nil
    case .provider(let endpoint): return channel(endpoint, recording: recording)
    case .mixed(let mixture, let endpoints):
      // The order of their prices hardly depends on the length of a call.
      let costs = endpoints.map {
        quote($0)?.entry.prices.cost(inputTokens: 1000, cachedTokens: nil, outputTokens: 1000)
      }
      let schedule: MixtureSchedule
      do throws(MixtureError) {
        schedule = try MixtureSchedule(mixture, costs: costs, draws: margin)
      } catch { throw LabError("--channel: \(error)") }
      let fallbacks = fallbacks
      return MixedChannel(
        mixture, of: endpoints.map { channel($0, recording: recording) }, schedule: schedule,
        onFallback: { line in fallbacks.withLock { $0.append(line.onOneLine) } })
    }
  }

  /// Which models of a mixture took over from which, a line each, in order.
  var takeovers: [String] { fallbacks.withLock { $0 } }

  private func quote(_ endpoint: ProviderEndpoint) -> PriceBooks.Quote? {
    prices.quote(provider: endpoint.spec.provider.rawValue, model: endpoint.spec.model.name)
  }

  /// What is waited for at the moment, for a progress line; nil where nothing is.
  var waiting: String? {
    waits.withLock { wait in
      if let end = wait?.end, end < ContinuousClock.now { wait = nil }
      return wait?.text
    }
  }

  /// Lines to end with where the budget stopped the run; none where it did not.
  ///
  /// - Parameter context: The surroundings, which know the command line.
  /// - Returns: What was spent, and the command to go on.
  func budgetLines(_ context: LabContext) async -> [String] {
    guard let refusal = await keeper.refusal else { return [] }
    return BudgetStop(refusal: refusal, spent: await keeper.budget.spent)
      .lines(words: context.words)
  }

  private static func place(_ endpoint: ProviderEndpoint) -> String {
    "\(endpoint.spec.provider.rawValue) \(endpoint.baseURL.origin)"
  }
}
