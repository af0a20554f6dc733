import MAKERCore
import Testing

@Suite struct RecursiveSolverTests {
  /// Says what a script says.
  struct Scripted: ImmediateChannel {
    let script: @Sendable (RecursiveAgent, DrawRequest) -> String

    func replyAtOnce(to request: DrawRequest) throws(ChannelFailure) -> Reply {
      guard let agent = RecursiveAgent(rawValue: request.coordinates.step % 4) else {
        throw ChannelFailure(.fatal, "no such agent")
      }
      return Reply(text: Array(script(agent, request).utf8))
    }
  }

  /// Holds one answer for right.
  struct OneAnswer: RecursiveJudge {
    let right: String
    func isRight(_ decomposition: Decomposition, of problem: String) -> Bool? { nil }
    func isRight(_ answer: String, to problem: String) -> Bool? { answer == right }
  }

  static func policy(
    k: Int, depth: Int = 0, answers: AnswerVoting = .exactMatch, attempts: Int = 10
  ) -> RecursivePolicy {
    RecursivePolicy(margin: k, maxDepth: depth, answers: answers, attempts: attempts)
  }

  /// A channel that answers the whole problem with these, draw by draw.
  static func answering(_ answers: [String]) -> Scripted {
    Scripted { agent, request in
      agent == .problemSolver ? answers[request.coordinates.draw] : "vote: 1"
    }
  }

  @Test func exactMatchStopsAtKVotes() throws {
    let solution = try RecursiveSolver(Self.policy(k: 2)).solve(
      "x", over: Self.answering(["vote: a", "vote: b", "vote: b"]), judge: OneAnswer(right: "b"))
    #expect(solution.answer == "b")
    #expect(solution.counts.votes == 3 && solution.counts.draws == 3)
    #expect(solution.counts.pluralities == 0 && solution.counts.wrong == 0)
    #expect(solution.counts.atomic == 1 && solution.counts.decomposed == 0)
    #expect(solution.counts.validSquared == 9)
  }

  /// Three different answers, k = 2: the first is taken, counted as a plurality, and here it is wrong.
  @Test func aWrongPluralityIsCounted() throws {
    let solution = try RecursiveSolver(Self.policy(k: 2)).solve(
      "x", over: Self.answering(["vote: a", "vote: b", "vote: c"]), judge: OneAnswer(right: "b"))
    #expect(solution.answer == "a")
    #expect(solution.counts.pluralities == 1 && solution.counts.wrong == 1)
    #expect(solution.counts.votings == 1 && solution.counts.empty == 0)
  }

  @Test func malformedRepliesAreDrawnAgainAndCounted() throws {
    let solution = try RecursiveSolver(Self.policy(k: 2, attempts: 3)).solve(
      "x", over: Self.answering(["hm", "vote: a", "vote:", "", "vote: a"]))
    #expect(solution.answer == "a")
    #expect(solution.counts.draws == 5 && solution.counts.votes == 2 && solution.counts.valid == 2)
    #expect(solution.counts.flags[.noAction] == 1 && solution.counts.flags[.badAction] == 1)
    #expect(solution.counts.flags[.empty] == 1 && solution.counts.lost == 0)
  }

  /// A sample whose draws are all flagged is missing; what is left decides without k votes.
  @Test func aLostSampleLeavesAPlurality() throws {
    let solution = try RecursiveSolver(Self.policy(k: 2, attempts: 2)).solve(
      "x", over: Self.answering(["hm", "hm", "vote: a", "hm", "hm"]))
    #expect(solution.answer == "a")
    #expect(solution.counts.lost == 2 && solution.counts.flags.total == 4)
    #expect(solution.counts.votes == 1 && solution.counts.pluralities == 1)
  }

  @Test(arguments: AnswerVoting.allCases)
  func noAnswerAtAllIsUndecided(answers: AnswerVoting) throws {
    let solution = try RecursiveSolver(Self.policy(k: 2, answers: answers, attempts: 4)).solve(
      "x", over: Scripted { _, _ in "I do not know" }, judge: OneAnswer(right: "a"))
    #expect(solution.answer == nil)
    #expect(solution.counts.empty == 1 && solution.counts.pluralities == 0)
    #expect(solution.counts.draws == 12 && solution.counts.lost == 3 && solution.counts.wrong == 0)
  }

  /// Votes for candidates with the same text count together, and candidates come first.
  @Test func votesGoByNumberAndCountByText() throws {
    let answers = ["vote: a", "vote: b", "vote: a"]
    let votes = ["vote: 3", "vote: 2", "vote: 1"]
    let channel = Scripted { agent, request in
      agent == .problemSolver ? answers[request.coordinates.draw] : votes[request.coordinates.draw]
    }
    let solution = try RecursiveSolver(Self.policy(k: 2, answers: .discriminated)).solve(
      "x", over: channel)
    #expect(solution.answer == "a")
    #expect(solution.counts.votes == 3 && solution.counts.draws == 6)
    #expect(solution.counts.pluralities == 0)
  }

  /// Concatenation by halves: subproblems with commas reach their solvers whole.
  @Test func splitsAndCombines() throws {
    let channel = Scripted { agent, request in
      let text = request.prompt.step
      switch agent {
      case .decomposer: return "vote: P1=[say a, b], P2=[say [c, d]], C=[P1, then P2]"
      case .problemSolver where text == "Solve the problem:\nsay a, b": return "vote: ab"
      case .problemSolver where text == "Solve the problem:\nsay [c, d]": return "vote: cd"
      case .problemSolver
      where text == "Solve the problem:\nSolve C(P1, P2) with C=[P1, then P2], P1=[ab], P2=[cd]":
        return "vote: abcd"
      case .problemSolver: return "vote: lost"
      case .solutionDiscriminator, .compositionDiscriminator: return "vote: 1"
      }
    }
    let solution = try RecursiveSolver(Self.policy(k: 2, depth: 1, answers: .discriminated)).solve(
      "say it all", over: channel)
    #expect(solution.answer == "abcd")
    #expect(solution.counts.decomposed == 1 && solution.counts.atomic == 2)
    // Four votings, each with three candidates and two votes.
    #expect(solution.counts.votings == 4 && solution.counts.draws == 20)
    #expect(solution.counts.votes == 8 && solution.counts.validSquared == 100)
  }

  /// Replies that name the combination F are flagged until none is left; nothing is taken for empty.
  @Test func anotherNameOfTheCombinationIsFlagged() throws {
    let channel = Scripted { agent, _ in
      agent == .decomposer ? "vote: P1=[a], P2=[b], F=[c]" : "vote: 1"
    }
    let policy = Self.policy(k: 1, depth: 3, attempts: 5)
    let solution = try RecursiveSolver(policy).solve("x", over: channel)
    #expect(solution.answer == "1")
    #expect(solution.counts.decomposed == 0 && solution.counts.atomic == 1)
    #expect(solution.counts.flags[.badAction] == 5 && solution.counts.lost == 1)
    #expect(solution.counts.empty == 1)
  }

  /// Every draw of a tree has coordinates of its own, and they tell its node.
  @Test func coordinatesAreThePath() throws {
    let channel = Scripted { agent, request in
      let place = request.coordinates
      let node = place.step / 4
      guard place.trial == 9 else { return "" }
      switch agent {
      case .decomposer: return "vote: P1=[\(node).0], P2=[\(node).1], C=[P1 P2 of \(node)]"
      case .problemSolver: return "vote: \(node)"
      default: return "vote: \(place.draw + 1)"
      }
    }
    struct Nodes: RecursiveJudge {
      /// A part's node is twice the node that it is a part of, plus its place.
      func isRight(_ decomposition: Decomposition, of problem: String) -> Bool? {
        problem == "x" ? decomposition.first == "1.0" : nil
      }
      func isRight(_ answer: String, to problem: String) -> Bool? {
        if problem.hasPrefix("Solve C") { return problem.contains("of \(answer)]") }
        let path = problem.split(separator: ".").compactMap { Int($0) }
        return path.count == 2 && Int(answer) == 2 * path[0] + path[1]
      }
    }
    let solution = try RecursiveSolver(Self.policy(k: 1, depth: 4)).solve(
      "x", trial: 9, over: channel, judge: Nodes())
    #expect(solution.answer == "1")
    #expect(solution.counts.decomposed == 15 && solution.counts.atomic == 16)
    #expect(solution.counts.wrong == 0 && solution.counts.votings == 46)
    let steps = (1...200).flatMap { node in
      RecursiveAgent.allCases.map { $0.step(ofNode: node) }
    }
    #expect(Set(steps).count == steps.count)
  }

  @Test func failuresAndLongRepliesAreNoVotes() throws {
    struct Failing: ImmediateChannel {
      func replyAtOnce(to request: DrawRequest) throws(ChannelFailure) -> Reply {
        throw ChannelFailure(.rateLimited, "later")
      }
    }
    #expect(throws: ChannelFailure(.rateLimited, "later")) {
      try RecursiveSolver(Self.policy(k: 1)).solve("x", over: Failing())
    }
    struct Long: ImmediateChannel {
      func replyAtOnce(to request: DrawRequest) throws(ChannelFailure) -> Reply {
        let tokens = request.coordinates.draw < 2 ? 11 : 10
        return Reply(text: Array("vote: 1".utf8), usage: Usage(outputTokens: tokens))
      }
    }
    let policy = RecursivePolicy(margin: 1, maxDepth: 0, answers: .exactMatch, tokenLimit: 10)
    let solution = try RecursiveSolver(policy).solve("x", over: Long())
    #expect(solution.answer == "1" && solution.counts.flags[.tooLong] == 2)
  }
}
