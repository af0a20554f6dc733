import MAKERCore

/// A few places of a task that stand for all its steps where errors drift.
///
/// The mean over all steps of whatever depends smoothly on the step's place is the weighted mean over
/// the places.  They are the nodes of Gauss quadrature for the sum over equally spaced steps, whose
/// orthogonal polynomials are those of Gram: exact for polynomials up to degree 127 in the place, and
/// for tasks of up to 128 steps the steps themselves.
///
/// - Source: Golub and Welsch (1969); recurrence of the discrete Chebyshev polynomials, DLMF 18.22.
enum DriftNodes {
  /// A place and the share of the steps that it stands for.
  struct Node {
    /// Unit 1: 0 at the first step of the task, 1 at the last.
    let place: Double
    /// Unit 1.
    let share: Double
  }

  /// Places of a range of steps; count.
  private static let most = 64
  /// Most steps that stand for themselves: the polynomials of too few steps lose their digits.
  private static let mostSteps = 128

  /// Returns the places.
  ///
  /// - Parameters:
  ///   - steps: Steps of the task; count, at least 1.
  ///   - cuts: Steps with which another smooth part begins; ascending, each above 0 and below `steps`.
  /// - Returns: At most 128 places a part; their shares sum to 1.
  static func nodes(steps: Int, cuts: [Int] = []) -> [Node] {
    zip([0] + cuts, cuts + [steps]).flatMap { first, end in
      rule(end - first).map { step, share in
        Node(
          place: steps > 1 ? (Double(first) + step) / Double(steps - 1) : 0,
          share: share * Double(end - first) / Double(steps))
      }
    }
  }

  /// Steps, not whole ones as a rule, and weights of sum 1 for `0..<count`.
  private static func rule(_ count: Int) -> [(step: Double, weight: Double)] {
    if count <= mostSteps { return (0..<count).map { (Double($0), 1 / Double(count)) } }
    let size = Double(count)
    // Squared off-diagonals of the Jacobi matrix of steps centred and halved, so that they lie within
    // −1 and 1.
    let squares = (1..<most).map { n in
      let n = Double(n)
      return n * n * (1 - n / size * n / size) / (4 * n * n - 1)
    }
    let diagonal = [Double](repeating: 0, count: most)
    let between = squares.map { $0.squareRoot() }
    return (0..<most).map { index in
      let node = eigenvalue(index, squares)
      let weight = BetaQuadrature.christoffel(node, diagonal, between)
      return ((node * size + size - 1) / 2, weight)
    }
  }

  /// An eigenvalue of the symmetric tridiagonal matrix with an empty diagonal, by bisection of how many
  /// are below.
  private static func eigenvalue(_ index: Int, _ squares: [Double]) -> Double {
    var (low, high) = (-1.0, 1.0)
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if countBelow(middle, squares) <= index { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  /// Eigenvalues below a number: positive pivots of the number less the matrix.
  private static func countBelow(_ number: Double, _ squares: [Double]) -> Int {
    // A pivot of 0 is taken for a tiny one, as Sturm sequences may.
    func nonzero(_ pivot: Double) -> Double { pivot == 0 ? 1e-300 : pivot }
    var pivot = nonzero(number)
    var count = pivot > 0 ? 1 : 0
    for square in squares {
      pivot = nonzero(number - square / pivot)
      if pivot > 0 { count += 1 }
    }
    return count
  }
}
