/// The part of a piece of work that an agent does.
package enum WorkPhase: String, Codable, CaseIterable, Sendable {
  case lead, plan, exec
}
