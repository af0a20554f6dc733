import MAKERCore
import Testing

@Suite(.timeLimit(.minutes(10))) struct OrchestratorPacedChannelTests {
  private func request(_ draw: Int) -> DrawRequest {
    DrawRequest(
      coordinates: DrawCoordinates(trial: 0, step: 0, draw: draw), temperature: 0,
      prompt: Prompt(instructions: "", step: "0 41"))
  }

  @Test func takesTheTimeThatTheReplySays() async throws {
    let clock = ContinuousClock()
    let start = clock.now
    let paced = PacedChannel(ScriptedChannel(saying: "1 42", latency: 20_000_000))
    let reply = try await paced.reply(to: request(0))
    #expect(clock.now - start >= .milliseconds(20))
    #expect(reply.text == Array("1 42".utf8) && reply.latency == 20_000_000)
  }

  /// Told to stop, it does not sleep its hour out, and fails so that the draw may be asked again.
  @Test func stopsWhenTold() async {
    let paced = PacedChannel(ScriptedChannel(saying: "1 42", latency: 3_600_000_000_000))
    let request = request(0)
    let asking = Task { () async -> Result<Reply, ChannelFailure> in
      do throws(ChannelFailure) {
        return .success(try await paced.reply(to: request))
      } catch {
        return .failure(error)
      }
    }
    asking.cancel()
    guard case .failure(let failure) = await asking.value else {
      Issue.record("a reply came")
      return
    }
    #expect(failure.kind == .transient)
  }

  @Test func passesFailuresOnAtOnce() async {
    let failure = ChannelFailure(.refused, "no")
    let paced = PacedChannel(ScriptedChannel { _ throws(ChannelFailure) in throw failure })
    await #expect(throws: failure) { try await paced.reply(to: request(0)) }
  }

  /// An hour's draw in 30 ms: the timeout of the policy holds in real time as on the virtual clock.
  @Test func timesOutLikeTheVirtualClock() async throws {
    let task = CounterTask(steps: 1)
    let slow = ScriptedChannel(saying: "1 1", latency: 3_600_000_000_000)
    let orchestrator = Orchestrator(
      task, policy: VotingPolicy(rule: RaceRule(margin: 1), timeout: 10_000_000))
    let start = SolveState(startOf: task, margin: 1)
    let atOnce = try ImmediateRun.solve(orchestrator, start, [slow])
    let paced = try await orchestrator.solve(from: start, over: [PacedChannel(slow)])
    #expect(paced.failure == atOnce.failure && paced.failure?.kind == .timedOut)
    #expect(atOnce.report.elapsed == 30_000_000 && paced.report.elapsed >= 30_000_000)
    var report = paced.report
    report.elapsed = atOnce.report.elapsed
    #expect(report == atOnce.report)
  }
}
