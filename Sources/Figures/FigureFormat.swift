/// A picture format; both have the same size and type.
package enum FigureFormat: String, CaseIterable, Sendable {
  /// A raster of 1350 by 900 pixels; vectors of the same proportions.
  case png, svg

  /// Gnuplot's command that chooses the format.
  ///
  /// The PNG has 1.5 pixels for each user unit of the SVG, so that it is sharp in print;
  /// the SVG's `fontscale` turns points (1/72 inch) into its units (1/96 inch).
  var terminal: String {
    switch self {
    case .png:
      "set terminal pngcairo enhanced size 1350,900 fontscale 1.5 linewidth 1.5 pointscale 1.5 "
        + "font 'DejaVu Sans,11' background rgb 'white' rounded"
    case .svg:
      "set terminal svg enhanced size 900,600 fontscale 1.333 "
        + "font 'DejaVu Sans,11' background rgb 'white' rounded"
    }
  }
}
