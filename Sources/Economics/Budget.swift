package import MAKERCore

/// What a run may spend, and what it has spent: each call's worst case is set aside before it is made.
///
/// As long as no call is charged more than its worst case, what is settled and what is set aside are
/// together never more than any limit.  Where one is, the budget is broken: the charge counts in full,
/// and nothing more may be asked as long as anything is limited.
package struct Budget: Sendable {
  /// The limits.
  package let limits: BudgetLimits
  /// What was charged, earlier sessions of the run included.
  package private(set) var spent: Charge
  /// What was charged by each provider that was asked or is limited.
  package private(set) var spentByProvider: [String: Charge]
  /// The first call that was charged more than its worst case; nil where there was none.
  package private(set) var breach: BudgetBreach?
  private var reservedTotal = Reserved()
  private var reservedByProvider: [String: Reserved] = [:]
  private var underWay: Set<Int> = []
  private var nextNumber = 0

  /// The worst case of one call, set aside until it is settled once.
  package struct Reservation: Hashable, Sendable {
    /// Provider that the call goes to.
    package let provider: String
    /// The worst case.
    package let worst: Charge
    /// Number of the call within its budget; from 0, never given twice.
    package let number: Int

    /// Makes a reservation; see the properties.
    package init(provider: String, worst: Charge, number: Int) {
      self.provider = provider
      self.worst = worst
      self.number = number
    }
  }

  /// The answer to a call that wants to be made.
  package enum Decision: Hashable, Sendable {
    /// It may be made; settle it.
    case granted(Reservation)
    /// It fits once calls under way are settled for less than their worst case: ask again after the next
    /// one is.
    case later
    /// It does not fit, whatever the calls under way come to.
    case refused(BudgetRefusal)
  }

  /// Makes a budget.
  ///
  /// - Parameters:
  ///   - limits: The limits.
  ///   - spent: What the run was charged before.
  ///   - spentByProvider: The same by provider; each limited one that is missing was charged nothing.
  package init(
    _ limits: BudgetLimits, spent: Charge = .zero, spentByProvider: [String: Charge] = [:]
  ) {
    self.limits = limits
    self.spent = spent
    self.spentByProvider = spentByProvider
  }

  /// What is set aside for calls under way; money is nil where a price is unknown.
  package var reserved: Charge { reservedTotal.charge }

  /// What is set aside for calls under way to one provider.
  package func reserved(by provider: String) -> Charge {
    reservedByProvider[provider]?.charge ?? .zero
  }

  /// Calls under way; count.
  package var callsUnderWay: Int { underWay.count }

  /// Sets the worst case of a call aside, if it fits every limit.
  ///
  /// - Parameters:
  ///   - worst: Most that the call can cost; money is nil where the price is unknown.
  ///   - provider: Provider that it goes to.
  /// - Returns: Whether it may be made.
  package mutating func reserve(_ worst: Charge, for provider: String) -> Decision {
    let limiting = limits.limits(on: provider).filter(\.limit.isSet)
    if let breach, limits.total.isSet || !limits.providers.isEmpty {
      return .refused(.broken(breach))
    }
    var mustWait = false
    for (owner, limit) in limiting {
      let spent = owner.map { spentByProvider[$0] ?? .zero } ?? self.spent
      let reserved = owner.map { reservedByProvider[$0] ?? Reserved() } ?? reservedTotal
      if let most = limit.tokens {
        guard Self.fits(spent.tokens, worst.tokens, in: most) else {
          return .refused(
            .tokens(provider: owner, limit: most, spent: spent.tokens, needed: worst.tokens))
        }
        if !Self.fits(spent.tokens, reserved.tokens, worst.tokens, in: most) { mustWait = true }
      }
      if let most = limit.money {
        guard let needed = worst.picodollars else {
          if limits.passesUnpriced { continue }
          return .refused(.unknownPrice(provider: provider))
        }
        guard let paid = spent.picodollars else { return .refused(.unknownPast) }
        guard Self.fits(paid, needed, in: most.picodollars) else {
          return .refused(
            .money(
              provider: owner, limit: most, spent: Money(picodollars: paid),
              needed: Money(picodollars: needed)))
        }
        if !Self.fits(paid, reserved.picodollars, needed, in: most.picodollars) { mustWait = true }
      }
    }
    if mustWait { return .later }
    let reservation = Reservation(provider: provider, worst: worst, number: nextNumber)
    nextNumber += 1
    underWay.insert(reservation.number)
    reservedTotal.add(worst)
    reservedByProvider[provider, default: Reserved()].add(worst)
    return .granted(reservation)
  }

  /// Settles a call: once each, whatever came of it.
  ///
  /// - Parameters:
  ///   - reservation: What was set aside for it.
  ///   - outcome: What came of it; an unknown end counts as its worst case, and so does each part of a
  ///     charge that is unknown.
  package mutating func settle(_ reservation: Reservation, as outcome: AttemptOutcome) {
    let wasUnderWay = underWay.remove(reservation.number) != nil
    precondition(wasUnderWay, "a call is settled once")
    let worst = reservation.worst
    reservedTotal.remove(worst)
    reservedByProvider[reservation.provider]?.remove(worst)
    var charge: Charge
    switch outcome {
    case .free: charge = .zero
    case .unknown, .answered(nil): charge = worst
    case .answered(let known?): charge = known
    }
    if charge.picodollars == nil {
      charge.picodollars = worst.picodollars ?? (limits.passesUnpriced ? 0 : nil)
    }
    let isMoney = (charge.picodollars ?? 0) > (worst.picodollars ?? .max)
    if breach == nil, charge.tokens > worst.tokens || isMoney {
      breach = BudgetBreach(provider: reservation.provider, reserved: worst, charged: charge)
    }
    spent += charge
    spentByProvider[reservation.provider, default: .zero] += charge
  }

  /// Whether a sum is at most a limit; a sum that no integer holds is not.
  private static func fits(_ parts: Int..., in limit: Int) -> Bool {
    var sum = 0
    for part in parts {
      let (next, isTooLarge) = sum.addingReportingOverflow(part)
      if isTooLarge { return false }
      sum = next
    }
    return sum <= limit
  }
}

/// Worst cases under way, which can be taken back: a sum that is unknown in money counts its unknown parts.
private struct Reserved: Sendable {
  private var inputTokens = 0
  private var outputTokens = 0
  private var money = 0
  private var unpriced = 0

  var tokens: Int { charge.tokens }
  var picodollars: Int { money }

  var charge: Charge {
    Charge(
      inputTokens: inputTokens, outputTokens: outputTokens, picodollars: unpriced > 0 ? nil : money)
  }

  mutating func add(_ worst: Charge) { change(by: worst, 1) }
  mutating func remove(_ worst: Charge) { change(by: worst, -1) }

  // Sums wrap round, so that what was added can be taken away again whatever stands beside it; a call
  // whose sums would pass the largest integer is refused by every limit before.
  private mutating func change(by worst: Charge, _ sign: Int) {
    inputTokens &+= sign &* worst.inputTokens
    outputTokens &+= sign &* worst.outputTokens
    money &+= sign &* (worst.picodollars ?? 0)
    unpriced += worst.picodollars == nil ? sign : 0
  }
}
