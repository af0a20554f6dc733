import Foundation
import TextFormats

/// The MCP server as its clients meet it: its start, its fastest tool, and many votes at a time.
enum MCPBenchmarks {
  static var all: [Benchmark] { [start, explains, votes, cancelling] }

  /// Most requests that are sent before their replies are read; all of them fit a pipe.
  private static let window = 64

  static var start: Benchmark {
    Benchmark(
      name: "start of mcp to the first reply of tools/list", unit: "ms", goal: .atMost(100)
    ) {
      let times = try (0..<21).map { _ in
        let clock = ContinuousClock()
        let start = clock.now
        let server = try MCPProcess()
        try server.send([("tools/list", [])])
        _ = try server.line()
        return (clock.now - start) / .milliseconds(1)
      }
      return Benchmark.Measurement(value: Benchmark.median(times), detail: "median of 21")
    }
  }

  static var explains: Benchmark {
    Benchmark(
      name: "calls of maker_explain over one pipe", unit: "calls/s", goal: .atLeast(2000)
    ) {
      let server = try MCPProcess()
      func run(_ windows: Int) throws -> Double {
        let clock = ContinuousClock()
        let start = clock.now
        for number in 0..<windows {
          // No two calls of a run are alike.
          _ = try server.call(
            "maker_explain",
            (0..<window).map { place in
              .object([
                ("p", .number(0.8 + 0.19 * Double(place) / Double(window))),
                ("steps", .int(1000 + number)), ("target", .number(0.95)),
              ])
            })
        }
        return Double(windows * window) / max((clock.now - start) / .seconds(1), 1e-9)
      }
      _ = try run(8)
      return Benchmark.Measurement(
        value: Benchmark.median(try (0..<5).map { _ in try run(40) }),
        detail: "median of 5 times \(40 * window) calls, \(window) in flight")
    }
  }

  /// Beside a server that has the slowest of the same votes to itself, one after the other: what a vote says
  /// of its own time holds the waits that this is about.
  ///
  /// Answers are right with probability 0.8: races differ in how many rounds they take.
  static var votes: Benchmark {
    Benchmark(
      name: "64 votes in flight at 200 ms a reply", unit: "times the slowest race alone",
      goal: .atMost(1.1)
    ) {
      let model = try LoopbackModel(["--model", "script", "--latency-ms", "200"])
      func server() throws -> MCPProcess {
        try MCPProcess(
          ["--max-tokens-total", "100000000", "--concurrency", "512"],
          environment: ["OPENAI_API_KEY": "sk-loopback", "OPENAI_BASE_URL": model.baseURL])
      }
      func vote(_ round: Int, _ place: Int) -> JSONValue {
        .object([
          ("prompt", .string("Vote \(round), \(place)\nanswer p=0.8: yes|no")), ("k", .int(3)),
          ("channel", .string("openai:simulated")), ("seed", .int(64 * round + place)),
        ])
      }
      let (crowded, quiet) = (try server(), try server())
      func run(_ round: Int) throws -> (seconds: Double, results: [JSONValue]) {
        let clock = ContinuousClock()
        let start = clock.now
        let results = try crowded.call("maker_vote", (0..<64).map { vote(round, $0) })
        return ((clock.now - start) / .seconds(1), results)
      }
      func alone(_ seed: Int) throws -> Double {
        let results = try quiet.call("maker_vote", [vote(seed / 64, seed % 64)])
        return results[0]["latency_s"]?.double ?? 0
      }
      let measures: [(JSONValue) -> Double] = [
        { $0["latency_s"]?.double ?? 0 }, { $0["draws"]?["issued"]?.double ?? 0 },
      ]
      // The first votes open connections and fill the window of the limiter.
      for round in 0..<2 { _ = try run(round) }
      _ = try alone(0)
      let runs = try (2..<7).map { round in
        let (seconds, results) = try run(round)
        let slowest = Set(
          measures.flatMap { measure in
            results.sorted { measure($0) > measure($1) }.prefix(4)
              .compactMap { $0["seed"]?.integer }
          })
        guard let most = try slowest.map(alone).max(), most > 0 else {
          throw LabError("a vote does not tell how long it took")
        }
        return (ratio: seconds / most, seconds: seconds)
      }
      return Benchmark.Measurement(
        value: Benchmark.median(runs.map(\.ratio)),
        detail: "median of 5; "
          + "\(NumberFormat.significant(Benchmark.median(runs.map(\.seconds)), 3)) s for 64 votes")
    }
  }

  /// As the model sees it, whose replies would be a minute in coming.
  static var cancelling: Benchmark {
    Benchmark(
      name: "a cancelled vote until no draw of it is under way", unit: "ms", goal: .atMost(100)
    ) {
      let model = try LoopbackModel(["--model", "script", "--latency-ms", "60000"])
      let server = try MCPProcess(
        ["--max-tokens-total", "100000000"],
        environment: ["OPENAI_API_KEY": "sk-loopback", "OPENAI_BASE_URL": model.baseURL])
      var times: [Double] = []
      for round in 0..<11 {
        let vote = JSONValue.object([
          ("prompt", .string("Vote \(round)\nanswer p=0.8: yes|no")), ("k", .int(5)),
          ("channel", .string("openai:simulated")),
        ])
        try server.send(
          [("tools/call", [("name", .string("maker_vote")), ("arguments", vote)])], from: round)
        while try await model.requestsUnderWay() < 5 {}
        let clock = ContinuousClock()
        let start = clock.now
        try server.cancel(round)
        while try await model.requestsUnderWay() > 0 {}
        times.append((clock.now - start) / .milliseconds(1))
      }
      return Benchmark.Measurement(
        value: times.max() ?? .infinity,
        detail: "longest of \(times.count), 5 draws each; median "
          + "\(NumberFormat.significant(Benchmark.median(times), 3)) ms")
    }
  }
}
