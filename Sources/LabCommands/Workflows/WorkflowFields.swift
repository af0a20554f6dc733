import Economics
import Statistics
import TextFormats

extension WorkflowReport {
  /// The report as members of one object.
  var fields: [(String, JSONValue)] {
    [
      ("title", .string(workflow.title)), ("prices", .string(priceText)),
      (
        "tiers",
        .array(
          ModelTier.allCases.map { tier in
            .object([
              ("tier", .string(tier.rawValue)), ("model", .string(workflow.models[tier])),
              ("input", .number(pricing.prices[tier].map { Double($0.input) / 1e6 })),
              ("output", .number(pricing.prices[tier].map { Double($0.output) / 1e6 })),
            ])
          })
      ),
      ("agents", .int(workflow.agents)), ("at_a_time", .int(workflow.slots)),
      ("failure_rate", .number(workflow.failureRate)), ("retries", .int(workflow.retries)),
      ("trials", .int(trials)), ("seed", .int(seed)), ("level", .number(Self.level)),
      ("measures", .array(rows.map { .object($0) })),
      (
        "kinds",
        .array(
          workflow.kinds.map { kind in
            .object([
              ("name", .string(kind.name)), ("tier", .string(kind.tier.rawValue)),
              ("tools", .array(kind.tools.map { .string($0) })),
              ("calls_per_task", .int(kind.callsPerTask)),
              ("tokens_in", .number(kind.tokens?.input.mean)),
              ("tokens_out", .number(kind.tokens?.output.mean)),
              ("tokens_are_implied", .bool(kind.areTokensImplied)),
              (
                "claimed_cost",
                .number(kind.claimedCost.map { Double($0.picodollars) * 1e-12 })
              ),
              ("computed_cost", .number(pricing.meanCost(of: kind))),
            ])
          })
      ),
    ]
  }

  /// One row a number: simulated with its interval, exact, and their distance.
  var rows: [[(String, JSONValue)]] {
    let costs = alternatives.dropFirst().map { row in
      (row.name.replacing(" ", with: "_") + "_cost", "dollars", row.cost, row.saving)
    }
    let own = measures.map { measure in
      (
        measure.name.replacing(" ", with: "_"), measure.isMoney ? "dollars" : "seconds", measure,
        nil as Double?
      )
    }
    return (own + costs).map { name, unit, measure, saving in
      let interval = measure.sample?.interval(level: Self.level)
      return [
        ("quantity", .string(name)), ("unit", .string(unit)),
        ("mean", .number(measure.sample?.mean)), ("low", .number(interval?.low)),
        ("high", .number(interval?.high)), ("exact", .number(measure.exact)),
        ("z", .number(measure.z)), ("saved_as_written", .number(saving)),
      ]
    }
  }
}
