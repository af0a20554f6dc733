import Figures
import Testing

@Suite struct FigureErrorTests {
  @Test func aMissingGnuplotSaysHowToGetIt() {
    let text = FigureError.gnuplotMissing(lookedFor: "gnuplot").description
    #expect(text.contains("apt-get install gnuplot-nox"))
    #expect(text.contains("brew install gnuplot"))
  }

  @Test(arguments: [
    FigureError.gnuplotMissing(lookedFor: "x"), .gnuplotFailed(figure: "f", firstLine: "l"),
    .timedOut(figure: "f", limit: 60), .fileMissing(figure: "f", path: "p"),
    .notWritten(path: "p", reason: "r"),
  ])
  func everyMessageIsOneLine(error: FigureError) {
    #expect(error.description.split(whereSeparator: \.isNewline).count == 1)
  }
}
