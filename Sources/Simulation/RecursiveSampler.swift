package import ExperimentDesign
package import MAKERCore
package import NoisyChannels
package import RandomStreams
import Tasks

/// Long multiplications solved by recursive decomposition over simulated agents.
///
/// One trial is one random product of two numbers with exactly as many digits as asked for.  Of the
/// tally, races are votings, whether over decompositions or answers; votes are the draws that were not
/// flagged, candidates and votes on them alike; an undecided race is a voting that ended with a
/// plurality or with no candidate, and only the latter leaves its trial undecided.
///
/// - Source: arXiv 2511.09030, Fig. 12 and Appendix F.
package struct RecursiveSampler: TrialSampler {
  /// Digits that a factor can have.
  package static let digits = 1...8

  private let digits: Int
  private let solver: RecursiveSolver
  private let channel: RecursiveAgentChannel
  private let root: StreamKey

  /// Makes a sampler.
  ///
  /// The single agent that the paper compares with, one draw of the whole problem, is margin 1,
  /// depth 0 and `exactMatch`.
  ///
  /// - Parameters:
  ///   - digits: Digits of each factor; 1 to 8.
  ///   - margin: Votes k that a candidate needs; votes, at least 1.
  ///   - maxDepth: Depth from which nothing is decomposed; levels, 0 to 40.
  ///   - agents: How well the agents work.
  ///   - root: Key of the streams; trials are its children.
  ///   - answers: How answers are voted on.
  ///   - attempts: Most draws for one sample, where replies are flagged; at least 1.
  ///   - reader: How decompositions are read.
  /// - Throws: `SamplerError` with the first number that is outside its range.
  package init(
    digits: Int, margin: Int, maxDepth: Int = 5, agents: RecursiveAgents, root: StreamKey,
    answers: AnswerVoting = .discriminated, attempts: Int = 10,
    reader: any DecompositionReader = DecompositionGrammar()
  ) throws(SamplerError) {
    func check(_ isTrue: Bool, _ problem: String) throws(SamplerError) {
      if !isTrue { throw SamplerError(description: problem) }
    }
    try check(Self.digits.contains(digits), "\(digits) digits: a factor has 1 to 8 digits")
    try check(margin >= 1, "margin \(margin): at least 1 vote")
    try check(
      RecursivePolicy.depths.contains(maxDepth), "depth \(maxDepth): 0 to 40 levels")
    try check(attempts >= 1, "\(attempts) attempts: a sample is drawn at least once")
    self.digits = digits
    self.root = root
    solver = RecursiveSolver(
      RecursivePolicy(margin: margin, maxDepth: maxDepth, answers: answers, attempts: attempts),
      reader: reader)
    channel = RecursiveAgentChannel(agents, root: root)
  }

  /// Multiplies two random numbers a trial, by recursion over simulated agents.
  package func sample(_ trials: Range<Int>) -> Tally {
    var tally = Tally()
    for trial in trials {
      let (first, second) = factors(trial)
      let solution = solution(trial)
      let counts = solution.counts
      tally.races += counts.votings
      tally.racesWrong += counts.wrong
      tally.racesUndecided += counts.pluralities + counts.empty
      tally.votes += counts.valid
      tally.votesSquared += counts.validSquared
      tally.draws += counts.draws
      switch solution.answer {
      case nil: tally.trialsUndecided += 1
      case String(first * second): tally.trialsCorrect += 1
      default: tally.trialsWrong += 1
      }
    }
    return tally
  }

  /// Solves the problem of a trial.
  ///
  /// - Parameter trial: Index of the trial; at least 0.
  /// - Returns: The voted answer, and what it took.
  package func solution(_ trial: Int) -> RecursiveSolution {
    let (first, second) = factors(trial)
    do throws(ChannelFailure) {
      return try solver.solve(
        ArithmeticProblem.question(first, second), trial: trial, over: channel,
        judge: ArithmeticJudge())
    } catch {
      preconditionFailure("simulated agents refused their own prompt: \(error)")
    }
  }

  /// The factors of a trial, each uniform among the numbers with as many digits.
  package func factors(_ trial: Int) -> (first: Int, second: Int) {
    // Words of a trial's key; its children are the streams of the agents.
    var words = WordStream(root.child(trial))
    let least = digits == 1 ? 0 : ArithmeticProblem.power(digits - 1) ?? 0
    let count = (ArithmeticProblem.power(digits) ?? 0) - least
    func factor() -> Int {
      least + Int(truncatingIfNeeded: words.next().multipliedFullWidth(by: UInt64(count)).high)
    }
    return (factor(), factor())
  }
}
