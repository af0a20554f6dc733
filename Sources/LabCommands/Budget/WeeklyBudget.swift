import Economics
import Foundation
import MAKERCore
import Providers
import Storage

/// What is left of a week, as a limit around the calls of a run, whose charges are added to the token log.
///
/// One run at a time has it: two could otherwise spend the same rest.  A run belongs to the week in which it
/// begins, also where it ends after it.  It writes into the log that it begins; what it was charged is in
/// the journal of its store before any vote counts it, and goes from there into the log when it is over, or,
/// where it was killed, when the next one begins.  So no reply that was paid for is lost, and each part has a
/// name by which it is logged once.
struct WeeklyBudget: Sendable {
  private let log: TokenLog
  private let session: ChargedSession
  private let plan: BudgetPlan
  private let total: BudgetKeeper
  private let tiers: [ModelTier: BudgetKeeper]
  private let lock: FileLock
  private let run: String
  private let store: String
  /// What to say of the log before the first call, a line each.
  let notes: [String]

  /// Begins to charge a run to a week.
  ///
  /// - Parameters:
  ///   - spending: The budget and its log.
  ///   - run: Id of the run, whose session was begun in the store last.
  ///   - store: Path of the store.
  ///   - endpoints: All who may be asked.
  ///   - prices: What they cost, for entries whose cost was not logged.
  /// - Throws: `LabError` where another run has the budget or a limit of dollars cannot be kept, and what
  ///   the log or the store refuses.
  init(
    _ spending: WeeklySpending, run: String, store: String, endpoints: [ProviderEndpoint],
    prices: PriceBooks
  ) throws {
    log = spending.log
    plan = spending.plan
    let path = log.file.path
    try LabFolder.make(URL(fileURLWithPath: path).deletingLastPathComponent())
    guard let lock = try log.lock() else {
      throw LabError(
        "\(path): another run is charged to this budget; wait for it, or give another --token-log")
    }
    self.lock = lock
    let store = URL(fileURLWithPath: store).standardizedFileURL.path
    guard let session = try LabStore.sessions(in: store, of: run).last else {
      throw LabError("\(store): this run has no session there")
    }
    self.session = session
    self.run = run
    self.store = store
    do {
      try TokenLogEntry.check(store, as: "the path", mostBytes: TokenLogEntry.mostStoreBytes)
    } catch {
      throw LabError("\(store): \(error) to be named in a token log".onOneLine)
    }
    try RunCharges.settle(log, payer: run, store: store, current: session.token)
    let reading = try WeeklyReading(log, prices: prices)
    let status = reading.status(plan, now: .now)
    let models = endpoints.map(\.modelName)
    let scopes = models.map { spending.plan.tier(of: $0) }
    for line in status.lines where line.limit.unit == .dollars && line.unknown > 0 {
      guard scopes.contains(where: { line.limit.scope.includes($0) }) else { continue }
      let place = line.firstUnknownLine.map { ", the first on line \($0)" } ?? ""
      throw LabError(
        "\(path): \(NumberFormat.counted(line.unknown, "entry", "entries")) of this week of unknown cost\(place), so that the "
          + "weekly limit of \(line.limit.name) cannot be kept: add \"dollars\" there, or give a price "
          + "book with --prices")
    }
    notes =
      reading.notes + status.view.findings.map { "\(path): clock: \($0)".onOneLine }
      + plan.strangers(models)
    try log.append(session.begun(store: store))
    total = BudgetKeeper(Budget(BudgetLimits(total: status.remaining(.total))))
    var tiers: [ModelTier: BudgetKeeper] = [:]
    for tier in Set(endpoints.compactMap { spending.plan.tier(of: $0.modelName) }) {
      let rest = status.remaining(.tier(tier))
      if rest.isSet { tiers[tier] = BudgetKeeper(Budget(BudgetLimits(total: rest))) }
    }
    self.tiers = tiers
  }

  /// The budgets that a call to a model must keep.
  ///
  /// - Parameters:
  ///   - run: The run's own.
  ///   - endpoint: The model.
  /// - Returns: The run's own, that of the model's tier and that of the week.
  func budget(around run: any CallBudget, for endpoint: ProviderEndpoint) -> any CallBudget {
    var layers = [NestedBudget.Layer("this run", run)]
    if let tier = plan.tier(of: endpoint.modelName), let keeper = tiers[tier] {
      layers.append(NestedBudget.Layer("the week's rest for \(tier.rawValue) models", keeper))
    }
    layers.append(NestedBudget.Layer("the week's rest", total))
    return NestedBudget(layers)
  }

  /// What to say where the week stopped the run; nil where it did not.
  var refusalLine: String? {
    get async {
      var keepers = ModelTier.allCases.compactMap { tier in
        tiers[tier].map { (" for \(tier.rawValue) models", $0) }
      }
      keepers.append(("", total))
      for (owner, keeper) in keepers {
        guard let refusal = await keeper.refusal else { continue }
        return
          "budget: the week's rest\(owner): \(refusal); everything is kept: give the same command "
          + "next week, or a larger --budget"
      }
      return nil
    }
  }

  /// Logs what the session was charged.
  ///
  /// - Throws: What the log or the store refuses.
  func close() throws {
    try RunCharges.settle(log, payer: run, store: store, closing: session.token)
  }
}

extension ProviderEndpoint {
  /// Provider and model, as budgets and price books name it.
  var modelName: String { "\(spec.provider.rawValue):\(spec.model.name)" }
}
