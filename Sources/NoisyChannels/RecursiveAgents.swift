package import MAKERCore

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// How well simulated agents split, calculate and judge; what they get wrong is drawn anew each time.
///
/// A calculation of n digit operations (products of two digits, or digits of a sum) goes wrong with
/// probability `1 − (1 − e)^(n^growth)`, e being the error of one operation.
package struct RecursiveAgents: Hashable, Sendable {
  /// Probability that a decomposition does not keep the answer; unit 1, range [0, 1].
  package let badSplit: Double
  /// Probability that a problem that can be split is left whole; unit 1, range [0, 1].
  package let givesUp: Double
  /// Error e of one product of two digits; unit 1, range [0, 1].
  package let productError: Double
  /// Error e of one digit of a sum; unit 1, range [0, 1].
  package let sumError: Double
  /// How errors grow with the size of a calculation; unit 1, range [0, 10], 1 for independent ones.
  package let growth: Double
  /// Share of wrong answers and splits that are their problem's most tempting one; unit 1, range [0, 1].
  ///
  /// That one is the same every time; the others are wrong in a digit anywhere.
  package let commonWrong: Double
  /// Probability that a voter checks the candidates; unit 1, range [0, 1].
  ///
  /// It then finds a right one where there is one; otherwise it takes any of them.
  package let checking: Double
  /// Probability that a reply is malformed; unit 1, range [0, 1].
  package let malformed: Double

  /// Checks the numbers.
  ///
  /// With the defaults nearly all products of five digits and about .95 of those of six come out
  /// right at depth 5 and k = 10: like the end points of the paper's Fig. 12, which
  /// they were chosen to resemble, by construction.
  ///
  /// - Parameters:
  ///   - badSplit: Probability that a decomposition does not keep the answer; unit 1, range [0, 1].
  ///   - givesUp: Probability that a problem is left whole; unit 1, range [0, 1].
  ///   - productError: Error of one product of two digits; unit 1, range [0, 1].
  ///   - sumError: Error of one digit of a sum; unit 1, range [0, 1].
  ///   - growth: How errors grow with size; unit 1, range [0, 10].
  ///   - commonWrong: Share of wrong ones that are the most tempting one; unit 1, range [0, 1].
  ///   - checking: Probability that a voter finds a right candidate; unit 1, range [0, 1].
  ///   - malformed: Probability that a reply is malformed; unit 1, range [0, 1].
  /// - Throws: `MarginError.outOfRange` with the first number that is outside its range.
  package init(
    badSplit: Double = 0.03, givesUp: Double = 0.03, productError: Double = 3e-6,
    sumError: Double = 2.2e-5, growth: Double = 4, commonWrong: Double = 0.8,
    checking: Double = 0.2, malformed: Double = 0.01
  ) throws(MarginError) {
    self.badSplit = try Self.checked("badSplit", badSplit)
    self.givesUp = try Self.checked("givesUp", givesUp)
    self.productError = try Self.checked("productError", productError)
    self.sumError = try Self.checked("sumError", sumError)
    self.growth = try Self.checked("growth", growth, upTo: 10)
    self.commonWrong = try Self.checked("commonWrong", commonWrong)
    self.checking = try Self.checked("checking", checking)
    self.malformed = try Self.checked("malformed", malformed)
  }

  /// Probability that a product is wrong; unit 1.
  ///
  /// - Parameter operations: Products of two digits; count, at least 1.
  /// - Returns: Range [0, 1].
  package func wrongProduct(_ operations: Int) -> Double { wrong(productError, operations) }

  /// Probability that a sum is wrong; unit 1.
  ///
  /// - Parameter operations: Digits of the sum; count, at least 1.
  /// - Returns: Range [0, 1].
  package func wrongSum(_ operations: Int) -> Double { wrong(sumError, operations) }

  private func wrong(_ error: Double, _ operations: Int) -> Double {
    // log1p(−1) is −∞: certain to be wrong.
    error == 0 ? 0 : -expm1(pow(Double(operations), growth) * log1p(-error))
  }

  private static func checked(
    _ name: String, _ value: Double, upTo greatest: Double = 1
  ) throws(MarginError) -> Double {
    guard value >= 0, value <= greatest else {
      throw .outOfRange(quantity: name, value: value, allowed: "0 to \(Int(greatest))")
    }
    return value
  }
}
