import MAKERCore

/// What the events of a step's draws add up to, held against its record.
struct DrawTally {
  private var requests = 0
  private var replies = 0
  private var votes = 0
  private var flags = FlagCounts()

  /// Counts a line of a draw.
  mutating func add(_ line: LogLine) {
    switch line.event {
    case "drawRequested": requests += 1
    case "replyReceived": replies += 1
    case "voteCast": votes += 1
    case "flagged": if let flag = line.flag { flags[flag] += 1 }
    default: break
    }
  }

  /// Compares with the record of the step.
  ///
  /// Replies that came and were not counted any more are allowed.
  func check(_ record: StepRecord) throws(LogReplayError) {
    try compare("draws", requests, record.issued, record)
    try compare("votes", votes, record.votes, record)
    for flag in RedFlag.allCases {
      try compare("flags (\(flag.rawValue))", flags[flag], record.flags[flag], record)
    }
    if replies < record.used { try compare("replies", replies, record.used, record) }
  }

  private func compare(
    _ quantity: String, _ events: Int, _ expected: Int, _ record: StepRecord
  ) throws(LogReplayError) {
    guard events == expected else {
      throw .drawsDiffer(
        step: record.step, quantity: quantity, events: events, record: expected)
    }
  }
}
