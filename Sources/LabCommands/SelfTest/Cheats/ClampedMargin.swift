import MAKERCore

/// A margin that is cut to a range thought reasonable.
struct ClampedMargin: Cheat {
  let name = "clamped margin"
  let summary = "k_min above 10 becomes 10"
  let check = EngineCheck.exactMargins

  func margin(
    stepSuccess: Probability, target: Probability, steps: Int
  ) throws(MarginError) -> Int {
    min(10, try OurEngine().margin(stepSuccess: stepSuccess, target: target, steps: steps))
  }
}
