import MAKERCore
import MCPServer
import Telemetry

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
  /// Asks providers, within what the operator lets the server spend.
  let asking: ServerAsking
  /// Hears of what calls do; nil where nobody listens.
  var observer: (any Observer)?

  /// Where the events of one call go: with its trace where that can be told.
  ///
  /// - Parameter call: The call, which may know the trace of its client.
  /// - Returns: The observer; nil for nowhere.
  func observer(of call: MCPCall) -> (any Observer)? {
    guard let tracing = observer as? any TracingObserver else { return observer }
    return tracing.observer(of: RunTrace(traceparent: call.traceparent))
  }

  /// Makes what calls share; nothing is opened.
  ///
  /// - Parameters:
  ///   - environment: Variables of the environment, which hold keys and hosts.
  ///   - folder: Where draws of providers are kept.
  ///   - results: Where results, figures and the store of experiments are read.
  ///   - spending: What the operator lets the server spend.
  ///   - concurrency: Most requests under way at each provider's place, of all calls together; at least 1.
  init(
    environment: [String: String], folder: LabFolder, results: LabFolder,
    spending: ServerSpending = ServerSpending(), concurrency: Int = LimiterPool.usualOfServer
  ) {
    self.environment = environment
    self.folder = folder
    self.results = results
    asking = ServerAsking(folder, spending: spending, concurrency: concurrency)
  }
}
