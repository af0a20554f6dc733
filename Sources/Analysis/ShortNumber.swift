import Foundation

/// Few significant digits for a note, `0.05`, `-12.3`, `1.5e-9`; the same in every locale.
func shortened(_ value: Double, digits: Int = 3) -> String {
  let text = String(format: "%.\(digits)g", value)
  guard let mark = text.firstIndex(of: "e"), let power = Int(text[text.index(after: mark)...])
  else { return text }
  return "\(text[..<mark])e\(power)"
}
