import Economics

/// A bar that shows how much of a budget is consumed, with marks where its zones begin.
enum ZoneBar {
  /// Cells of the bar; a cell is 5 %.
  private static let cells = 20

  /// Draws the bar.
  ///
  /// - Parameters:
  ///   - share: Share of the budget that is consumed; unit 1, at least 0.
  ///   - inColour: Whether the filled part has the colour of its zone.
  /// - Returns: The bar, 25 characters wide.
  static func text(_ share: Double, inColour: Bool) -> String {
    let filled = min(cells, Int((share * Double(cells) + 1e-9).rounded(.down)))
    let bounds = BudgetZone.allCases.dropFirst().map {
      Int(($0.begins * Double(cells)).rounded())
    }
    var bar = ""
    for cell in 0..<cells {
      if bounds.contains(cell) { bar += "|" }
      bar += cell < filled ? "#" : "."
    }
    let zone = BudgetZone(consumed: share)
    return "[" + (inColour ? coloured(bar, zone) : bar) + "]"
  }

  /// A text in the colour of a zone.
  static func coloured(_ text: String, _ zone: BudgetZone) -> String {
    let colour: TextColour =
      switch zone {
      case .green: .green
      case .yellow: .yellow
      case .orange: .orange
      case .red: .red
      }
    return colour.paint(text)
  }
}
