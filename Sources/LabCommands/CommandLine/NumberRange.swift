/// The numbers an option allows, each end open, closed or absent, so that messages can name them.
package struct NumberRange: Equatable, Sendable, CustomStringConvertible {
  /// One end of the range.
  package enum End: Equatable, Sendable {
    /// No bound.
    case none
    /// The bound itself is not allowed.
    case open(Double)
    /// The bound itself is allowed.
    case closed(Double)
  }

  /// Where it begins.
  package let lower: End
  /// Where it ends; not below the beginning.
  package let upper: End

  /// Takes both ends; without one there is no bound there.
  package init(lower: End = .none, upper: End = .none) {
    self.lower = lower
    self.upper = upper
  }

  /// Every finite number.
  package static var finite: NumberRange { NumberRange() }
  /// Greater than 0.
  package static var positive: NumberRange { .above(0) }
  /// From 0 to 1, both included.
  package static var probability: NumberRange { .from(0, to: 1) }

  /// Greater than a number.
  package static func above(_ lower: Double) -> NumberRange { NumberRange(lower: .open(lower)) }

  /// Between two numbers, neither included.
  package static func above(_ lower: Double, below upper: Double) -> NumberRange {
    NumberRange(lower: .open(lower), upper: .open(upper))
  }

  /// Between two numbers, only the upper included.
  package static func above(_ lower: Double, to upper: Double) -> NumberRange {
    NumberRange(lower: .open(lower), upper: .closed(upper))
  }

  /// A number or greater.
  package static func from(_ lower: Double) -> NumberRange { NumberRange(lower: .closed(lower)) }

  /// Between two numbers, only the lower included.
  package static func from(_ lower: Double, below upper: Double) -> NumberRange {
    NumberRange(lower: .closed(lower), upper: .open(upper))
  }

  /// Between two numbers, both included.
  package static func from(_ lower: Double, to upper: Double) -> NumberRange {
    NumberRange(lower: .closed(lower), upper: .closed(upper))
  }

  /// Says whether a number is allowed; NaN and the infinities never are.
  package func contains(_ number: Double) -> Bool {
    guard number.isFinite else { return false }
    let isHighEnough =
      switch lower {
      case .none: true
      case .open(let end): number > end
      case .closed(let end): number >= end
      }
    let isLowEnough =
      switch upper {
      case .none: true
      case .open(let end): number < end
      case .closed(let end): number <= end
      }
    return isHighEnough && isLowEnough
  }

  /// The range in words, to follow "must be", such as `above 0.5 and below 1`.
  package var description: String {
    let low: String? =
      switch lower {
      case .none: nil
      case .open(let end): "above \(NumberFormat.shortest(end))"
      case .closed(let end): "at least \(NumberFormat.shortest(end))"
      }
    let high: String? =
      switch upper {
      case .none: nil
      case .open(let end): "below \(NumberFormat.shortest(end))"
      case .closed(let end): "at most \(NumberFormat.shortest(end))"
      }
    let ends = [low, high].compactMap { $0 }
    return ends.isEmpty ? "a finite number" : ends.joined(separator: " and ")
  }
}
