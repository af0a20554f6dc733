import MAKERCore

extension Explanation {
  /// The derivation in the user's numbers.
  var text: String {
    [heading, marginText, riskSplit?.text ?? "", raceText, taskText, costText].filter {
      !$0.isEmpty
    }
    .joined(separator: "\n\n")
  }

  /// The task in one line.
  var heading: String {
    let size =
      question.stepsPerSubtask == 1
      ? "\(question.steps) steps, one voted at a time"
      : "\(question.steps) steps, \(question.stepsPerSubtask) voted at a time: "
        + "\(number(task.subtasks)) subtasks"
    return "\(size); target \(number(question.target.value)) for the whole task"
  }

  private var marginText: String {
    if let unequal { return unequal.text(verdict: verdict, costPerCall: question.costPerCall) }
    if let split { return split.text(verdict: verdict, costPerCall: question.costPerCall) }
    guard let minimum else {
      return question.shares == nil
        ? "Margin\n  k = \(margin), given: with p = \(number(stepSuccess)) no k reaches the target "
          + "(Eq. 14 needs p > 0.5)"
        : "Margin\n  k = \(margin), given: Eq. 14 is for two candidates"
    }
    let exponent = question.stepsPerSubtask == 1 ? "-1/s" : "-m/s"
    let complement = question.stepSuccess?.complement ?? 1 - stepSuccess
    let odds = complement / stepSuccess
    var lines = [
      "Margin (Eq. 14)",
      "  failure budget  t^(\(exponent)) - 1 = \(number(failureBudget))",
      "  odds            (1 - p)/p = \(number(odds))",
    ]
    if minimum.real.isFinite && odds > 0 {
      lines.append(
        "  k_min           ln(budget)/ln(odds) = \(number(minimum.real)), rounded up: \(minimum.margin)"
      )
    } else {
      lines.append("  k_min           1")
    }
    if margin != minimum.margin {
      lines.append("  k               \(margin)\(riskSplit == nil ? ", given" : "")")
    }
    return lines.joined(separator: "\n")
  }

  private var raceText: String {
    let name = question.stepsPerSubtask == 1 ? "step" : "subtask"
    var lines = ["Each \(name)\(raceSource)"]
    lines += [
      "  P(right)        \(number(race.correct))",
      "  P(wrong)        \(number(race.wrong))",
    ]
    if let cap = question.cap {
      lines.append("  P(undecided)    \(number(race.undecided)) after \(cap) votes")
    }
    var quantiles = "too long a race for quantiles"
    if let median = race.median, let most = race.percentile99 {
      quantiles = "half within \(median), 99 % within \(most)"
    }
    lines.append(
      "  votes           \(number(race.meanVotes)) on average, sd \(number(race.deviation)); \(quantiles)"
    )
    return lines.joined(separator: "\n")
  }

  /// The margin where it is not said above, and where the race comes from.
  private var raceSource: String {
    if unequal != nil {
      return
        " at k = \(margin) (\(question.cap == nil ? "integrals over the steps" : "exact walk"))"
    }
    if split != nil { return " at k = \(margin) (exact chain)" }
    return question.shares == nil ? " (Eq. 9 and 12)" : " (exact chain)"
  }

  private var taskText: String {
    var lines = [
      "Whole task (Eq. 13)",
      "  P(right)        \(number(reliability.correct))",
      "  P(wrong)        \(number(reliability.wrong))",
    ]
    if question.cap != nil { lines.append("  P(undecided)    \(number(reliability.undecided))") }
    lines.append("  verdict         \(reachesTarget ? "reaches" : "misses") the target")
    return lines.joined(separator: "\n")
  }

  private var costText: String {
    let rate = question.validRate == 1 ? "" : " / v \(number(question.validRate))"
    let stop =
      race.undecided > 0
      ? "\n  (over all races; a task that meets an undecided one stops there)" : ""
    var text = """
      Cost (Eq. 16 to 19, exact)
        calls           \(number(task.subtasks)) races x \(number(race.meanVotes)) votes\(rate) = \
      \(number(task.expectedCalls))\(stop)
      """
    if let cost = question.costPerCall {
      text += "\n  cost            \(number(cost)) a call: \(number(cost * task.expectedCalls))"
    }
    return text
  }

  private func number(_ value: Double) -> String { NumberFormat.significant(value, 7) }
}
