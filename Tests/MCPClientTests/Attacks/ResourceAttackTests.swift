import Foundation
import TestSupport
import Testing
import TextFormats

/// Addresses of resources reach what the server lists, and nothing else.
@Suite(.timeLimit(.minutes(10))) struct ResourceAttackTests {
  private static let secret = "canary-of-a-file-that-nobody-may-read"

  /// Addresses; `{secret}` is the path of a file beside the results, `{bait}` leads to a web server.
  static let addresses = [
    "makerlab://results/../secret.csv", "makerlab://results/core/../../secret.csv",
    "makerlab://results/%2e%2e/secret.csv", "makerlab://results/%2E%2E%2Fsecret.csv",
    "makerlab://results/core/%2e%2e/%2e%2e/secret.csv", "makerlab://results/..%2fsecret.csv",
    "makerlab://results/core/..%5c..%5csecret.csv", "makerlab://results//{secret}",
    "makerlab://results{secret}", "makerlab://results/%2f{secret}", "makerlab:///{secret}",
    "makerlab:{secret}", "file://{secret}", "{secret}", "../secret.csv",
    "makerlab://results/core/link.csv", "makerlab://results/linked/secret.csv",
    "makerlab://results/core/.", "makerlab://results/core/", "makerlab://results/core",
    "makerlab://results/", "makerlab://results", "makerlab://", "",
    "makerlab://results/core/kmin.csv/../../../secret.csv",
    "makerlab://results/core/kmin.csv\u{0}.png", "makerlab://results/core/kmin.csv%00",
    "makerlab://results/core/kmin.csv\n", "makerlab://results/core/kmin.csv?x=1",
    "makerlab://results/core/kmin.csv#x", "makerlab://user@results/core/kmin.csv",
    "MAKERLAB://RESULTS/CORE/KMIN.CSV", "makerlab://results/core/KMIN.csv",
    "makerlab://results/./core/kmin.csv", "makerlab://results/core//kmin.csv",
    "makerlab://results/core/~/secret.csv", "makerlab://results/core/$HOME/secret.csv",
    "makerlab://results/core/*.csv", "makerlab://results/core/lab.sqlite",
    "makerlab://results/core/.hidden.csv", "makerlab://results/core/fifo.csv",
    "{bait}", String(repeating: "a", count: 100_000),
    "makerlab://results/" + String(repeating: "../", count: 1000) + "etc/passwd",
  ]

  private func server() throws -> ServerProcess {
    let folder = try ServerFolder()
    try folder.write("k\n3\n", to: "results/core/kmin.csv")
    try folder.write(Self.secret, to: "secret.csv")
    try folder.write(Self.secret, to: "results/core/.hidden.csv")
    try folder.write(Self.secret, to: "results/core/lab.sqlite")
    try folder.write(Self.secret, to: "outside/secret.csv")
    for (link, target) in [("core/link.csv", "secret.csv"), ("linked", "outside")] {
      try FileManager.default.createSymbolicLink(
        atPath: folder.path("results/" + link), withDestinationPath: folder.path(target))
    }
    let made = unsafe mkfifo(folder.path("results/core/fifo.csv"), 0o600)
    try #require(made == 0)
    return try ServerProcess(folder: folder)
  }

  @Test func addressesReachNoOtherFile() throws {
    let (server, model) = (try server(), try FaultServerProcess())
    let good = try server.ask(
      "resources/read", [("uri", .string("makerlab://results/core/kmin.csv"))])
    let text = good["result"]?["contents"]?.elements?.first?["text"]?.string
    #expect(text == "k\n3\n", "\(JSONText.compact(good))")
    for address in Self.addresses {
      let uri = address.replacing("{secret}", with: server.folder.path("secret.csv"))
        .replacing("{bait}", with: model.bait)
      let reply = try server.ask("resources/read", [("uri", .string(uri))])
      #expect(reply["error"]?["code"]?.integer == -32602, "\(uri): \(JSONText.compact(reply))")
    }
    #expect(try server.end().code == 0)
    #expect(!String(decoding: server.output, as: UTF8.self).contains(Self.secret))
    #expect(!server.notes.contains(Self.secret))
    #expect(try model.baitTaken() == 0)
    LineAttackTests.expectQuiet(server)
  }

  /// What is listed can be read; links, hidden files and stores are not listed.
  @Test func whatIsListedIsWhatMayBeRead() throws {
    let server = try server()
    let listed = try server.ask("resources/list")["result"]?["resources"]?.elements ?? []
    #expect(
      listed.compactMap { $0["uri"]?.string } == [
        "makerlab://reference", "makerlab://results/core/kmin.csv",
      ])
    for resource in listed {
      let reply = try server.ask("resources/read", [("uri", resource["uri"] ?? .null)])
      #expect(reply.complaint == nil)
    }
    #expect(try server.end().code == 0)
  }
}
