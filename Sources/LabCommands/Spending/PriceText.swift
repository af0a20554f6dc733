import Economics

/// Prices for people: what a million tokens cost, and who says so.
enum PriceText {
  /// The exact price of a million tokens, as `0.40` or `0.025`; dollars.
  static func perMillion(_ picodollars: Int) -> String {
    // A picodollar a token is a millionth of a dollar a million tokens.
    let (whole, rest) = picodollars.quotientAndRemainder(dividingBy: 1_000_000)
    var decimals = String(rest)
    decimals = String(repeating: "0", count: 6 - decimals.count) + decimals
    while decimals.count > 2, decimals.last == "0" { decimals.removeLast() }
    return "\(whole).\(decimals)"
  }

  /// A price and its book on one line; `prices unknown` where there is none.
  static func line(_ quote: PriceBooks.Quote?) -> String {
    guard let quote else { return "prices unknown" }
    let prices = quote.entry.prices
    let amounts =
      prices.areZero
      ? "free" : "$\(perMillion(prices.input)) in and $\(perMillion(prices.output)) out a million"
    return "\(amounts), \(quote.book) price book of \(quote.date) (\(quote.entry.source))"
  }
}
