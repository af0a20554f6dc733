import MAKERCore
import TextFormats

extension Explanation {
  /// Name and value of every result, in the order of the derivation.
  var fields: [(String, JSONValue)] {
    var fields: [(String, JSONValue)] = [("p", .number(stepSuccess))]
    if let shares = question.shares {
      fields.append(("shares", .array(shares.values.map { .number($0) })))
    }
    fields += unequal?.questionFields ?? []
    fields += split.map { [("right_answers", .int($0.answers))] } ?? []
    fields += [
      ("v", .number(question.validRate)),
      ("steps", .int(question.steps)),
      ("steps_per_subtask", .int(question.stepsPerSubtask)),
      ("target", .number(question.target.value)),
      ("k", .int(margin)),
      ("k_min", .int(leastMargin)),
      ("k_real", .number(minimum?.real)),
      ("verdict", .string(verdict)),
      ("p_step", .number(race.correct)),
      ("p_step_wrong", .number(race.wrong)),
      ("p_task", .number(reliability.correct)),
      ("p_task_wrong", .number(reliability.wrong)),
    ]
    if let cap = question.cap {
      fields += [
        ("cap", .int(cap)),
        ("p_undecided_step", .number(race.undecided)),
        ("p_undecided_task", .number(reliability.undecided)),
      ]
    }
    fields += [
      ("mean_votes", .number(race.meanVotes)),
      ("sd_votes", .number(race.deviation)),
      ("votes_q50", .int(race.median)),
      ("votes_q99", .int(race.percentile99)),
      ("expected_calls", .number(task.expectedCalls)),
    ]
    if let cost = question.costPerCall {
      fields += [
        ("cost_per_call", .number(cost)), ("expected_cost", .number(cost * task.expectedCalls)),
      ]
    }
    fields += unequal?.resultFields(costPerCall: question.costPerCall) ?? []
    fields += riskSplit?.fields ?? []
    fields += split?.resultFields(costPerCall: question.costPerCall) ?? []
    return fields
  }
}
