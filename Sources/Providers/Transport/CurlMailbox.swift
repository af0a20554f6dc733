import CCurl
import MAKERCore
import SharedState

typealias CurlResult = Result<HTTPResponse, TransportFailure>

/// A request and who waits for its response.
struct CurlTicket: Sendable {
  /// Number of the request; never given twice.
  let id: Int
  let request: HTTPRequest
  let reply: CheckedContinuation<CurlResult, Never>
}

/// How tasks talk to the thread of a `CurlLoop`.
final class CurlMailbox: Sendable {
  /// What the thread is told.
  enum Command: Sendable {
    case send(CurlTicket)
    case cancel(id: Int)
    case stop
  }

  private struct Contents: Sendable {
    var commands: [Command] = []
    var nextID = 0
    /// Address of the handle that wakes the thread; nil before it runs and after it has ended.
    var wakeAddress: UInt?
  }

  private let contents = Locked(Contents())

  /// Returns a number that no other request has.
  func newID() -> Int {
    contents.withLock { contents in
      contents.nextID += 1
      return contents.nextID
    }
  }

  /// Leaves a command and wakes the thread.
  func post(_ command: Command) {
    contents.withLock { contents in
      let isFirst = contents.commands.isEmpty
      contents.commands.append(command)
      guard isFirst, let address = contents.wakeAddress else { return }
      _ = unsafe curl_multi_wakeup(UnsafeMutableRawPointer(bitPattern: address))
    }
  }

  /// Takes all commands.
  func take() -> [Command] {
    contents.withLock { contents in
      let commands = contents.commands
      contents.commands.removeAll(keepingCapacity: true)
      return commands
    }
  }

  /// Says where the thread is to be woken; nil when it ends.
  func wake(at address: UInt?) {
    contents.withLock { $0.wakeAddress = address }
  }
}
