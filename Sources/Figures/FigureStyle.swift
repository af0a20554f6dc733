/// The common look of all figures: a thin grey grid, two axes, colours that print and that
/// colour-blind readers can tell apart.
///
/// A script draws theory as `with lines linestyle N` and Monte Carlo as
/// `with yerrorbars linestyle 10 + N`, for N from 1 to 8, in the same colour.
enum FigureStyle {
  /// The colours of Okabe and Ito, yellow last because it is faint on white, each with the point
  /// of its own shape.
  ///
  /// - Source: Okabe and Ito, "Color Universal Design", 2008.
  private static let series: [(color: String, point: Int)] = [
    ("#0072B2", 7), ("#D55E00", 5), ("#009E73", 9), ("#CC79A7", 13),
    ("#E69F00", 11), ("#56B4E9", 15), ("#000000", 6), ("#F0E442", 4),
  ]

  static var commands: [String] {
    var commands: [String] = []
    for (index, series) in series.enumerated() {
      let (line, points) = (index + 1, index + 11)
      let look = "lc rgb '\(series.color)' lw 1.5 dt 1 pt \(series.point) ps 0.85"
      commands += [
        "set linetype \(line) \(look)",
        "set style line \(line) \(look)",
        "set style line \(points) \(look)",
      ]
    }
    return commands + [
      "set linetype cycle 8",
      "set errorbars small",
      "set grid lt 1 dt 1 lc rgb '#D9D9D9' lw 0.5",
      "set border 3 lt 1 dt 1 lc rgb '#404040' lw 0.8",
      "set tics nomirror out scale 0.6",
      "set key outside right center vertical Left reverse noenhanced samplen 2 spacing 1.2",
    ]
  }
}
