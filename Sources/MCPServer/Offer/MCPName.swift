/// Names of tools and prompts, which all clients must be able to use.
enum MCPName {
  /// Whether a name is 1 to 64 of `A-Za-z0-9_-`.
  static func isGood(_ name: String) -> Bool {
    name.wholeMatch(of: /[a-zA-Z0-9_-]{1,64}/) != nil
  }
}
