import LabCommands
import Synchronization
import Testing

@Suite struct ProgressBarTests {
  private final class Screen: Sendable {
    private let text = Mutex("")
    func write(_ more: String) { text.withLock { $0 += more } }
    var drawn: String { text.withLock { $0 } }
  }

  private let screen = Screen()
  private let progress = RunProgress(label: "nines", fraction: 0.5, count: 10, unit: "votes")

  private func bar(width: Int?) -> ProgressBar {
    ProgressBar(width: width) { [screen] in screen.write($0) }
  }

  @Test func itDrawsInPlaceAndEndsWithANewline() {
    var bar = bar(width: 80)
    bar.update(progress, elapsed: 1)
    bar.finish(progress, elapsed: 1.01)
    let first = "\r" + ProgressLine.text(progress, elapsed: 1, width: 80) + "\u{1B}[K"
    let last = "\r" + ProgressLine.text(progress, elapsed: 1.01, width: 80) + "\u{1B}[K\n"
    #expect(screen.drawn == first + last)
  }

  @Test func itDrawsAtMostTenTimesASecond() {
    var bar = bar(width: 80)
    for millisecond in 0..<1000 { bar.update(progress, elapsed: Double(millisecond) / 1000) }
    let drawings = screen.drawn.unicodeScalars.count { $0 == "\r" }
    #expect((9...10).contains(drawings))
  }

  @Test func inAPipeItIsSilent() {
    var bar = bar(width: nil)
    bar.update(progress, elapsed: 1)
    bar.finish(progress, elapsed: 2)
    #expect(screen.drawn.isEmpty)
  }
}
