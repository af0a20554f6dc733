import CCurl
import Foundation
import MAKERCore

/// Why a transfer failed, as libcurl says it, and what a person is told.
struct CurlProblem {
  /// How libcurl says that it ended.
  var code: CURLcode
  /// Error number of the system; 0 for none.
  var systemError: Int32 = 0
  /// What libcurl says to it.
  var detail = ""
  /// Scheme, host and port.
  var origin: String
  /// Whether the server has answered before: then what is wrong may pass.
  var hasAnswered = false
  /// Whether anything of the request went out.
  var isSent = false
  /// Whether the provider may charge for the request, once it is sent.
  var costs = true
  /// Whether the response was longer than it may be.
  var isTooLarge = false
  /// Most bytes of a response.
  var mostBytes = 0
  /// Time that the whole exchange had; nanoseconds.
  var timeout = 0

  /// The failure, for a person.
  var failure: TransportFailure {
    let (kind, message) = kindAndMessage
    return TransportFailure(kind, message, mayBeCharged: isSent && costs)
  }

  /// What cannot pass before the server was ever reached: a name or a port that is wrong.
  private var setUp: ChannelFailure.Kind { hasAnswered ? .transient : .fatal }

  private var kindAndMessage: (ChannelFailure.Kind, String) {
    if isTooLarge {
      return (.transient, "\(origin): the response has more than \(mostBytes) bytes")
    }
    switch code {
    case CURLE_COULDNT_RESOLVE_HOST:
      return (setUp, "\(origin): name not found; check the base URL")
    case CURLE_COULDNT_RESOLVE_PROXY:
      return (setUp, "\(origin): the name of the proxy is not found; check https_proxy")
    case CURLE_URL_MALFORMAT:
      return (.fatal, "\(origin): not a URL; check the base URL")
    case CURLE_COULDNT_CONNECT where systemError == ECONNREFUSED:
      return (setUp, "connection refused; is the server running at \(origin)?")
    case CURLE_COULDNT_CONNECT:
      return (setUp, "\(origin): no connection: \(reason)")
    case CURLE_OPERATION_TIMEDOUT where !isSent:
      return (
        hasAnswered ? .timedOut : .fatal,
        "\(origin): no connection within \(Self.seconds(min(15_000_000_000, timeout))) s; check the base URL"
      )
    case CURLE_OPERATION_TIMEDOUT:
      return (.timedOut, "no whole response within \(Self.seconds(timeout)) s")
    case CURLE_PEER_FAILED_VERIFICATION:
      return (.fatal, "\(origin): the certificate is not trusted: \(detail)")
    case CURLE_SSL_CONNECT_ERROR where detail.contains("wrong version number"):
      return (setUp, "\(origin): no TLS; does the server speak http:// instead?")
    case _ where Self.ofTLS.contains(code.rawValue):
      return (setUp, "\(origin): TLS failed: \(detail)")
    case CURLE_GOT_NOTHING:
      return (.transient, "\(origin): the connection was closed without a response")
    case CURLE_SEND_FAIL_REWIND:
      return (.transient, "\(origin): a kept connection was closed under the request")
    case CURLE_PARTIAL_FILE:
      return (.transient, "\(origin): the response broke off")
    case CURLE_RECV_ERROR, CURLE_SEND_ERROR:
      return (.transient, "\(origin): the connection was reset: \(reason)")
    case CURLE_UNSUPPORTED_PROTOCOL, CURLE_WEIRD_SERVER_REPLY:
      return (.transient, "\(origin): the response is not one of HTTP")
    default:
      return (.transient, "\(origin): \(detail)")
    }
  }

  private var reason: String {
    systemError == 0 ? detail : unsafe String(cString: strerror(systemError))
  }

  /// A time in seconds, without a needless fraction; nanoseconds.
  private static func seconds(_ time: Int) -> String {
    time % 1_000_000_000 == 0 ? "\(time / 1_000_000_000)" : "\(Double(time) / 1e9)"
  }

  private static let ofTLS: Set<UInt32> = Set(
    [
      CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER, CURLE_SSL_CACERT_BADFILE,
      CURLE_SSL_ISSUER_ERROR, CURLE_SSL_CRL_BADFILE, CURLE_SSL_ENGINE_INITFAILED,
      CURLE_USE_SSL_FAILED, CURLE_SSL_INVALIDCERTSTATUS,
    ].map(\.rawValue))
}
