package import ExperimentDesign
import Statistics

/// A claim of a study with its sentence filled in.
package struct JudgedStudyClaim: JudgedClaim {
  /// The claim.
  package let definition: StudyClaim
  /// What was found, with its numbers.
  package let finding: String
  /// Probability that the claim is contradicted although it is true; unit 1, range (0, 0.5].
  package let falseAlarm: Double

  /// Name of the claim in its study: letters, digits and hyphens.
  package var name: String { definition.name }
  /// The sentence that the study's definition makes of the claim.
  package var statement: String { definition.statement }
  /// The verdict that `check` accepts.
  package var expect: ClaimDefinition.Verdict { definition.expect }
}

/// Why a claim cannot be judged.
package enum StudyJudgeError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A claim names a quantity that the study does not compute.
  case unknownQuantity(claim: String, quantity: String, known: [String])
  /// A quantity is no number.
  case notANumber(claim: String, quantity: String)

  /// One line for a person.
  package var description: String {
    switch self {
    case .unknownQuantity(let claim, let quantity, let known):
      "\(claim): the study computes no '\(quantity)', only \(known.joined(separator: ", "))"
    case .notANumber(let claim, let quantity): "\(claim): \(quantity) is not a number"
    }
  }
}

/// Decides the claims of a study from its quantities.
package struct StudyJudge {
  private let quantities: [String: StudyQuantity]
  private let names: [String]

  /// Takes the quantities of one study.
  package init(_ quantities: [StudyQuantity]) {
    names = quantities.map(\.name)
    precondition(Set(names).count == names.count, "a study names each quantity once: \(names)")
    self.quantities = Dictionary(uniqueKeysWithValues: quantities.map { ($0.name, $0) })
  }

  /// Decides a claim.
  ///
  /// A quantity whose interval lies in the claimed range supports the claim, one whose interval has
  /// nothing in common with it contradicts it, any other leaves it undecided; exact numbers are
  /// intervals of one point.
  ///
  /// - Parameters:
  ///   - claim: The claim.
  ///   - experiment: Suite and name of the experiment.
  /// - Returns: The verdict, with a cell for each quantity.
  /// - Throws: `StudyJudgeError` where a quantity is missing or no number.
  package func judge(
    _ claim: StudyClaim, experiment: String
  ) throws(StudyJudgeError) -> ClaimResult {
    var cells: [ClaimCell] = []
    var falseAlarm = 0.0
    for range in claim.judged {
      let quantity = try quantity(range.quantity, of: claim)
      // A level next to 1 is written for certainty; the last bit of it is no chance of anything.
      let miss = quantity.interval.map { 1 - $0.level } ?? 0
      falseAlarm += miss <= Double.ulpOfOne ? 0 : miss
      let (low, high) =
        quantity.interval.map { ($0.low, $0.high) } ?? (quantity.value, quantity.value)
      let isInside = low >= range.low && high <= range.high
      let isOutside = high < range.low || low > range.high
      var cell = ClaimCell(
        setting: "", quantity: quantity.name, estimate: quantity.value, interval: quantity.interval,
        n: quantity.n, stopRule: quantity.method,
        verdict: isInside ? .supported : isOutside ? .contradicted : .undecided,
        note: quantity.note)
      cell.claimed = range
      cells.append(cell)
    }
    let judged = JudgedStudyClaim(
      definition: claim, finding: try sentence(claim), falseAlarm: falseAlarm)
    return ClaimResult(experiment: experiment, claim: judged, cells: cells)
  }

  private func quantity(
    _ name: String, of claim: StudyClaim
  ) throws(StudyJudgeError) -> StudyQuantity {
    guard let quantity = quantities[name] else {
      throw .unknownQuantity(claim: claim.name, quantity: name, known: names)
    }
    guard !quantity.value.isNaN else { throw .notANumber(claim: claim.name, quantity: name) }
    return quantity
  }

  /// The sentence of a claim with its holes filled: `{name}`, `{name:digits}`, `{name:%}` and
  /// `{name:digits%}` for per cent, each of them also with `.low` or `.high` after the name.
  private func sentence(_ claim: StudyClaim) throws(StudyJudgeError) -> String {
    var text = ""
    var rest = claim.finding[...]
    let hole = #/\{([a-z0-9_]+)(\.low|\.high)?(?::([1-9])?(%)?)?\}/#
    while let match = rest.firstMatch(of: hole) {
      text += rest[..<match.range.lowerBound]
      let quantity = try quantity(String(match.1), of: claim)
      let number =
        switch match.2 {
        case ".low": quantity.interval?.low ?? quantity.value
        case ".high": quantity.interval?.high ?? quantity.value
        default: quantity.value
        }
      let isShare = match.4 != nil
      let digits = match.3.flatMap { Int($0) } ?? (isShare ? 3 : 4)
      text += StudyNumber.spoken(number, digits: digits, isPerCent: isShare)
      rest = rest[match.range.upperBound...]
    }
    return text + rest
  }
}
