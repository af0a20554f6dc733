import CCurl
import Foundation
import MAKERCore
import Testing

@testable import Providers

@Suite("What a person is told of a failed transfer")
struct CurlProblemTests {
  private func problem(
    _ code: CURLcode, system: Int32 = 0, detail: String = "detail", answered: Bool = false,
    sent: Bool = false
  ) -> CurlProblem {
    CurlProblem(
      code: code, systemError: system, detail: detail, origin: "https://h:1", hasAnswered: answered,
      isSent: sent, mostBytes: 9, timeout: 90_000_000_000)
  }

  @Test("A name, a port or a certificate that is wrong is fatal until the server has answered once")
  func setUp() {
    let codes = [
      CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_CONNECT, CURLE_SSL_CONNECT_ERROR,
      CURLE_COULDNT_RESOLVE_PROXY,
    ]
    for code in codes {
      #expect(problem(code).failure.kind == .fatal, "\(code)")
      #expect(problem(code, answered: true).failure.kind == .transient, "\(code)")
    }
    #expect(problem(CURLE_OPERATION_TIMEDOUT).failure.kind == .fatal)
    #expect(problem(CURLE_OPERATION_TIMEDOUT, answered: true).failure.kind == .timedOut)
    #expect(problem(CURLE_PEER_FAILED_VERIFICATION, answered: true).failure.kind == .fatal)
  }

  @Test("Each failure says what it is and what to look at")
  func lines() {
    func line(_ problem: CurlProblem) -> String { problem.failure.message }
    #expect(
      line(problem(CURLE_COULDNT_RESOLVE_HOST))
        == "https://h:1: name not found; check the base URL")
    #expect(
      line(problem(CURLE_COULDNT_CONNECT, system: ECONNREFUSED))
        == "connection refused; is the server running at https://h:1?")
    #expect(
      line(problem(CURLE_COULDNT_CONNECT, system: EHOSTUNREACH)).hasPrefix(
        "https://h:1: no connection: "))
    #expect(
      line(problem(CURLE_PEER_FAILED_VERIFICATION, detail: "self-signed certificate"))
        == "https://h:1: the certificate is not trusted: self-signed certificate")
    #expect(line(problem(CURLE_SSL_CIPHER)) == "https://h:1: TLS failed: detail")
    #expect(
      line(problem(CURLE_OPERATION_TIMEDOUT, sent: true)) == "no whole response within 90 s")
    var large = problem(CURLE_WRITE_ERROR, sent: true)
    large.isTooLarge = true
    #expect(line(large) == "https://h:1: the response has more than 9 bytes")
  }

  @Test("Only what went out and costs may be charged for")
  func charges() {
    #expect(!problem(CURLE_COULDNT_CONNECT).failure.mayBeCharged)
    #expect(problem(CURLE_RECV_ERROR, sent: true).failure.mayBeCharged)
    var get = problem(CURLE_RECV_ERROR, sent: true)
    get.costs = false
    #expect(!get.failure.mayBeCharged)
  }
}
