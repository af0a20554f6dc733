import MAKERCore
import TextFormats

/// `makerlab explain`: exact theory in the user's numbers.
enum ExplainCommand: LabCommand {
  static let description = CommandDescription(
    "explain",
    abstract: "k_min, success, votes and cost of a task, with the derivation",
    discussion: """
      Everything is exact; nothing is simulated.  With --shares the race between several \
      candidates is solved as an absorbing chain, and p need not be above one half.

      With --rho, --beta or --hard-steps the steps are not alike: a step draws its own success \
      probability once, so its votes go wrong together.  Then k_min is found by halving where \
      P(task) grows with k, which is proven for a Beta of mean above 1/2; with proven bounds where \
      some steps lose by votes; k by k under a cap.  Where no k reaches the target the answer is \
      for the least k within 0.01 of the most that P(task) can be, or within a tenth of it where \
      that is less.
      """,
    options: Explanation.Question.options + [.format],
    examples: [
      .init("makerlab explain --p 0.85 --steps 1023", "ten disks of the Towers of Hanoi"),
      .init(
        "makerlab explain --p 0.9978 --steps 1048575 --k 3 --v 0.968 --format json",
        "the paper's million-step run"),
      .init(
        "makerlab explain --p 0.95 --rho 0.1 --steps 1023",
        "votes that go wrong together: the least k, or that there is none"),
      .init(
        "makerlab explain --p 0.95 --right-answers 2 --steps 1023",
        "two good answers split the votes: what counting them as one buys"),
      .init(
        "makerlab explain --shares .45,.2,.2,.15 --steps 31 --k 4",
        "errors spread over three wrong answers"),
      .init(
        "makerlab explain --p .999 --steps 1000000 --target .9 --m 10 --equations",
        "ten steps voted on at once, equation by equation"),
      .init(
        "makerlab explain --p .85 --steps 1023 --undecided-share .5",
        "the least cap for each margin, half of the risk for undecided steps"),
    ])

  static func run(_ arguments: Arguments, in context: LabContext) async throws -> ExitCode {
    let explanation = try Explanation(Explanation.Question(arguments))
    let equations = arguments.flag("equations") ? try PaperEquations(explanation) : nil
    let fields = explanation.fields + (equations?.fields ?? [])
    switch try arguments.choice("format", as: OutputFormat.self) ?? .table {
    case .table:
      context.write(equations.map { explanation.heading + "\n\n" + $0.text } ?? explanation.text)
    case .json: context.write(JSONText.pretty(.object(fields)).trimmedEnd)
    case .csv: context.write(JSONText.csv(fields))
    }
    return .done
  }
}
