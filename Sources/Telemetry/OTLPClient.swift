import Foundation

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// Posts batches to a collector, without waiting, and counts what does not arrive.
final class OTLPClient: Sendable {
  /// Most batches under way; count.
  static let mostUnderWay = 8

  private let settings: OTLPSettings
  private let posts = OTLPPosts()
  private let session: URLSession

  init(_ settings: OTLPSettings) {
    self.settings = settings
    let configuration = URLSessionConfiguration.ephemeral
    configuration.timeoutIntervalForRequest = settings.timeout
    configuration.timeoutIntervalForResource = settings.timeout
    configuration.httpMaximumConnectionsPerHost = 2
    session = URLSession(configuration: configuration, delegate: posts, delegateQueue: nil)
  }

  /// Sends a batch; one too many under way is dropped and counted.
  ///
  /// - Parameters:
  ///   - body: The request; JSON.
  ///   - spans: Spans in it; count.
  ///   - seconds: Longest wait for room; seconds.
  func send(_ body: [UInt8], spans: Int, waitingAtMost seconds: Double = 0) {
    var request = URLRequest(url: settings.endpoint, timeoutInterval: settings.timeout)
    request.httpMethod = "POST"
    request.httpBody = Data(body)
    request.setValue("application/json", forHTTPHeaderField: "Content-Type")
    for header in settings.headers {
      request.setValue(header.value, forHTTPHeaderField: header.name)
    }
    let task = session.dataTask(with: request)
    if posts.begin(
      task.taskIdentifier, spans: spans, most: Self.mostUnderWay, waitingAtMost: seconds)
    {
      task.resume()
    } else {
      task.cancel()
    }
  }

  /// Waits for what is under way, then gives it up.
  ///
  /// - Parameter seconds: Longest wait; seconds.
  /// - Returns: What did not arrive; nil where all did.
  func finish(waitingAtMost seconds: Double) -> OTLPLoss? {
    let loss = posts.loss(waitingAtMost: seconds)
    session.invalidateAndCancel()
    return loss
  }
}

/// Spans that a collector did not take.
struct OTLPLoss: Error, Equatable, CustomStringConvertible {
  /// Spans sent or to be sent; count.
  var spans: Int
  /// Spans that did not arrive; count.
  var missing: Int
  /// The first reason.
  var reason: String

  /// One line for a person.
  var description: String { "\(missing) of \(spans) spans not delivered: \(reason)" }
}
