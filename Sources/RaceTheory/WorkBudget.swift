/// What exact theory may spend on one question, over all the laws that it takes.
///
/// Each law has a bound of its own; a question may need many.  Whoever asks on behalf of others hands one
/// budget to all of them, so that the bounds do not add up.
package final class WorkBudget {
  /// Greatest number of additions over all laws; count.
  package let greatest: Double
  /// Additions spent or set aside so far; count.
  package private(set) var spent = 0.0

  /// Additions that take as long as finding one new state of a chain or a path; count.
  static let state = 24.0
  /// Additions that take as long as keeping one more vote of a law and summing it up; count.
  static let vote = 32.0

  /// Starts with nothing spent.
  ///
  /// - Parameter greatest: Greatest number of additions over all laws; count.
  package init(greatest: Double) { self.greatest = greatest }

  /// Sets work aside before it is done.
  ///
  /// - Parameter work: Additions; count.
  /// - Throws: `TheoryError.tooLong` where less is left; then nothing is set aside.
  func reserve(_ work: Double) throws(TheoryError) {
    guard spent + work <= greatest else {
      throw .tooLong(work: spent + work, greatest: greatest)
    }
    spent += work
  }

  /// Counts work that was just done, or is about to be, of a law that cannot tell beforehand how much it is.
  ///
  /// - Parameter work: Additions; count.
  /// - Throws: `TheoryError.tooLong` where that is more than was left; it stays counted.
  func count(_ work: Double) throws(TheoryError) {
    spent += work
    guard spent <= greatest else { throw .tooLong(work: spent, greatest: greatest) }
  }
}
