/// The part of a piece of work that an agent does.
package enum WorkPhase: String, Codable, CaseIterable, Sendable {
  /// Leading the work, planning it, executing the plan.
  case lead, plan, exec
}
