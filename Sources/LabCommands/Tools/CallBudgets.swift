import Economics
import MAKERCore
import TextFormats

/// The budgets of a call as they stand: its own, that of its configuration, that of the server's day.
struct CallBudgets: Sendable {
  let call: Budget
  let configuration: Budget?
  let day: Budget

  /// The row of the outputs of a tool that asks providers.
  static let output = ToolOutput(
    name: "budget", schema: schema,
    help:
      "what this call, its configuration and the server's day (UTC) may spend, have spent, every "
      + "attempt and worst cases of unknown ends counted, and have left; null where no provider is asked",
    isAlways: true)

  /// As JSON.
  var json: JSONValue {
    .object([
      ("call", Self.json(call)), ("configuration", configuration.map(Self.json) ?? .null),
      ("server_day", Self.json(day)),
    ])
  }

  private static func json(_ budget: Budget) -> JSONValue {
    let (limit, spent) = (budget.limits.total, budget.spent)
    func dollars(_ picodollars: Int?) -> JSONValue {
      .number(picodollars.map { Double($0) / 1e12 })
    }
    return .object([
      ("max_cost", dollars(limit.money?.picodollars)),
      ("spent_cost", dollars(spent.picodollars)),
      (
        "left_cost",
        dollars(
          limit.money.flatMap { most in spent.picodollars.map { max(0, most.picodollars - $0) } })
      ),
      ("max_tokens", .int(limit.tokens)), ("spent_tokens", .int(spent.tokens)),
      ("left_tokens", .int(limit.tokens.map { max(0, $0 - spent.tokens) })),
    ])
  }

  private static let schema = ToolSchema.object(
    [
      ("call", one), ("configuration", ToolSchema.nullable(one)), ("server_day", one),
    ], required: ["call", "configuration", "server_day"])

  private static let one: JSONValue = {
    func member(_ name: String, _ type: String, _ help: String) -> (String, JSONValue) {
      let schema = JSONValue.object([("type", .string(type)), ("minimum", .int(0))])
      guard case .object(let members) = ToolSchema.nullable(schema) else { return (name, schema) }
      return (name, .object(members + [("description", .string(help))]))
    }
    let members = [
      member("max_cost", "number", "limit, US dollars; null for none"),
      member("spent_cost", "number", "US dollars charged by models with a known price"),
      member("left_cost", "number", "US dollars; null without a limit"),
      member("max_tokens", "integer", "limit; null for none"),
      member("spent_tokens", "integer", "tokens of prompts and replies"),
      member("left_tokens", "integer", "tokens; null without a limit"),
    ]
    return ToolSchema.object(members, required: members.map(\.0))
  }()
}
