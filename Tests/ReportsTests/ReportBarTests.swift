import Foundation
import Reports
import Testing

@Suite struct ReportBarTests {
  private func bar(_ share: Double, marks: [Double] = []) -> String {
    ReportBar(share: share, marks: marks, tone: .open, label: "a < \"b\"").html.source
  }

  @Test func aBarSaysInWordsWhatItShows() {
    #expect(bar(0.5).contains(#"role="img" aria-label="a &lt; &quot;b&quot;""#))
  }

  @Test func itIsFilledByItsShareAndMarkedWhereItIsTold() {
    let markup = bar(0.632, marks: [0.7, 0.85])
    #expect(markup.contains(#"<div class="filled open" style="width:63.2%">"#))
    #expect(markup.contains(#"<div class="mark" style="left:70%">"#))
    #expect(markup.contains(#"<div class="mark" style="left:85%">"#))
  }

  @Test(arguments: [
    (-1, "0%"), (0, "0%"), (1, "100%"), (12.4, "100%"), (.nan, "0%"), (.infinity, "100%"),
    (1e-9, "1e-07%"),
  ])
  func whatIsPastItsEndsEndsThere(share: Double, width: String) {
    #expect(bar(share).contains("style=\"width:\(width)\""))
  }
}
