/// Returns the binomial probabilities of 0 to `trials` successes, each from the one before.
func binomialProbabilities(trials: Int, p: Double) -> [Double] {
  var probability = 1.0
  for _ in 0..<trials { probability *= 1 - p }
  return (0...trials).map { successes in
    defer {
      probability *= Double(trials - successes) / Double(successes + 1) * (p / (1 - p))
    }
    return probability
  }
}
