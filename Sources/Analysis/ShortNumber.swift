import Foundation
import TextFormats

/// Few significant digits for a note, `0.05`, `-12.3`, `1.5e-9`; the same in every locale.
func shortened(_ value: Double, digits: Int = 3) -> String {
  ShortestNumber.trimmed(exponent: String(format: "%.\(digits)g", value))
}
