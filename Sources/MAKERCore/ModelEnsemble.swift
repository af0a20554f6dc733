/// Several models that take turns at the draws of a step, as difficult for one as for another or not.
///
/// Draw n of a step, flagged ones counted, is asked of member n modulo their number.  A step is hard
/// for all in common with probability `common`: then all members have the one error rate that is drawn
/// for the step.  Otherwise each draws its own.  So each member alone errs by its law either way, and
/// the error rates of two members at a step correlate by `common`.
public struct ModelEnsemble: Hashable, Sendable {
  /// One model.
  public struct Member: Hashable, Sendable {
    /// Probability that a draw is red-flagged; unit 1, range [0, 1).
    public let flagRate: Double
    /// Law of the error rate among valid votes; no drift.
    public let error: StepPopulation.ErrorLaw
    /// How wrong votes spread over the wrong candidates; unit 1, sum 1.
    public let wrongShares: [Double]

    /// Makes a member; the ensemble checks its numbers.
    public init(
      flagRate: Double = 0, error: StepPopulation.ErrorLaw, wrongShares: [Double] = [1]
    ) {
      self.flagRate = flagRate
      self.error = error
      self.wrongShares = wrongShares
    }
  }

  /// Most members of an ensemble; count.
  public static let mostMembers = 8

  /// The models, in the order of their turns; 2 to `mostMembers`.
  public let members: [Member]
  /// Probability that a step is as hard for all members; unit 1, range [0, 1].
  public let common: Double

  /// Checks the ensemble.
  ///
  /// - Parameters:
  ///   - members: 2 to 8 models, none of which drifts.
  ///   - common: Probability that a step is as hard for all of them; unit 1, range [0, 1].  Above 0
  ///     the members have one law of errors.
  /// - Throws: `PopulationError` with the offending value and the allowed range.
  public init(members: [Member], common: Double = 0) throws(PopulationError) {
    try require(
      (2...Self.mostMembers).contains(members.count),
      "an ensemble of \(members.count) models; allowed are 2 to \(Self.mostMembers)")
    try require(common >= 0 && common <= 1, "common is \(common); allowed is 0 to 1")
    for (number, member) in members.enumerated() {
      if case .drift = member.error {
        throw PopulationError(description: "member \(number) drifts; give a constant or a Beta law")
      }
      // A member alone is a population of one class.
      do throws(PopulationError) {
        _ = try StepPopulation(
          classes: [.init(share: 1, flagRate: member.flagRate, error: member.error)],
          wrongShares: member.wrongShares)
      } catch { throw PopulationError(description: "member \(number): \(error.description)") }
    }
    try require(
      common == 0 || Set(members.map(\.error)).count == 1,
      "common is \(common), but the members differ in their law of errors; common difficulty needs "
        + "one law")
    self.members = members
    self.common = common
  }

  /// Candidates of a step, the right one included; count, 2 to 16.
  public var candidates: Int { 1 + (members.map(\.wrongShares.count).max() ?? 1) }

  /// Mean error rate over the members; unit 1.
  public var meanErrorRate: Double { mean(\.error.mean) }

  /// Mean flag rate over the members; unit 1.
  public var meanFlagRate: Double { mean(\.flagRate) }

  /// Shares of a vote of any member, the right candidate first; unit 1, sum 1.
  public var meanShares: [Double] {
    let wrong = (0..<candidates - 1).map { alternative in
      mean { $0.wrongShares.count > alternative ? $0.error.mean * $0.wrongShares[alternative] : 0 }
    }
    return [1 - meanErrorRate] + wrong
  }

  private func mean(_ value: (Member) -> Double) -> Double {
    members.reduce(0) { $0 + value($1) } / Double(members.count)
  }
}
