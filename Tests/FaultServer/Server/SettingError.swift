/// A setting that cannot be.
struct SettingError: Error {
  /// What is wrong and what is allowed.
  let problem: String

  init(_ problem: String) { self.problem = problem }
}
