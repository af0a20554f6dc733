import Foundation
import SharedState

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// The batches under way and what became of those before them.
final class OTLPPosts: NSObject, URLSessionDataDelegate {
  /// Most bytes of an answer that are read.
  private static let mostAnswer = 1 << 16

  private struct Post: Sendable {
    var spans: Int
    var answer = Data()
  }

  private struct State: Sendable {
    var underWay: [Int: Post] = [:]
    var spans = 0
    var missing = 0
    var reason: String?

    mutating func miss(_ spans: Int, _ why: String) {
      guard spans > 0 else { return }
      missing += spans
      if reason == nil { reason = why }
    }
  }

  private let state = Monitor(State())

  /// Makes room for a batch, or counts it as missing.
  func begin(_ task: Int, spans: Int, most: Int, waitingAtMost seconds: Double) -> Bool {
    state.wait(atMost: seconds, until: { $0.underWay.count < most }) { state in
      state.spans += spans
      guard state.underWay.count < most else {
        state.miss(spans, "the collector is too slow")
        return false
      }
      state.underWay[task] = Post(spans: spans)
      return true
    }
  }

  /// Waits until nothing is under way; what is, after all, counts as missing.
  func loss(waitingAtMost seconds: Double) -> OTLPLoss? {
    state.wait(atMost: seconds, until: \.underWay.isEmpty) { state in
      for post in state.underWay.values { state.miss(post.spans, "no answer in time") }
      state.underWay = [:]
      return state.reason.map {
        OTLPLoss(spans: state.spans, missing: state.missing, reason: $0)
      }
    }
  }

  func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
    state.withLock { state in
      let read = state.underWay[dataTask.taskIdentifier]?.answer.count ?? 0
      state.underWay[dataTask.taskIdentifier]?.answer += data.prefix(max(0, Self.mostAnswer - read))
    }
  }

  func urlSession(
    _ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?
  ) {
    let status = (task.response as? HTTPURLResponse)?.statusCode ?? 0
    let failure = error?.localizedDescription
    state.withLock { state in
      guard let post = state.underWay.removeValue(forKey: task.taskIdentifier) else { return }
      if let failure {
        state.miss(post.spans, failure)
      } else if status < 200 || status > 299 {
        state.miss(post.spans, "status \(status)")
      } else {
        state.miss(min(Self.rejected(post.answer), post.spans), "rejected by the collector")
      }
    }
    state.wake()
  }

  /// Does not follow, for header fields may hold secrets that are for this collector alone.
  func urlSession(
    _ session: URLSession, task: URLSessionTask,
    willPerformHTTPRedirection response: HTTPURLResponse, newRequest request: URLRequest,
    completionHandler: @escaping (URLRequest?) -> Void
  ) {
    completionHandler(nil)
  }

  /// Spans that an answer says were rejected; a 64-bit integer, which may come as a string.
  private static func rejected(_ answer: Data) -> Int {
    struct Answer: Decodable {
      struct Partial: Decodable {
        let rejectedSpans: Int

        enum CodingKeys: CodingKey { case rejectedSpans }

        init(from decoder: any Decoder) throws {
          let values = try decoder.container(keyedBy: CodingKeys.self)
          rejectedSpans =
            try (try? values.decode(Int.self, forKey: .rejectedSpans))
            ?? Int(values.decode(String.self, forKey: .rejectedSpans)) ?? 0
        }
      }
      let partialSuccess: Partial?
    }
    return max(
      0, (try? JSONDecoder().decode(Answer.self, from: answer))?.partialSuccess?.rejectedSpans ?? 0)
  }
}
