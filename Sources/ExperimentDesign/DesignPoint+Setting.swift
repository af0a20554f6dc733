import MAKERCore
import StoppingRules

extension DesignPoint {
  /// The setting in one line, `p=0.9 target=0.95 disks=5 k=4`.
  package var setting: String {
    var parts = [
      model.map { "model=\($0.name)" }
        ?? (shares.count == 2
          ? "p=\(stepSuccess)" : "shares=\(shares.map { "\($0)" }.joined(separator: ";"))")
    ]
    if model == nil, validRate != 1 { parts.append("v=\(validRate)") }
    if let tokenLimit { parts.append("token_limit=\(tokenLimit)") }
    if let reading { parts.append("reading=\(reading.rawValue)") }
    if let digits { parts.append("digits=\(digits)") }
    if let depth { parts.append("depth=\(depth)") }
    if let target { parts.append("target=\(target)") }
    if let disks {
      parts.append("disks=\(disks)")
    } else if steps > 1 {
      parts.append("steps=\(steps)")
    }
    if subtaskSteps != 1 { parts.append("m=\(subtaskSteps)") }
    if let stopping {
      parts.append("rule=\(stopping.kind.rawValue) delta=\(stopping.delta)")
      if let assumed = stopping.assumedSuccess { parts.append("assumed_p=\(assumed)") }
    } else {
      parts.append("k=\(margin)")
    }
    if rule != .firstToAheadBy { parts.append("rule=\(rule.rawValue)") }
    if let cap, stopping == nil || cap != StoppingSetting.safetyCap { parts.append("cap=\(cap)") }
    if temperature != .constant { parts.append("temperature=\(temperature.rawValue)") }
    if issue != .needed { parts.append("issue=\(issue)") }
    if isTilted { parts.append("tilted") }
    if let latency { parts.append("latency_ms=\(latency)") }
    return parts.joined(separator: " ")
  }
}
