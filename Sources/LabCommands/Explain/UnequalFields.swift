import MAKERCore
import RaceTheory
import TextFormats

extension UnequalPlan {
  /// How the steps are spread, by name.
  var questionFields: [(String, JSONValue)] {
    var fields: [(String, JSONValue)] = [("rho", .number(spread.correlation))]
    if let shapes = spread.shapes {
      fields.append(("beta", .array([.number(shapes.right), .number(shapes.wrong)])))
    }
    if let hard = spread.hardShare {
      fields += [("hard_steps", .number(hard)), ("hard_p", .number(spread.hardSuccess))]
    }
    return fields
  }

  /// What only unequal steps have, by name; the table column by column.
  ///
  /// - Parameter costPerCall: Cost of a call; nil when unknown.
  /// - Returns: The fields.
  func resultFields(costPerCall: Double?) -> [(String, JSONValue)] {
    func column(_ value: (Row) -> Double?) -> JSONValue { .array(rows.map { .number(value($0)) }) }
    var fields: [(String, JSONValue)] = [
      ("p_below_half", .number(plan.shareBelowHalf)),
      ("p_task_limit", .number(plan.limit?.correct)),
      ("p_task_ceiling", .number(plan.ceiling.correct)),
      ("k_best", .int(plan.best)),
      ("k_enough", .int(plan.enough)),
      ("iid_k_min", .int(promisedMargin)),
      ("iid_p_step_wrong", .number(promisedWrong)),
      ("iid_p_task", .number(promised)),
      ("table_k", .array(rows.map { .int($0.margin) })),
      ("table_p_task", column(\.task.reliability.correct)),
    ]
    if rows.allSatisfy({ $0.promised != nil }) {
      fields.append(("table_iid_p_task", column(\.promised)))
    }
    fields += [
      ("table_mean_votes", column(\.task.meanVotes)),
      ("table_expected_calls", column(\.task.expectedCalls)),
    ]
    if let costPerCall {
      fields.append(("table_expected_cost", column { costPerCall * $0.task.expectedCalls }))
    }
    return fields
  }
}
