/// What all calls of a server share.
struct ToolLab: Sendable {
  /// Variables of the environment, which hold keys and hosts.
  let environment: [String: String]
  /// Where draws of providers are kept.
  let folder: LabFolder
  /// Where results, figures and the store of experiments are read.
  let results: LabFolder
  /// The configurations that were minted.
  var configurations = ConfigurationStore()
}
