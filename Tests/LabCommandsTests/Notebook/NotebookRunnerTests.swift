import Foundation
import Notebooks
import Storage
import SweepRunner
import Testing
import TextFormats

@testable import LabCommands

@Suite(.timeLimit(.minutes(5))) struct NotebookRunnerTests {
  /// A console block.
  private func console(_ lines: String, _ labels: String = "") -> String {
    "```console\(labels)\n\(lines)\n```\n"
  }

  @Test func commandsOfABlockShareABashAndKeepTheirOutputsApart() async throws {
    let bench = try NotebookBench()
    let page = console(
      """
      $ printf 'no line end'; x=1
      no line end
      $ echo "$x"; echo error >&2; echo last
      1
      error
      last
      $ cat old.txt
      old
      $ echo 'it'\\''s "quoted" } $(not run) `nor this`'
      it's "quoted" } $(not run) `nor this`
      $ for i in 1 2; do \\
        echo $i; done
      1
      2
      $ cat
      $ (exit 3)
      """, " exit=3")
    #expect(try await bench.report(page) == [])
  }

  @Test func differencesAndExitCodesNameTheirLines() async throws {
    let bench = try NotebookBench()
    let page = "text\n\n" + console("$ echo a\nb\n$ echo one; echo two\none\n$ false")
    #expect(
      try await bench.report(page) == [
        "p.md:5: not what came of $ echo a", "    - b", "    + a",
        "p.md:8: not what came of $ echo one; echo two", "      one", "    + two",
        "p.md:8: $ false: ended with exit code 1, not 0",
      ])
    let codes = [
      ("$ false\n$ true", "", ":2: $ false: ended with exit code 1, not 0"),
      ("$ true", " exit=4", ":2: $ true: ended with exit code 0, not 4"),
      ("$ exit 5\n$ true", "", ":2: $ exit 5: ended with exit code 5, not 0"),
      ("$ exit\n$ true", "", ":3: was not run: $ true"),
      ("$ if", "", ":2: $ if: ended with exit code 2, not 0"),
      ("$ kill -9 $$", "", ":2: $ kill -9 $$: ended with exit code 137, not 0"),
    ]
    for (lines, labels, line) in codes {
      let report = try await bench.report(console(lines, labels))
      #expect(report.contains("p.md" + line), "\(lines): \(report)")
    }
  }

  @Test func aBlockThatFailsEndsItsPage() async throws {
    let bench = try NotebookBench()
    let run = try await bench.run(
      "```sh\ntrue\ntrue\nfalse | true\necho never\n```\n" + console("$ true"))
    #expect(run.runs.count == 1 && !run.agrees)
    let report = NotebookReport.differences(run)
    #expect(report == ["p.md:4: sh block: exit code 1: false | true"])
    #expect(
      NotebookReport.line(run, width: 6)
        == "p.md    differs  1 of 2 blocks, 1 behind the failure not run")
    let different = try await bench.run(console("$ echo a\nb") + console("$ true"))
    #expect(different.runs.count == 1 && !different.agrees)
    #expect(
      NotebookReport.line(different, width: 0)
        == "p.md  differs  1 of 2 blocks, 1 behind the difference not run")
  }

  @Test func filesStayForLaterBlocksAndVariablesDoNot() async throws {
    let bench = try NotebookBench(["a.txt": "1\n"])
    let page = """
      ```sh
      export x=1
      cd /
      ```
      ```text file=deep/b.txt
      2
      ```
      ```text file=deep/b.txt append
      3
      ```
      ```text file=a.txt
      new
      ```
      ```console
      $ echo "[$x]"; cat deep/b.txt a.txt
      []
      2
      3
      new
      ```
      """
    #expect(try await bench.report(page) == [])
    #expect(try bench.scratch.text("project/a.txt") == "1\n")
    #expect(!bench.scratch.exists("project/deep"))
  }

  @Test func theEnvironmentHoldsNoSecrets() async throws {
    let names = [
      "OPENAI_API_KEY", "ANTHROPIC_API_KEY", "OPENAI_BASE_URL", "OLLAMA_HOST",
      "AWS_SECRET_ACCESS_KEY",
      "GITHUB_TOKEN", "db_password", "MAKERLAB_PRICES", "OTEL_EXPORTER_OTLP_HEADERS", "BASH_ENV",
      "BASH_FUNC_echo%%", "SEED", "MAKEFLAGS", "GH_PAT", "MYSQL_PWD", "PASSPHRASE", "DATABASE_URL",
      "SSH_AUTH_SOCK", "XDG_CONFIG_HOME", "https_proxy", "KUBECONFIG", "NETRC", "AWS_PROFILE",
      "LD_PRELOAD", "PYTHONPATH", "SLURM_CONF", "SBATCH_ACCOUNT", "GIT_DIR", "ANYTHING_ELSE",
    ]
    var environment = Dictionary(uniqueKeysWithValues: names.map { ($0, "hidden-value") })
    environment["SDKROOT"] = "kept"
    environment["HOME"] = "/home/somebody"
    let bench = try NotebookBench(environment: environment)
    let page = console(
      """
      $ env | grep -c hidden-value || true
      0
      $ env | cut -d= -f1 | sort | xargs
      COLUMNS HOME LC_ALL NO_COLOR PATH PWD SDKROOT SHLVL TERM TMPDIR TZ _
      $ echo "$SDKROOT $NO_COLOR $COLUMNS $TZ $LC_ALL ${SEED-none}"
      kept 1 80 UTC C.UTF-8 none
      $ ls "$HOME" "$TMPDIR" | grep -v : | sort -u

      $ case "$HOME" in /home/somebody) echo theirs;; esac
      """)
    #expect(try await bench.report(page) == [])
  }

  @Test func seedsAreThoseOfThePageUnlessAnotherIsGiven() async throws {
    var bench = try NotebookBench()
    let page = console("$ echo \"$SEED\"\n7", " seed=7") + console("$ echo \"[$SEED]\"\n[]")
    #expect(try await bench.report(page) == [])
    bench.runner.seed = 8
    #expect(
      try await bench.report(page) == [
        "p.md:3: not what came of $ echo \"$SEED\"", "    - 7", "    + 8",
      ])
  }

  @Test func slowBlocksArePassedOverAndCounted() async throws {
    var bench = try NotebookBench()
    let page = console("$ echo a\nb", " slow") + "```sh slow\nfalse\n```\n" + console("$ true")
    let run = try await bench.run(page)
    #expect(run.agrees && run.slow == 2 && run.runs.count == 1)
    #expect(
      NotebookReport.line(run, width: 0) == "p.md  agrees   1 of 3 blocks, 2 slow ones passed over")
    bench.runner.runsSlow = true
    #expect(try await bench.run(page).agrees == false)
  }

  @Test(arguments: ["$ sleep 1000", "$ sleep 1000 & wait", "$ trap '' TERM INT; sleep 1000"])
  func blocksThatTakeTooLongAreKilled(command: String) async throws {
    var bench = try NotebookBench()
    bench.runner.limits.quick = 0.2
    let report = try await bench.report(console("$ echo first\nfirst\n\(command)"))
    #expect(report == ["p.md:4: \(command): took longer than 0.2 s and was killed"])
    let shell = try await bench.report("```sh\n\(command.dropFirst(2))\n```\n")
    #expect(shell == ["p.md:1: sh block: took longer than 0.2 s and was killed"])
  }

  /// What a block leaves running holds the pipe open; its end is seen at the reading end.
  ///
  /// One that takes too long ends with all that it has started, as a build with its compilers.
  @Test(arguments: [("sleep 1000 &", []), ("setsid sleep 1000", ["took longer"])])
  func whatABlockLeavesRunningIsKilled(command: String, report: [String]) async throws {
    var bench = try NotebookBench()
    if !report.isEmpty { bench.runner.limits.quick = 1 }
    let pipe = bench.scratch.path("alive")
    let made = unsafe mkfifo(pipe, 0o600)
    #expect(made == 0)
    let reader = unsafe open(pipe, O_RDONLY | O_NONBLOCK)
    try #require(reader >= 0)
    defer { close(reader) }
    // Opened by the shell itself: the program behind it may be killed before it begins.
    let lines = try await bench.report(console("$ exec 9> '\(pipe)'; \(command)"))
    #expect(lines.count == report.count && zip(lines, report).allSatisfy { $0.contains($1) })
    let deadline = ContinuousClock.now + .seconds(60)
    var byte: UInt8 = 0
    // -1 for as long as somebody could write.
    while unsafe read(reader, &byte, 1) != 0, ContinuousClock.now < deadline {
      try await Task.sleep(for: .milliseconds(2))
    }
    #expect(ContinuousClock.now < deadline, "it is still there")
  }

  @Test func outputsThatSteerATerminalAreEscaped() async throws {
    let bench = try NotebookBench()
    let command = #"printf '\e[2J\r\xe2\x80\xaeend\n'"#
    let run = try await bench.run(console("$ \(command)\nend"))
    let lines = NotebookReport.differences(run) + NotebookReport.outputs(run)
    #expect(lines.contains(#"    + \u{1b}[2J\u{d}\u{202e}end"#), "\(lines)")
    let failing = try await bench.run(console("$ \(command); false\n..."))
    let all = (lines + NotebookReport.differences(failing)).joined()
    #expect(all.unicodeScalars.allSatisfy { !$0.steersTerminal }, "\(all)")
  }

  @Test func tooLongOutputsAreRefused() async throws {
    var bench = try NotebookBench()
    bench.runner.limits.bytes = 100
    let report = try await bench.report(console("$ yes | head -1000\n..."))
    #expect(report.first == "p.md:2: $ yes | head -1000: printed more than 100 bytes")
    // Of what is not compared, the last is kept: there stands why a command failed.
    #expect(try await bench.report("```sh\nseq 1000\n```\n") == [])
    let failing = try await bench.report("```sh\nseq 1000; false\n```\n")
    #expect(failing.first == "p.md:2: sh block: exit code 1: seq 1000; false")
    #expect(failing.last == "    | 1000" && failing.count == 11, "\(failing)")
  }

  @Test func linksLeadNobodyOut() async throws {
    let bench = try NotebookBench()
    let outside = try bench.scratch.write("secret\n", to: "outside.txt")
    let project = bench.scratch.path("project")
    for (name, target) in [
      ("absolute", outside), ("up", "../outside.txt"), ("folder", ".."), ("inside", "old.txt"),
    ] {
      try FileManager.default.createSymbolicLink(
        atPath: project + "/" + name, withDestinationPath: target)
    }
    var copying = bench
    copying.runner = NotebookRunner(
      project: NotebookProject(URL(fileURLWithPath: project)),
      environment: bench.runner.environment, program: nil, request: bench.runner.request)
    #expect(
      try await copying.report(console("$ ls\ninside\nold.txt\n$ cat inside\nold")) == [])
    for (link, path) in [
      ("ln -s '\(bench.scratch.path)' out", "out/made.txt"),
      ("ln -s '\(bench.scratch.path)/made.txt' out", "out"), ("ln -s nowhere out", "out"),
    ] {
      let report = try await bench.report("```sh\n\(link)\n```\n```text file=\(path)\nx\n```\n")
      #expect(
        report == ["p.md:4: \(path): a link on the way leads out of the page's folder, or nowhere"])
      #expect(!bench.scratch.exists("made.txt"))
    }
  }

  @Test func queriesReadStores() async throws {
    let bench = try NotebookBench()
    let database = try Database(path: bench.scratch.path("project/a.sqlite"), access: .writing)
    try database.execute("CREATE TABLE t (a INTEGER, b TEXT)")
    try database.execute("INSERT INTO t VALUES (1, 'x,\"y'), (2, NULL)")
    database.close()
    var copying = bench
    copying.runner = NotebookRunner(
      project: NotebookProject(URL(fileURLWithPath: bench.scratch.path("project"))),
      environment: bench.runner.environment, program: nil, request: bench.runner.request)
    func page(_ sql: String, _ csv: String) -> String {
      "```sql store=a.sqlite\n\(sql)\n```\n\n```csv\n\(csv)\n```\n"
    }
    #expect(
      try await copying.report(
        page(
          "select a, b from t; -- all\nselect count(*) as n, 1 as n from t",
          "a,b\n...\n2,\nn,n\n2,1"))
        == [])
    let wrong = [
      ("select a from t", "p.md:7: not what came of sql a.sqlite"),
      ("select c from t", "no such column: c"), ("insert into t values (3, '')", "read-only"),
      ("pragma query_only = 0; delete from t", "read-only"),
    ]
    for (sql, part) in wrong {
      let report = try await copying.report(page(sql, "a\n0"))
      #expect(report.first?.contains(part) == true, "\(report)")
      #expect(!report.joined().contains("makerlab-notebook"), "\(report)")
    }
    copying.runner.limits.quick = 0.2
    let endless =
      "with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n"
    #expect(
      try await copying.report(page(endless, ""))
        == ["p.md:1: took longer than 0.2 s and was stopped"])
    copying.runner.limits.bytes = 1000
    let long = endless.replacing("count(*)", with: "i")
    #expect(
      try await copying.report(page(long, "")).first?.contains("more than 1000 bytes") == true)
  }

  @Test func toolsAnswerInTheirSchema() async throws {
    let bench = try NotebookBench()
    func page(_ arguments: String, _ answer: String, tool: String = "maker_validate") -> String {
      "```json tool=\(tool)\n\(arguments)\n```\n\n```json\n\(answer)\n```\n"
    }
    let arguments = #"{"reply": "391"}"#
    let first = try await bench.run(page(arguments, "..."))
    #expect(first.agrees, "\(NotebookReport.differences(first))")
    let printed = try #require(first.runs.first?.outputs.first?.printed)
    #expect(try await bench.report(page(arguments, printed.joined(separator: "\n"))) == [])
    let wrong = try await bench.report(page(arguments, #"{"a": 1}"#))
    #expect(wrong.first == "p.md:6: not what came of maker_validate")
    #expect(wrong.contains("    a: 1 on the page, not given"))
    #expect(
      try await bench.report(page("{}", "{}")).first?.contains("arguments of maker_validate")
        == true)
    #expect(
      try await bench.report(page("{}", "{}", tool: "other")).first?
        .contains("no tool 'other'; there are maker_vote") == true)
  }

  /// Promotion changes what differs; elisions that agree, the order and the layout stay.
  @Test func promotedAnswersKeepWhatAgrees() async throws {
    let bench = try NotebookBench()
    let text = """
      - a list

        ```json tool=maker_validate
        {"reply": "391"}
        ```

        ```json
        {"candidate": "[..]", "valid": "no",
         "reasons": []}
        ```

      """
    let run = try await bench.run(text)
    let edited = try run.page.applying(run.runs.flatMap(\.edits))
    #expect(edited.text.contains("\"candidate\": \"[..]\""), "\(edited.text)")
    #expect(!edited.text.contains("\"no\""))
    #expect(try await bench.report(edited.text) == [], "\(edited.text)")
  }

  /// The variables by which hooks of git name their repository say nothing about a page's project.
  @Test func anotherRepositoryCountsForNothing() throws {
    let scratch = try ScratchFolder()
    for name in ["project", "other"] {
      try scratch.write("", to: name + "/kept.txt")
      try scratch.write("", to: name + "/left-out.txt")
      let git = Process()
      git.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      git.arguments = ["git", "init", "-q", scratch.path(name)]
      try git.run()
      git.waitUntilExit()
      try #require(git.terminationStatus == 0)
    }
    try scratch.write("left-out.txt\n", to: "project/.git/info/exclude")
    var environment = ProcessInfo.processInfo.environment
    environment["GIT_DIR"] = scratch.path("other/.git")
    environment["GIT_WORK_TREE"] = scratch.path("other")
    environment["GIT_INDEX_FILE"] = scratch.path("nowhere")
    let project = NotebookProject(
      URL(fileURLWithPath: scratch.path("project")), environment: environment)
    #expect(project.files == ["kept.txt"])
  }

  @Test func interruptsStopAPageAndTakeItsFolderAway() async throws {
    let bench = try NotebookBench()
    let page = try NotebookPage(
      path: "p.md", text: console("$ touch '\(bench.scratch.path("started"))'; sleep 1000"))
    let (runner, scratch) = (bench.runner, bench.scratch)
    Thread.detachNewThread {
      while !scratch.exists("started") { usleep(1000) }
      runner.request.stop()
    }
    await #expect(throws: NotebookInterrupted.self) { try await runner.run(page) }
    await #expect(throws: NotebookInterrupted.self) { try await runner.run(page) }
  }
}
