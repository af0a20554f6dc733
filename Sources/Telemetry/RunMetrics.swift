import MAKERCore

/// Counters and histograms of what a process saw of a run.
///
/// Counts come from the records of the steps, so that they are right whether or not the events of
/// single draws are observed; what only those tell is absent without them.
struct RunMetrics: Sendable {
  private var run: (task: String, steps: Int, margin: Int)?
  /// Sums over the steps that are over.
  private var sum = SolveReport(task: "", steps: 0, margin: 0)
  private var steps = 0
  private var undecided: [UndecidedReason: Int] = [:]
  private var failures: [ChannelFailure.Kind: Int] = [:]
  private var votes = Histogram.votes
  private var stepTimes = Histogram.durations
  private var latencies = Histogram.durations

  /// Counts an event.
  mutating func add(_ event: Event) {
    switch event {
    case .runStarted(let task, let steps, let margin, _, _): run = (task, steps, margin)
    case .replyReceived(_, _, _, let latency): latencies.add(latency)
    case .undecided(_, _, _, _, let reason): undecided[reason, default: 0] += 1
    case .failed(_, let failure): failures[failure.kind, default: 0] += 1
    case .stepCompleted(let record, _):
      steps += 1
      sum.add(record)
      votes.add(record.votes)
      stepTimes.add(record.elapsed)
    case .drawRequested, .flagged, .voteCast, .raceDecided, .escalated, .retried, .cancelled,
      .runEnded:
      break
    }
  }

  /// All metrics in the text exposition format.
  func text(lost: LostEvents) -> String {
    var text = MetricsText()
    if let run {
      text.family(
        "makerlab_run_info", "gauge", "The run: task and margin.",
        [([("task", run.task), ("margin", String(run.margin))], 1)])
      text.family(
        "makerlab_task_steps", "gauge", "Steps of the whole task.", [([], Double(run.steps))])
    }
    writeCounts(to: &text)
    writeUsage(to: &text)
    text.counter(
      "makerlab_lost_events_total", "Events that found no room in the queue.", by: "level",
      EventLevel.allCases.map { ($0.rawValue, lost[$0]) })
    text.histogram("makerlab_step_votes", "Votes of a step.", votes)
    text.histogram(
      "makerlab_step_duration_seconds", "Time of a step on the run's clock.", stepTimes, unit: 1e9)
    if latencies.total > 0 {
      text.histogram(
        "makerlab_reply_latency_seconds", "Time from request to reply.", latencies, unit: 1e9)
    }
    return text.text
  }

  private func writeCounts(to text: inout MetricsText) {
    text.counter("makerlab_steps_total", "Steps that are over, decided or not.", steps)
    text.counter("makerlab_draws_total", "Draws asked for.", sum.issued)
    text.counter("makerlab_replies_total", "Replies counted or flagged.", sum.used)
    text.counter("makerlab_votes_total", "Votes cast.", sum.votes)
    text.counter(
      "makerlab_flags_total", "Replies discarded, by reason.", by: "reason",
      RedFlag.allCases.map { ($0.rawValue, sum.flags[$0]) })
    text.counter("makerlab_races_decided_total", "Races with a winner.", sum.decided)
    text.counter(
      "makerlab_races_undecided_total", "Races without a winner, by reason.", by: "reason",
      undecided.map { ($0.key.rawValue, $0.value) }.sorted { $0.0 < $1.0 })
    text.counter("makerlab_escalations_total", "Steps given to a further channel.", sum.escalations)
    text.counter("makerlab_retries_total", "Failed attempts asked again.", sum.retries)
    text.counter("makerlab_cancelled_draws_total", "Draws given up.", sum.cancelled)
    text.counter(
      "makerlab_failures_total", "Draws that failed for good, by kind.", by: "kind",
      failures.map { ($0.key.rawValue, $0.value) }.sorted { $0.0 < $1.0 })
  }

  /// What is unknown has no series; before the first reply nothing is known.
  private func writeUsage(to text: inout MetricsText) {
    guard sum.used > 0 else { return }
    if let tokens = sum.usage.inputTokens {
      text.counter("makerlab_input_tokens_total", "Tokens of the prompts.", tokens)
    }
    if let tokens = sum.usage.outputTokens {
      text.counter("makerlab_output_tokens_total", "Tokens of the replies.", tokens)
    }
    if let cost = sum.usage.cost {
      text.family(
        "makerlab_cost_total", "counter", "Cost in the money of the price book.", [([], cost)])
    }
  }
}
