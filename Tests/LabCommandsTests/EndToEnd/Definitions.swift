/// Small experiments that the tests run.
enum Definitions {
  /// 30 points of 10,000 races each: flags, two and several votes, one range a point.
  static let races = """
    {
      "title": "races", "seed": 1, "unit": "race",
      "factors": {"p": [0.6, 0.7, 0.8, 0.9, 0.95], "v": [1, 0.8], "k": [1, 2, 3]},
      "stop": {"trials": 10000},
      "claims": [
        {"name": "equals-theory", "statement": "Races end as theory says.", "kind": "matches_exact",
         "false_alarm": 1e-6}
      ]
    }
    """

  /// Whole tasks at both fidelities; the rule cuts inside a range, 20 ranges where it does not.
  static let cutTasks = """
    {
      "title": "tasks", "seed": 1, "unit": "task", "fidelity": ["vote", "aggregate"],
      "factors": {"p": [0.7, 0.9], "steps": [15, 31], "k": [3, 4]},
      "stop": {"errors": 1500, "trials": 20000},
      "claims": [
        {"name": "equals-theory", "statement": "Votes are as theory says.", "kind": "matches_exact",
         "false_alarm": 1e-6}
      ]
    }
    """

  /// Errors spread over two alternatives, a cap, and the histogram of votes.
  static let capped = """
    {
      "title": "capped", "seed": 1, "unit": "race",
      "factors": {"shares": [[0.6, 0.3, 0.1]], "k": [2, 3], "cap": [5, 50]},
      "votes_listed": 60,
      "stop": {"trials": 5000},
      "claims": [
        {
          "name": "law", "statement": "Races stay undecided as theory says.",
          "kind": "undecided_matches_exact", "false_alarm": 1e-6
        }
      ]
    }
    """

  /// One point of 200,000 races, whose claim is judged at a false-alarm rate of 1e-6.
  static func judged(kind: String = "matches_exact", expect: String = "supported") -> String {
    """
    {
      "title": "judged", "seed": 1, "unit": "race",
      "factors": {"p": [0.8], "k": [2]},
      "votes_listed": 40,
      "stop": {"trials": 200000},
      "claims": [
        {
          "name": "law", "statement": "As <theory> & 'practice' \\"say\\".", "kind": "\(kind)",
          "expect": "\(expect)", "false_alarm": 1e-6
        }
      ]
    }
    """
  }

  /// One point of a few trials, for tests of files rather than of numbers.
  static func tiny(title: String = "tiny", trials: Int = 100, k: Int = 2) -> String {
    """
    {
      "title": "\(title)", "seed": 1, "unit": "race",
      "factors": {"p": [0.8, 0.9], "k": [\(k)]}, "stop": {"trials": \(trials)}
    }
    """
  }
}
