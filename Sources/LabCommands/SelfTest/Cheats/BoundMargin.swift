import Foundation
import MAKERCore

/// A margin from the bound 1 − ((1 − p)/p)^k on the success of a step, taken for the success itself.
struct BoundMargin: Cheat {
  let name = "margin from a bound"
  let summary = "k from ln(1 - t^(1/s)) where equation 14 has ln(t^(-1/s) - 1)"
  let check = EngineCheck.exactMargins

  func margin(
    stepSuccess: Probability, target: Probability, steps: Int
  ) throws(MarginError) -> Int {
    // By expm1: the bound is wrong enough without losing digits.
    let failure = -expm1(log(target.value) / Double(steps))
    return Int(
      (log(failure) / log(stepSuccess.complement / stepSuccess.value)).rounded(.up))
  }
}
