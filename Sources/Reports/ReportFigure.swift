/// A picture in a report.
package struct ReportFigure: Equatable, Sendable {
  /// The picture as SVG, drawn for a white page; in the dark it is shown with its lightness turned round.
  package let svg: String
  /// What the picture shows, for those who do not see it.
  package let alternative: String
  /// What stands below it.
  package let caption: HTML

  /// Describes a picture.
  ///
  /// - Parameters:
  ///   - svg: The picture; a script or a link in it does nothing, for it is shown as a picture.
  ///   - alternative: What it shows, in a sentence.
  ///   - caption: What stands below it.
  package init(svg: String, alternative: String, caption: HTML) {
    self.svg = svg
    self.alternative = alternative
    self.caption = caption
  }

  /// The picture with its caption, of the width of the text; in a box that scrolls where it would be too small
  /// to be read.
  package var html: HTML {
    .element(
      "figure", [:],
      .element(
        "div", ["class": "scroll", "role": "region", "tabindex": "0", "aria-label": alternative],
        .element(
          "img",
          [
            "src": Self.dataURI(svg), "alt": alternative, "width": size.map { "\($0.width)" },
            "height": size.map { "\($0.height)" },
          ])),
      caption.isEmpty ? .empty : .element("figcaption", [:], caption))
  }

  /// The size that the picture says it has, in CSS pixels; nil where it says none.
  ///
  /// With it the page does not move while pictures are read.
  var size: (width: Int, height: Int)? {
    guard let tag = svg.firstMatch(of: /<svg\b[^>]*>/)?.output,
      let width = tag.firstMatch(of: /\swidth=["'](\d{1,5})(?:\.\d+)?(?:px)?["']/)?.output.1,
      let height = tag.firstMatch(of: /\sheight=["'](\d{1,5})(?:\.\d+)?(?:px)?["']/)?.output.1
    else { return nil }
    return Int(width).flatMap { width in Int(height).map { (width, $0) } }
  }

  /// The picture as a link that holds it; shorter than in base 64.
  static func dataURI(_ svg: String) -> String {
    var uri = Array("data:image/svg+xml,".utf8)
    for byte in svg.utf8 {
      switch byte {
      // Where a line ends a blank will do; a link would lose the line's end.
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t"):
        uri.append(UInt8(ascii: " "))
      case _ where mustBeCoded.contains(byte) || byte < 0x20 || byte >= 0x7F:
        uri += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      default: uri.append(byte)
      }
    }
    return String(decoding: uri, as: UTF8.self)
  }

  private static let mustBeCoded = Set("%#<>&\"'`\\^|{}".utf8)
  private static let digits = Array("0123456789ABCDEF".utf8)
}
