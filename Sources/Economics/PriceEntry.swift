/// The prices of a model over some time, and where they were found.
package struct PriceEntry: Hashable, Sendable {
  /// Provider, as `openai`.
  package var provider: String
  /// Models that they are for.
  package var model: ModelPattern
  /// First day on which they hold.
  package var from: CalendarDate
  /// Last day on which they hold; nil until the next entry of the model, or until further notice.
  package var until: CalendarDate?
  /// The prices.
  package var prices: ModelPrices
  /// Where they were found: an address, or words.
  package var source: String
  /// Day on which they were looked up.
  package var lookedUp: CalendarDate

  /// Makes an entry; see the properties.
  package init(
    provider: String, model: ModelPattern, from: CalendarDate, until: CalendarDate? = nil,
    prices: ModelPrices, source: String, lookedUp: CalendarDate
  ) {
    self.provider = provider
    self.model = model
    self.from = from
    self.until = until
    self.prices = prices
    self.source = source
    self.lookedUp = lookedUp
  }

  /// What it is called in errors.
  var name: String { "\(provider) \(model)" }
}
