package import MAKERCore

extension RaceLaw {
  /// The law of the votes of a step of two candidates that is drawn from a population.
  ///
  /// - Parameters:
  ///   - classes: Kinds of steps whose errors do not drift; their shares sum to 1.
  ///   - margin: Margin k; votes, at least 1.
  ///   - cap: Most votes; at least 1, nil for none.
  ///   - tail: Without a cap the law is followed until less than this survives; unit 1.
  ///   - greatestWork: Greatest number of additions spent; count.
  ///   - budget: What this law and others may spend together; nil for no such bound.
  /// - Throws: `TheoryError.tooLong`.
  package init(
    classes: [StepPopulation.StepClass], margin: Int, cap: Int? = nil, tail: Double = 1e-16,
    greatestWork: Double = RaceLaw.greatestWork, budget: WorkBudget? = nil
  ) throws(TheoryError) {
    precondition(margin >= 1, "a margin is at least 1 vote")
    // A walk as wide as that is long enough to be refused.
    let greatest = min(greatestWork, budget?.greatest ?? greatestWork)
    guard Double(margin) * Double(min(margin, cap ?? margin)) <= greatest else {
      throw .tooLong(work: Double(margin) * Double(margin), greatest: greatest)
    }
    var walks = classes.map { (share: $0.share, walk: LeadWalk($0.error, margin: margin)) }
    var correctAt = [0.0]
    var wrongAt = [0.0]
    var open = 1.0
    var work = 0.0
    while open > (cap == nil ? tail : 0) && correctAt.count - 1 < cap ?? .max {
      var ended = (correct: 0.0, wrong: 0.0)
      open = 0
      let before = work
      for index in walks.indices {
        let (correct, wrong) = walks[index].walk.vote()
        ended.correct += walks[index].share * correct
        ended.wrong += walks[index].share * wrong
        open += walks[index].share * walks[index].walk.open
        work += Double(walks[index].walk.width)
      }
      correctAt.append(ended.correct)
      wrongAt.append(ended.wrong)
      guard work <= greatestWork else { throw .tooLong(work: work, greatest: greatestWork) }
      try budget?.count(work - before + WorkBudget.vote)
    }
    self.init(correctAt: correctAt, wrongAt: wrongAt, cap: cap, tail: open)
  }
}
