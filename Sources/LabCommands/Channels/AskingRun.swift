import Economics
import ExperimentDesign
import MAKERCore
import Providers
import SharedState
import Storage

/// What the channels of one run share that asks providers: its budget, its draws, prices, and the waits.
///
/// A run is a command's, resumed or not, or one call of a server.
struct AskingRun: Sendable {
  /// Keeps every draw and attempt of the run.
  let ledger: any DrawLedger
  /// What the run itself may be charged, and was.
  let keeper: BudgetKeeper
  /// The run's draws that are under way.
  let underWay = DrawsUnderWay()
  private let services: ProviderServices
  private let limiters: [String: NestedLimiter]
  private let prices: PriceBooks
  private let seed: Int
  private let waits: Locked<Wait?>
  private let fallbacks = Locked<[String]>([])
  private let mixtures = Locked<[MixedChannel]>([])
  private let service: AskingService
  /// The weekly budget that the run is charged to; nil for none.
  private let weekly: WeeklyBudget?

  /// What is waited for before a draw is asked for again, and until when.
  private struct Wait: Sendable {
    let text: String
    let end: ContinuousClock.Instant
  }

  /// Begins a session of a command's run, with a journal and limiters of its own.
  ///
  /// - Parameters:
  ///   - payer: Id of the run, whose budget counts over its resumes.
  ///   - seed: Seed of the run; at least 0.
  ///   - endpoints: All who may be asked.
  ///   - store: Path of the store that holds the journal.
  ///   - spending: What may be spent.
  ///   - observer: Hears of attempts that are made again; nil for nobody.
  /// - Throws: `LabError` for limits that cannot be kept, and what the store refuses.
  init(
    payer: StrongID, seed: Int, endpoints: [ProviderEndpoint], store: String,
    spending: SpendingOptions, observer: (any Observer)? = nil
  ) async throws {
    let prices = try Self.prices(endpoints, spending)
    let service = try AskingService(
      store: store, payer: payer.description, lock: AskingService.lockName(payer: payer.description)
    )
    var spentByProvider: [String: Charge] = [:]
    for provider in Set(endpoints.map(\.spec.provider.rawValue)).sorted() {
      spentByProvider[provider] = try await service.journal.charged(provider: provider)
    }
    let keeper = BudgetKeeper(
      Budget(
        spending.limits, spent: try await service.journal.charged(),
        spentByProvider: spentByProvider))
    let weekly = try spending.weekly.map {
      try WeeklyBudget(
        $0, run: payer.description, store: store, endpoints: endpoints, prices: prices)
    }
    self.init(
      service, ledger: service.journal, keeper: keeper, budget: keeper, seed: seed,
      endpoints: endpoints, prices: prices, observer: observer, weekly: weekly)
  }

  /// Begins a run that shares its journal, connections and limiters with others.
  ///
  /// - Parameters:
  ///   - service: What is shared.
  ///   - ledger: Keeps the run's draws and attempts, in the journal of the service.
  ///   - keeper: What the run itself may be charged.
  ///   - budget: What allows its calls: the keeper, or budgets around it.
  ///   - seed: Seed of the run; at least 0.
  ///   - endpoints: All who may be asked.
  ///   - prices: What they cost.
  ///   - observer: Hears of attempts that are made again; nil for nobody.
  ///   - weekly: The weekly budget around it; nil for none.
  init(
    _ service: AskingService, ledger: any DrawLedger, keeper: BudgetKeeper,
    budget: any CallBudget, seed: Int, endpoints: [ProviderEndpoint], prices: PriceBooks,
    observer: (any Observer)?, weekly: WeeklyBudget? = nil
  ) {
    self.service = service
    self.weekly = weekly
    self.ledger = ledger
    self.keeper = keeper
    self.prices = prices
    self.seed = seed
    limiters = service.limiters.limiters(for: endpoints)
    let waits = Locked<Wait?>(nil)
    self.waits = waits
    services = ProviderServices(
      transport: service.transport, ledger: ledger, budget: budget,
      onWait: { notice in
        let wait = Wait(
          text: notice.description.onOneLine,
          end: ContinuousClock.now + .nanoseconds(notice.wait))
        waits.withLock { $0 = wait }
        observer?.observe(
          .retried(notice.coordinates, attempt: notice.attempt, failure: notice.failure))
      })
  }

  /// Says what is odd about the token log before anybody is asked.
  ///
  /// - Parameter context: Where it is said.
  func openBooks(_ context: LabContext) {
    for note in weekly?.notes ?? [] { context.note(note) }
  }

  /// Logs what this session was charged where a weekly budget asks for it; a run that cannot is made up for
  /// by the next one.
  ///
  /// - Parameter context: Where is said what could not be logged.
  func closeBooks(_ context: LabContext) {
    guard let weekly else { return }
    do { try weekly.close() } catch {
      context.note(
        "token log: \("\(error)".onOneLine); the next run under this budget makes up for it")
    }
  }

  /// Returns what the run has been charged so far, earlier sessions of a command's included.
  ///
  /// - Throws: What the place of the journal refuses.
  func charged() async throws -> Charge { try await service.journal.charged() }

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
    var services = services
    if let weekly { services.budget = weekly.budget(around: services.budget, for: endpoint) }
    return ProviderChannel(
      endpoint, recording: recording.description, runSeed: seed,
      prices: quote(endpoint)?.entry.prices,
      services: services, limiter: limiters[LimiterPool.place(of: endpoint)])
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
  /// - Returns: The channel, whose draws `underWay` counts.
  /// - Throws: What the journal refuses, and `LabError` for a mixture that needs a price nobody knows.
  func channel<Work: StepTask>(
    _ choice: ChannelChoice, about task: Work, tokenLimit: Int?, margin: Int
  ) async throws -> any Channel {
    let definition = RecordingDefinition(
      channel: choice.canonical, task: task, seed: seed, tokenLimit: tokenLimit
    ).text
    // One transaction takes along what all who begin now have to say.
    try await ledger.commit([.begun(definition: definition)])
    let recording = StrongID(of: definition)
    guard let channel = try channel(choice, recording: recording, margin: margin) else {
      preconditionFailure("the choice asks no provider")
    }
    return underWay.counting(channel)
  }

  /// Who took over from whom in a fallback, a line each.
  var fallbackLines: [String] { fallbacks.withLock { $0 } }

  /// What mixtures did: who took over from whom, and what each model answered, a line each.
  var mixtureLines: [String] {
    let tallies = mixtures.withLock { $0.flatMap(\.tallies) }
    return fallbackLines
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
    if let line = await weekly?.refusalLine { return [line] }
    guard let refusal = await keeper.refusal else { return [] }
    return BudgetStop(refusal: refusal, spent: await keeper.budget.spent)
      .lines(words: context.words)
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
