import CCurl
import Foundation
import MAKERCore

/// All transfers of a transport, side by side on one thread, which alone touches them.
@safe
final class CurlLoop {
  /// libcurl's own state, made once a process.
  private static let isReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

  private let mailbox: CurlMailbox
  private let mostBytes: Int
  private let multi: UnsafeMutableRawPointer
  private var exchanges: [UnsafeMutableRawPointer: CurlExchange] = unsafe [:]
  private var handles: [Int: UnsafeMutableRawPointer] = unsafe [:]
  private var idle: [UnsafeMutableRawPointer] = unsafe []
  /// Servers that have answered: what fails with them later may pass.
  private var answered: Set<String> = []

  /// Starts the thread, which ends after a `stop`.
  static func start(_ mailbox: CurlMailbox, mostBytes: Int, keptConnections: Int) {
    Thread.detachNewThread {
      guard isReady, let multi = unsafe curl_multi_init() else { return refuse(mailbox) }
      _ = unsafe makerlab_curl_set_multi_number(multi, CURLMOPT_MAXCONNECTS, keptConnections)
      let loop = unsafe CurlLoop(mailbox, multi, mostBytes: mostBytes)
      mailbox.wake(at: UInt(bitPattern: multi))
      loop.run()
      mailbox.wake(at: nil)
      loop.close()
    }
  }

  private init(_ mailbox: CurlMailbox, _ multi: UnsafeMutableRawPointer, mostBytes: Int) {
    self.mailbox = mailbox
    unsafe self.multi = multi
    self.mostBytes = mostBytes
  }

  /// Follows the transfers until it is told to stop and none is left.
  private func run() {
    var isStopping = false
    while unsafe !isStopping || !handles.isEmpty {
      for command in mailbox.take() {
        switch command {
        case .send(let ticket): begin(ticket)
        case .cancel(let id): cancel(id)
        case .stop: isStopping = true
        }
      }
      var running: Int32 = 0
      _ = unsafe curl_multi_perform(multi, &running)
      var result = CURLE_OK
      while let handle = unsafe makerlab_curl_next_ended(multi, &result) {
        unsafe end(handle, result)
      }
      if isStopping, unsafe handles.isEmpty { return }
      _ = unsafe curl_multi_poll(multi, nil, 0, 60_000, nil)
    }
  }

  private func begin(_ ticket: CurlTicket) {
    if let problem = CurlExchange.problem(of: ticket.request) {
      return ticket.reply.resume(returning: .failure(problem))
    }
    guard let handle = unsafe idle.popLast() ?? curl_easy_init() else {
      return ticket.reply.resume(returning: .failure(.noMemory))
    }
    let exchange = CurlExchange(ticket, mostBytes: mostBytes)
    unsafe exchange.prepare(handle)
    unsafe exchanges[handle] = exchange
    unsafe handles[ticket.id] = handle
    guard unsafe curl_multi_add_handle(multi, handle) != CURLM_OK else { return }
    // Nothing will ever end it.
    _ = unsafe take(handle)
    unsafe curl_easy_cleanup(handle)
    ticket.reply.resume(returning: .failure(.noMemory))
  }

  private func end(_ handle: UnsafeMutableRawPointer, _ code: CURLcode) {
    guard let exchange = unsafe take(handle) else { return }
    let result = unsafe exchange.result(handle, code, answered: answered)
    if case .success = result { answered.insert(exchange.origin) }
    unsafe putAway(handle)
    exchange.ticket.reply.resume(returning: result)
  }

  private func cancel(_ id: Int) {
    guard let handle = unsafe handles[id], let exchange = unsafe take(handle) else { return }
    let isSent = unsafe CurlExchange.isSent(handle)
    unsafe putAway(handle)
    exchange.ticket.reply.resume(
      returning: .failure(.cancelled(mayBeCharged: isSent && exchange.costs)))
  }

  /// Ends a transfer for libcurl, which closes the connection unless the response is complete.
  private func take(_ handle: UnsafeMutableRawPointer) -> CurlExchange? {
    guard let exchange = unsafe exchanges.removeValue(forKey: handle) else { return nil }
    unsafe handles.removeValue(forKey: exchange.ticket.id)
    _ = unsafe curl_multi_remove_handle(multi, handle)
    return exchange
  }

  private func putAway(_ handle: UnsafeMutableRawPointer) {
    unsafe curl_easy_reset(handle)
    unsafe idle.append(handle)
  }

  private func close() {
    unsafe idle.forEach { unsafe curl_easy_cleanup($0) }
    _ = unsafe curl_multi_cleanup(multi)
  }

  /// Answers every request where libcurl cannot be used.
  private static func refuse(_ mailbox: CurlMailbox) {
    while true {
      for command in mailbox.take() {
        switch command {
        case .send(let ticket): ticket.reply.resume(returning: .failure(.noMemory))
        case .cancel: continue
        case .stop: return
        }
      }
      Thread.sleep(forTimeInterval: 0.01)
    }
  }
}

extension TransportFailure {
  /// The failure of a request for which libcurl has no room.
  static let noMemory = TransportFailure(.fatal, "libcurl cannot start", mayBeCharged: false)
}
