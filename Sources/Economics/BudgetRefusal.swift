package import MAKERCore

/// Why a budget allows no further call.
package enum BudgetRefusal: Error, Hashable, Sendable, CustomStringConvertible {
  /// The call does not fit a money limit even once all calls under way are settled.
  case money(provider: String?, limit: Money, spent: Money, needed: Money)
  /// The call does not fit a token limit even once all calls under way are settled.
  case tokens(provider: String?, limit: Int, spent: Int, needed: Int)
  /// Money is limited, and a price of the provider is unknown.
  case unknownPrice(provider: String)
  /// Money is limited, and what was charged before is unknown in money.
  case unknownPast
  /// A call was charged more than its worst case, so that no limit can be kept any more.
  case broken(BudgetBreach)

  /// One line for a person.
  package var description: String {
    switch self {
    case .money(let provider, let limit, let spent, let needed) where spent.picodollars == 0:
      "the budget\(Self.of(provider)) of \(limit) is too small: the next call may cost \(needed)"
    case .tokens(let provider, let limit, let spent, let needed) where spent == 0:
      "the budget\(Self.of(provider)) of \(limit) tokens is too small: the next call may take \(needed)"
    case .money(let provider, let limit, let spent, let needed):
      "the budget\(Self.of(provider)) of \(limit) is spent: \(spent) charged, and the next call may "
        + "cost \(needed)"
    case .tokens(let provider, let limit, let spent, let needed):
      "the budget\(Self.of(provider)) of \(limit) tokens is spent: \(spent) charged, and the next call "
        + "may take \(needed)"
    case .unknownPrice(let provider):
      "a price of \(provider) is unknown: give --max-tokens-total or a price book"
    case .unknownPast:
      "what this run was charged before is unknown in money: give --max-tokens-total"
    case .broken(let breach):
      "\(breach); nothing more is asked"
    }
  }

  private static func of(_ provider: String?) -> String { provider.map { " for \($0)" } ?? "" }
}

/// A call that was charged more than its worst case.
package struct BudgetBreach: Hashable, Sendable, CustomStringConvertible {
  /// Provider that charged it.
  package let provider: String
  /// The worst case.
  package let reserved: Charge
  /// What was charged.
  package let charged: Charge

  /// One line for a person.
  package var description: String {
    let money: String
    if let most = reserved.picodollars, let cost = charged.picodollars, cost > most {
      money = " and \(Money(picodollars: cost)) where at most \(Money(picodollars: most))"
    } else {
      money = ""
    }
    return
      "\(provider) charged \(charged.tokens) tokens where at most \(reserved.tokens)\(money) were "
      + "possible"
  }
}
