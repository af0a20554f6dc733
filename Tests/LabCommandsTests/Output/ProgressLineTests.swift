import LabCommands
import Testing

@Suite struct ProgressLineTests {
  private let progress = RunProgress(label: "nines", fraction: 0.43, count: 1.2e9, unit: "votes")

  @Test func theLineSaysHowFarHowFastAndHowLong() {
    #expect(
      ProgressLine.text(progress, elapsed: 4, width: 90)
        == "nines [############..................]  43 %  1.2e9 votes  300 M votes/s  ETA 0:05")
  }

  @Test func theEndIsOnlySaidAtTheEnd() {
    var progress = progress
    progress.fraction = 0.9999
    #expect(ProgressLine.text(progress, elapsed: 4, width: 90).contains(" 99 %"))
    progress.fraction = 1
    let line = ProgressLine.text(progress, elapsed: 4, width: 90)
    #expect(line.contains("] 100 %") && !line.contains(".]") && line.hasSuffix("took 0:04"))
  }

  @Test func theStartKnowsNoRate() {
    let start = RunProgress(label: "nines", fraction: 0, count: 0, unit: "votes")
    let line = ProgressLine.text(start, elapsed: 0, width: 60)
    #expect(line.hasSuffix("  0 %  0 votes  0 votes/s  ETA -:--"))
  }

  @Test(arguments: [1, 2, 10, 40, 60, 70, 80, 200])
  func theLineNeverReachesTheLastColumn(width: Int) {
    #expect(ProgressLine.text(progress, elapsed: 4, width: width).count < width)
  }

  @Test func oddNumbersDoNotTrap() {
    for fraction in [Double.nan, -1, 2, .infinity] {
      let odd = RunProgress(label: "a\nb", fraction: fraction, count: .infinity, unit: "votes")
      #expect(!ProgressLine.text(odd, elapsed: .infinity, width: 80).contains("\n"))
    }
  }
}
