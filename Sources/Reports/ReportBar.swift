import Foundation

/// A bar that is filled by a share, with marks on the way: how much of a limit is consumed.
package struct ReportBar: Equatable, Sendable {
  /// How much is filled; unit 1, above 1 where there is more than the whole.
  package let share: Double
  /// Where marks stand; unit 1, 0 to 1.
  package let marks: [Double]
  /// Its colour.
  package let tone: HTML.Tone
  /// What it shows, for those who do not see it.
  package let label: String

  /// Describes a bar.
  ///
  /// - Parameters:
  ///   - share: How much is filled; unit 1, at least 0.
  ///   - marks: Where marks stand; unit 1, 0 to 1.
  ///   - tone: Its colour.
  ///   - label: What it shows, in words.
  package init(share: Double, marks: [Double], tone: HTML.Tone, label: String) {
    self.share = share
    self.marks = marks
    self.tone = tone
    self.label = label
  }

  /// The bar, of the width that there is.
  package var html: HTML {
    .element(
      "div", ["class": "bar", "role": "img", "aria-label": label],
      .element(
        "div", ["class": "filled " + tone.rawValue, "style": "width:" + Self.percent(share)]),
      HTML(
        marks.map { .element("div", ["class": "mark", "style": "left:" + Self.percent($0)]) }))
  }

  /// A share in the language of styles; what is no number is nothing.
  private static func percent(_ share: Double) -> String {
    String(format: "%.4g%%", share.isNaN ? 0 : min(1, max(0, share)) * 100)
  }
}

extension ReportStyle {
  /// How bars and short cells look; marks are seen on both colours, and on paper.
  static let bars = """

    .bar {
      position: relative; width: 100%; min-width: clamp(5rem, 18vw, 12rem); height: .95rem; border-radius: 3px; overflow: hidden;
      background: var(--code); border: 1px solid var(--muted); print-color-adjust: exact; -webkit-print-color-adjust: exact;
    }
    .short { white-space: nowrap; }
    @media print { .short { white-space: normal; } }
    .filled { height: 100%; }
    .filled.good { background: var(--good); }
    .filled.open { background: var(--open); }
    .filled.bad { background: var(--bad); }
    .filled.plain { background: var(--plain); }
    .mark { position: absolute; top: 0; bottom: 0; width: 1px; background: var(--muted); mix-blend-mode: difference; }

    """
}
