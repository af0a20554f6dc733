import Economics
import LabCommands
import MAKERCore
import Testing

@Suite struct BudgetStopTests {
  private let spent = Charge(inputTokens: 3000, outputTokens: 12, picodollars: 9_990_000_000)
  private let money = BudgetRefusal.money(
    provider: nil, limit: Money(picodollars: 10_000_000_000),
    spent: Money(picodollars: 9_990_000_000), needed: Money(picodollars: 20_000_000))

  @Test func itSaysWhatWasSpentAndHowToGoOn() {
    let lines = BudgetStop(refusal: money, spent: spent).lines(
      words: ["makerlab", "solve", "hanoi", "--max-cost", "0.01", "--k", "3"])
    #expect(
      lines == [
        "budget: the budget of $0.01 is spent: $0.00999 charged, and the next call may cost $0.00002; "
          + "charged so far: 3,012 tokens, $0.00999; everything is kept",
        "to go on: makerlab solve hanoi --k 3 --max-cost 0.02",
      ])
  }

  @Test func theLimitThatWasMetIsReplacedInEachOfItsForms() {
    let tokens = BudgetRefusal.tokens(provider: "openai", limit: 100, spent: 98, needed: 500)
    let stop = BudgetStop(refusal: tokens, spent: spent)
    #expect(
      stop.command([
        "makerlab", "calibrate", "--channel", "round-robin(a | b)", "--max-tokens-per", "ollama=7",
        "--max-tokens-per=openai=100",
      ])
        == "makerlab calibrate --channel 'round-robin(a | b)' --max-tokens-per ollama=7 "
        + "--max-tokens-per openai=598")
    #expect(
      BudgetStop(refusal: money, spent: spent).command(["makerlab", "solve", "--max-cost=0.01"])
        == "makerlab solve --max-cost 0.02")
  }

  @Test func whereNoLimitHelpsThereIsNoCommand() {
    let stop = BudgetStop(refusal: .unknownPast, spent: .zero)
    #expect(stop.lines(words: ["makerlab", "solve"]).count == 1)
    #expect(BudgetStop(refusal: money, spent: spent).lines(words: []).count == 1)
  }

  @Test(arguments: [
    ("plain-word_1.5=a,b:c@d%e+f/g", "plain-word_1.5=a,b:c@d%e+f/g"), ("", "''"),
    ("two words", "'two words'"), ("it's", "'it'\\''s'"), ("$HOME", "'$HOME'"), ("a;b", "'a;b'"),
    ("*", "'*'"), ("a\nb", "'a\nb'"), ("~", "'~'"), ("!", "'!'"),
  ])
  func aWordIsReadBackByAShell(word: String, text: String) {
    #expect(ShellWord.quoted(word) == text)
  }
}
