import LabCommands
import Testing

@Suite struct ExplainRefusalTests {
  /// What is wrong, and what the one line must name.
  @Test(arguments: [
    ("--p 0 --steps 9", "--p"), ("--p 1.5 --steps 9", "--p"), ("--p -.1 --steps 9", "--p"),
    ("--p nan --steps 9", "--p"), ("--p inf --steps 9", "--p"), ("--p 1e999 --steps 9", "--p"),
    ("--p x --steps 9", "--p"), ("--p= --steps 9", "--p"), ("--p .5 --steps 9", "0.5"),
    ("--p .3 --steps 9", "0.5"), ("--steps 9", "--p"), ("--p .9", "--steps"),
    ("--p .9 --steps 9 --target 0", "--target"), ("--p .9 --steps 9 --target 1", "--target"),
    ("--p .9 --steps 9 --target nan", "--target"), ("--p .9 --steps 0", "--steps"),
    ("--p .9 --steps -1", "--steps"), ("--p .9 --steps 1e30", "--steps"),
    ("--p .9 --steps 2.5", "--steps"), ("--p .9 --steps 9e18", "--steps"),
    ("--p .9 --steps nan", "--steps"), ("--p .9 --steps 1_000", "--steps"),
    ("--p .9 --steps 9 --m 10", "--m"), ("--p .9 --steps 9 --m 0", "--m"),
    ("--p .9 --steps 9 --k 0", "--k"), ("--p .9 --steps 9 --k 1.5", "--k"),
    ("--p .9 --steps 9 --k 1e12", "--k"), ("--p .9 --steps 9 --cap 0", "--cap"),
    ("--p .9 --steps 9 --cap 2e9", "--cap"), ("--p .9 --steps 9 --v 0", "--v"),
    ("--p .9 --steps 9 --v 1.01", "--v"), ("--p .9 --steps 9 --v nan", "--v"),
    ("--shares .6,.4 --steps 9", "--k"), ("--shares .6,.4 --p .6 --k 2 --steps 9", "--shares"),
    ("--shares .6,.3 --k 2 --steps 9", "sum to 1"), ("--shares .6,.5 --k 2 --steps 9", "sum to 1"),
    ("--shares 1 --k 2 --steps 9", "shares"), ("--shares nan,.5 --k 2 --steps 9", "--shares"),
    ("--shares .6,,.4 --k 2 --steps 9", "--shares"),
    ("--shares 1.2,-.2 --k 2 --steps 9", "--shares"),
    ("--p .9 --steps 9 --price-in 1", "--price-out"),
    ("--p .9 --steps 9 --price-in 1 --price-out 1 --tokens-in 1", "--tokens-out"),
    ("--p .9 --steps 9 --price-in -1 --price-out 1 --tokens-in 1 --tokens-out 1", "--price-in"),
    ("--p .9 --steps 9 --format xml", "--format"), ("--p .9 --steps 9 --format jsn", "json"),
    ("--p .9 --steps 9 --stepz 3", "--steps"), ("--p .9 --steps 9 -k 3", "--k"),
    ("--p .9 --steps 9 surplus", "surplus"), ("--p .9 --p .8 --steps 9", "--p"),
    ("--p .9 --steps", "--steps"), ("--p .9 --steps 9 --k 5 --cap 3", "--cap"),
    ("--p .6 --steps 1023 --cap 3", "--cap 3 is below k = "),
    ("--p .95 --rho .1 --k 5 --cap 3 --steps 9", "--cap"),
    ("--shares .5,.3,.2 --k 5 --cap 4 --steps 9", "--cap"),
    ("--p .9 --right-answers 2 --k 5 --cap 4 --steps 9", "--cap"),
  ])
  func badInputIsRefusedInOneLine(words: String, named: String) async {
    let run = await makerlab(["explain"] + words.split(separator: " ").map(String.init))
    #expect(run.isRefusal, "\(run)")
    #expect(run.notes.first?.contains(named) == true, "\(run.notes)")
  }
}
