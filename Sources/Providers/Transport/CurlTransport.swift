import MAKERCore
import SharedState

/// Sends requests over HTTP/1.1 with libcurl, all of them on one thread of its own.
///
/// Redirects are not followed, so that a key travels nowhere else; there are no cookies, no cache, no
/// `.netrc` and no compression.  A request is sent once: where a kept connection breaks under it, that
/// is a failure and not a second request.  The proxies of `https_proxy`, `http_proxy`, `all_proxy` and
/// `no_proxy` are used, except for hosts on loopback.
package final class CurlTransport: HTTPTransport {
  private let mailbox = CurlMailbox()

  /// Starts the thread.
  ///
  /// - Parameters:
  ///   - mostBytes: Most bytes of a response, headers included; at least 1.
  ///   - keptConnections: Most idle connections that are kept; at least 1, best the concurrency.
  package init(mostBytes: Int = 16 << 20, keptConnections: Int = 128) {
    precondition(mostBytes >= 1 && keptConnections >= 1, "room for a response and a connection")
    CurlLoop.start(mailbox, mostBytes: mostBytes, keptConnections: keptConnections)
  }

  deinit { mailbox.post(.stop) }

  /// Sends one request and waits for the whole response, whatever its status.
  ///
  /// - Parameter request: The request.
  /// - Returns: The response.
  /// - Throws: `TransportFailure` where none came, also where the surrounding task is cancelled, which
  ///   closes the connection.
  package func send(_ request: HTTPRequest) async throws(TransportFailure) -> HTTPResponse {
    let id = mailbox.newID()
    let phase = Locked(Phase.waiting)
    let mailbox = mailbox
    let result = await withTaskCancellationHandler {
      await withCheckedContinuation { (reply: CheckedContinuation<CurlResult, Never>) in
        let isCancelled = phase.withLock { phase in
          guard case .waiting = phase else { return true }
          phase = .sent
          mailbox.post(.send(CurlTicket(id: id, request: request, reply: reply)))
          return false
        }
        if isCancelled { reply.resume(returning: .failure(.cancelled(mayBeCharged: false))) }
      }
    } onCancel: {
      phase.withLock { phase in
        if case .sent = phase { mailbox.post(.cancel(id: id)) }
        phase = .cancelled
      }
    }
    return try result.get()
  }

  private enum Phase {
    case waiting
    case sent
    case cancelled
  }
}

extension TransportFailure {
  /// The failure of a request whose task was cancelled.
  static func cancelled(mayBeCharged: Bool) -> TransportFailure {
    TransportFailure(.transient, "told to stop", mayBeCharged: mayBeCharged)
  }
}
