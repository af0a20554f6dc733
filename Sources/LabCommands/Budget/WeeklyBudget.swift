import Economics
import Foundation
import MAKERCore
import Providers
import Storage

/// What is left of a week, as a limit around the calls of a run, whose charges are added to the token log.
///
/// One run at a time has it: two could otherwise spend the same rest.  A run belongs to the week in which it
/// begins, also where it ends after it.  It writes into the log that it begins; what it was charged is in
/// the journal of its store before any vote counts it, and goes from there into the log when it ends, or,
/// where it was killed, when the next one begins.  So no reply that was paid for is lost, and each part has a
/// name by which it is logged once.
struct WeeklyBudget: Sendable {
  private let log: TokenLog
  private let session: ChargedSession
  private let plan: BudgetPlan
  private let total: BudgetKeeper
  private let tiers: [ModelTier: BudgetKeeper]
  private let lock: FileLock

  /// Begins to charge a run to a week.
  ///
  /// - Parameters:
  ///   - spending: The budget and its log.
  ///   - run: Id of the run, whose session was begun in the store last.
  ///   - store: Path of the store.
  ///   - endpoints: All who may be asked.
  /// - Throws: `LabError` where another run has the budget, and what the log or the store refuses.
  init(
    _ spending: WeeklySpending, run: String, store: String, endpoints: [ProviderEndpoint]
  ) throws {
    log = spending.log
    plan = spending.plan
    let path = log.file.path
    try LabFolder.make(URL(fileURLWithPath: path).deletingLastPathComponent())
    guard let lock = try FileLock(path: path + ".lock") else {
      throw LabError(
        "\(path): another run is charged to this budget; wait for it, or give another --token-log")
    }
    self.lock = lock
    let store = URL(fileURLWithPath: store).standardizedFileURL.path
    guard let session = try LabStore.sessions(in: store, of: run).last else {
      throw LabError("\(store): this run has no session there")
    }
    self.session = session
    let before = try log.read()
    try log.append(missing: RunCharges.missing(before))
    try log.append(session.begun(store: store))
    let view = TokenLogView(try log.read().entries, now: .now)
    let status = BudgetStatus(plan, view)
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
    try log.append(missing: RunCharges.missing(try log.read()))
  }
}

/// What runs were charged and did not log.
enum RunCharges {
  /// Finds what is missing of the runs that began.
  ///
  /// - Parameter contents: The log.
  /// - Returns: The entries to add; none of a run whose store is gone.
  /// - Throws: What a store refuses.
  static func missing(_ contents: TokenLog.Contents) throws -> [TokenLogEntry] {
    let parts = contents.parts
    var entries: [TokenLogEntry] = []
    for line in contents.lines {
      guard case .begun(let session, let store) = line.entry.source,
        FileManager.default.fileExists(atPath: store)
      else { continue }
      for entry in try LabStore.charges(in: store, ofSession: session, item: line.entry.item) {
        if case .run(let part) = entry.source, !parts.contains(part) { entries.append(entry) }
      }
    }
    return entries
  }

  /// Runs that began and whose store is gone, so that nobody knows what they were charged.
  static func lost(_ contents: TokenLog.Contents) -> [String] {
    contents.lines.compactMap { line in
      guard case .begun(let session, let store) = line.entry.source,
        !FileManager.default.fileExists(atPath: store),
        !contents.parts.contains(where: { $0.hasPrefix(session) })
      else { return nil }
      return "line \(line.number): \(store) is gone, so what this run was charged is unknown"
    }
  }
}

extension ProviderEndpoint {
  /// Provider and model, as budgets and price books name it.
  var modelName: String { "\(spec.provider.rawValue):\(spec.model.name)" }
}
