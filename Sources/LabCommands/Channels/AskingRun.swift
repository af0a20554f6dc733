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
  private let mixtures = Locked<[MixedChannel]>([])
  /// Held as long as the run asks: two processes must not spend one budget twice.
  private let lock: FileLock

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
    guard let lock = try FileLock(path: "\(store).\(payer.description.prefix(12)).lock") else {
      throw LabError(
        "\(store): another process asks for the same; wait for it, or give another folder")
    }
    self.lock = lock
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
    var pacings: [String: Pacing] = [:]
    for endpoint in endpoints {
      pacings[Self.place(endpoint), default: endpoint.spec.pacing].tighten(endpoint.spec.pacing)
    }
    let clock = services.clock
    limiters = pacings.mapValues { AdaptiveLimiter($0, clock: clock) }
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
      endpoints.map {
        ($0.spec.provider.rawValue, $0.spec.model.name, prices.quote(of: $0) != nil)
      })
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
      let mixed = MixedChannel(
        mixture, of: endpoints.map { channel($0, recording: recording) }, schedule: schedule,
        onFallback: { line in fallbacks.withLock { $0.append(line.onOneLine) } })
      mixtures.withLock { $0.append(mixed) }
      return mixed
    }
  }

  /// Makes the channel of a choice that asks providers about a task, and its recording known.
  ///
  /// - Parameters:
  ///   - choice: The choice, which asks providers, all of whose models may be asked.
  ///   - task: The task.
  ///   - tokenLimit: Most tokens of a reply that is asked for; tokens, nil for no limit.
  ///   - margin: Draws that a cheaper model gets first where the mixture does not say; at least 1.
  ///   - store: The store of the journal.
  /// - Returns: The channel.
  /// - Throws: What the store refuses, and `LabError` for a mixture that needs a price nobody knows.
  func channel<Work: StepTask>(
    _ choice: ChannelChoice, about task: Work, tokenLimit: Int?, margin: Int, in store: LabStore
  ) throws -> any Channel {
    let definition = RecordingDefinition(
      channel: choice.canonical, task: task, seed: seed, tokenLimit: tokenLimit)
    let recording = try store.saveRecording(definition.text)
    guard let channel = try channel(choice, recording: recording, margin: margin) else {
      preconditionFailure("the choice asks no provider")
    }
    return channel
  }

  /// What mixtures did: who took over from whom, and what each model answered, a line each.
  var mixtureLines: [String] {
    let tallies = mixtures.withLock { $0.flatMap(\.tallies) }
    return fallbacks.withLock { $0 }
      + tallies.map { tally in
        let known = { (count: Int?) in count.map { NumberFormat.grouped($0) } ?? "unknown" }
        return "\(tally.channel): \(NumberFormat.grouped(tally.replies)) replies, "
          + "\(NumberFormat.grouped(tally.failures)) draws failed; tokens "
          + "\(known(tally.usage.inputTokens)) in, \(known(tally.usage.outputTokens)) out; cost "
          + (tally.usage.cost.map { NumberFormat.significant($0, 6) } ?? "unknown")
      }
  }

  private func quote(_ endpoint: ProviderEndpoint) -> PriceBooks.Quote? {
    prices.quote(of: endpoint)
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

extension PriceBooks {
  /// Returns the price of a model where it is asked.
  ///
  /// The shipped book knows what the providers themselves charge: who sells their models elsewhere has
  /// prices of his own, which a user's book can name.
  func quote(of endpoint: ProviderEndpoint) -> Quote? {
    let home = endpoint.spec.provider.usualBaseURL
    let isAtHome = endpoint.baseURL.host == home.host || endpoint.baseURL.isLoopback
    let books = isAtHome ? self : PriceBooks(books.filter { $0.name != PriceBook.shippedName })
    return books.quote(
      provider: endpoint.spec.provider.rawValue, model: endpoint.spec.model.name)
  }
}

extension Pacing {
  /// Takes over what another pacing of the same provider limits more.
  mutating func tighten(_ other: Pacing) {
    func least(_ first: Int?, _ second: Int?) -> Int? { [first, second].compactMap(\.self).min() }
    concurrency = least(concurrency, other.concurrency)
    requestsPerMinute = least(requestsPerMinute, other.requestsPerMinute)
    tokensPerMinute = least(tokensPerMinute, other.tokensPerMinute)
  }
}
