import Foundation

/// Three significant digits for a note, `0.05`, `-12.3`, `1.5e-9`; the same in every locale.
func shortened(_ value: Double) -> String {
  let text = String(format: "%.3g", value)
  guard let mark = text.firstIndex(of: "e"), let power = Int(text[text.index(after: mark)...])
  else { return text }
  return "\(text[..<mark])e\(power)"
}
