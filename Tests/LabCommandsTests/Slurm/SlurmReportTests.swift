import JobArrays
import LabCommands
import Synchronization
import Testing

@Suite("What is said about an array")
struct SlurmReportTests {
  private final class Screen: Sendable {
    private let text = Mutex("")
    func write(_ more: String) { text.withLock { $0 += more } }
    var written: String { text.withLock { $0 } }
  }

  private let screen = Screen()

  private func report(isTerminal: Bool) -> SlurmReport {
    let screen = screen
    let bar = ProgressBar(width: 80) { screen.write($0) }
    return SlurmReport(elements: 20, bar: isTerminal ? bar : nil) { screen.write($0 + "\n") }
  }

  private func step(_ lines: String...) -> ArrayWatch.Step {
    var watch = ArrayWatch(elements: 20, attempts: 1)
    let text = lines.enumerated().map { "5|\($0)|\($1)" }.joined(separator: "\n")
    return watch.look(queue: QueuedElement.parse(text)) { _ in false }
  }

  @Test("Where there is no terminal, each tenth is a line")
  func pipe() {
    var report = report(isTerminal: false)
    for done in 0...20 {
      report.show(step("RUNNING|None"), done: done, fraction: Double(done) / 20, elapsed: 1)
    }
    report.end()
    let lines = screen.written.split(separator: "\n").dropFirst()
    #expect(lines.count == 10 && lines.first == "2 of 20 elements done, 1 running, 0 pending")
    #expect(lines.last?.hasPrefix("20 of 20 elements done") == true)
  }

  @Test("Why nothing runs is said once, after a minute in which nothing did")
  func pending() {
    var report = report(isTerminal: false)
    let waiting = step("PENDING|AssocGrpCpuLimit", "PENDING|Priority", "PENDING|Priority")
    report.show(waiting, done: 0, fraction: 0, elapsed: 59)
    report.show(step("RUNNING|None"), done: 0, fraction: 0, elapsed: 61)
    report.show(waiting, done: 0, fraction: 0, elapsed: 120)
    #expect(!screen.written.contains("nothing has run"))
    for elapsed in [121.0, 122, 500] {
      report.show(waiting, done: 0, fraction: 0, elapsed: elapsed)
    }
    let lines = screen.written.split(separator: "\n").filter { $0.contains("nothing has run") }
    #expect(lines == ["nothing has run for a minute: 0 running, 3 pending (Priority)"])
  }

  @Test("A line takes the place of the bar, and the bar ends with a line end, once it was drawn")
  func terminal() {
    var report = report(isTerminal: true)
    report.end()
    #expect(screen.written.isEmpty, "nothing was drawn")
    report.show(step(), done: 0, fraction: 0, elapsed: 0)
    report.submitted([0, 1], job: 7, script: "x")
    #expect(screen.written.hasSuffix("\r\u{1B}[K2 elements as job 7, by x\n"), "\(screen.written)")
    report.submitted([1], job: 8, script: "x")
    #expect(screen.written.hasSuffix("\nwithout a result: 1; submitted again as job 8\n"))
    report.show(step(), done: 20, fraction: 1, elapsed: 1)
    report.end()
    #expect(screen.written.hasSuffix("\u{1B}[K\n"))
  }
}
