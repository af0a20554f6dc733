import Economics
import MAKERCore
import Providers
import TextFormats

/// Providers as a table: where they are, whether a key is set, whether they answer.
struct ProviderTable {
  /// The providers.
  let states: [ProviderState]
  /// The price books.
  let prices: PriceBooks

  /// Most models that are named on a line for people.
  private static let mostNames = 6

  /// The table for people; it ends without a line end.
  var text: String {
    var table = TextTable([
      .text("provider"), .text("address"), .text("key"), .number("answers in"),
    ])
    var lines: [String] = []
    for state in states {
      let name = state.provider.rawValue
      table.append([
        name, state.baseURL?.description ?? "?", key(state), latency(state.reach),
      ])
      switch state.reach {
      case .notAsked: break
      case .failed(let problem):
        lines.append(problem.hasPrefix("\(name): ") ? problem : "\(name): \(problem)")
      case .answered(_, let models):
        let shown = models.prefix(Self.mostNames).joined(separator: ", ")
        let more = models.count - Self.mostNames
        lines.append(
          "\(name): "
            + (models.isEmpty
              ? "no models" : shown + (more > 0 ? " and \(NumberFormat.grouped(more)) more" : "")))
      }
    }
    let dates = prices.books.map { "\($0.name) price book of \($0.date)" }
    return ([table.text.trimmedEnd] + lines + ["prices: " + dates.joined(separator: ", then ")])
      .joined(separator: "\n")
  }

  /// The providers as members of reports.
  var rows: [[(String, JSONValue)]] {
    states.map { state in
      var latency: Int?
      var models: [String]?
      var problem: String?
      switch state.reach {
      case .notAsked: break
      case .answered(let time, let names): (latency, models) = (time, names)
      case .failed(let text): problem = text
      }
      return [
        ("provider", .string(state.provider.rawValue)),
        ("address", .string(state.baseURL?.description)),
        ("key_variable", .string(state.provider.keyVariable)),
        ("has_key", state.hasKey.map { JSONValue.bool($0) } ?? .null),
        ("latency_s", .number(latency.map { Double($0) / 1e9 })), ("problem", .string(problem)),
        ("models", models.map { .array($0.map { .string($0) }) } ?? .null),
        (
          "price_books",
          .array(prices.books.map { .string("\($0.name) of \($0.date)") })
        ),
      ]
    }
  }

  /// The providers as JSON.
  var json: JSONValue { .array(rows.map { .object($0) }) }

  private func key(_ state: ProviderState) -> String {
    guard let variable = state.provider.keyVariable, let hasKey = state.hasKey else {
      return "none needed"
    }
    return hasKey ? "in \(variable)" : "\(variable) not set"
  }

  private func latency(_ reach: ProviderState.Reach) -> String {
    switch reach {
    case .notAsked: "not asked"
    case .answered(let latency, _): "\(NumberFormat.significant(Double(latency) / 1e6, 3)) ms"
    case .failed: "no"
    }
  }
}
