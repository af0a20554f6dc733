import Economics
import ExperimentDesign
import MAKERCore
import MCPServer
import Providers
import SharedState
import Storage

/// Asks providers for the calls of a server: one journal, one set of connections and limiters, one budget
/// a day.
///
/// Nothing is opened before the first call that asks a provider.
struct ServerAsking: Sendable {
  /// What may be spent.
  let spending: ServerSpending
  private let concurrency: Int
  private let folder: LabFolder
  private let today: @Sendable () -> Int
  private let opened = Locked<Opened?>(nil)
  private let books = Locked<PriceBooks?>(nil)

  /// What is there once a call has asked.
  private struct Opened: Sendable {
    let service: AskingService
    let days: DailyBudgets
  }

  /// Prepares to ask; nothing is opened.
  ///
  /// - Parameters:
  ///   - folder: Where the journal is, or will be.
  ///   - spending: What may be spent.
  ///   - concurrency: Most requests under way at each place, of all calls together; at least 1.
  ///   - today: Days since 1970-01-01, UTC.
  init(
    _ folder: LabFolder, spending: ServerSpending = ServerSpending(),
    concurrency: Int = LimiterPool.usualOfServer,
    today: @escaping @Sendable () -> Int = { CalendarDate.today.daysSince1970 }
  ) {
    self.folder = folder
    self.spending = spending
    self.concurrency = concurrency
    self.today = today
  }

  /// Begins a call.
  ///
  /// - Parameters:
  ///   - call: What it may spend.
  ///   - endpoints: All who may be asked; not empty.
  ///   - seed: Seed of its draws; at least 0.
  ///   - configuration: The configuration that pays too; nil for none.
  ///   - observer: Hears of attempts that are made again; nil for nobody.
  /// - Returns: What asks for the call.
  /// - Throws: `ToolError` for limits that cannot be kept, and where another process asks for the same
  ///   folder; what the store refuses.
  func begin(
    _ call: CallSpending, endpoints: [ProviderEndpoint], seed: Int,
    configuration: Configuration? = nil, observer: (any Observer)? = nil
  ) async throws -> CallAsking {
    let prices = try prices()
    let isMoneyStrict =
      call.isMoneyGiven || configuration?.budget.limits.total.money != nil
    for endpoint in endpoints where isMoneyStrict && prices.quote(of: endpoint) == nil {
      throw ToolError(
        "prices of \(endpoint.spec.provider.rawValue):\(endpoint.spec.model.name) are unknown, so that "
          + "max_cost cannot be kept: give max_tokens in its place")
    }
    let opened = try open()
    let day = try await opened.days.day()
    let keeper = BudgetKeeper(
      Budget(BudgetLimits(total: call.limits, passesUnpriced: true)))
    let ledger = HeardLedger(day.ledger)
    let layers =
      [NestedBudget.Layer("this call", keeper)]
      + (configuration.map { [.init("this configuration", $0.budget)] } ?? [])
      + [.init("this server, of today", day.keeper)]
    return CallAsking(
      run: AskingRun(
        opened.service, ledger: ledger, keeper: keeper, budget: NestedBudget(layers), seed: seed,
        endpoints: endpoints, prices: prices, observer: observer),
      heard: ledger, configuration: configuration?.budget, day: day.keeper)
  }

  /// The price books, read once.
  ///
  /// - Returns: The operator's own first.
  /// - Throws: What is wrong with the operator's own.
  func prices() throws -> PriceBooks {
    if let known = books.withLock({ $0 }) { return known }
    let read = try PriceFiles.books(spending.pricesFile)
    books.withLock { $0 = read }
    return read
  }

  /// Opens the journal, once for all calls.
  private func open() throws -> Opened {
    try opened.withLock { opened -> Result<Opened, any Error> in
      if let opened { return .success(opened) }
      return Result {
        try LabFolder.make(folder.url)
        let service = try AskingService(
          store: folder.storePath, payer: StrongID(of: "mcp").description, lock: "mcp",
          concurrency: concurrency)
        let made = Opened(
          service: service,
          days: DailyBudgets(
            service.journal, limits: spending.day,
            payer: { day, isPriced in
              StrongID(of: "mcp\n\(day)\n\(isPriced ? "priced" : "unpriced")").description
            }, today: today))
        opened = made
        return made
      }
    }.get()
  }
}

/// What asks providers for one call of a server.
struct CallAsking: Sendable {
  /// Asks.
  let run: AskingRun
  private let heard: HeardLedger
  private let configuration: BudgetKeeper?
  private let day: BudgetKeeper

  fileprivate init(
    run: AskingRun, heard: HeardLedger, configuration: BudgetKeeper?, day: BudgetKeeper
  ) {
    self.run = run
    self.heard = heard
    self.configuration = configuration
    self.day = day
  }

  /// The draws of the call so far, asked for or found recorded.
  var draws: [RecordedDraw] { heard.draws }

  /// Draws of these that were found recorded, and cost this call nothing; count.
  var reused: Int { heard.found }

  /// Waits until every draw is settled in the journal, also one that was told to stop.
  func settled() async { await run.underWay.ended() }

  /// What the call, its configuration and the day may spend, have spent and have left.
  func budgets() async -> CallBudgets {
    CallBudgets(
      call: await run.keeper.budget, configuration: await configuration?.budget,
      day: await day.budget)
  }
}
