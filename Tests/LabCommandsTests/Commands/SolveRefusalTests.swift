import ExperimentDesign
import Foundation
import LabCommands
import Storage
import Testing

@Suite struct SolveRefusalTests {
  /// What is wrong, and what the one line must name.
  @Test(arguments: [
    ("--disks 3 --channel simulated:p=.9", "--task"),
    ("--task hanoy --disks 3 --channel simulated:p=.9", "hanoi"),
    ("--task hanoi --channel simulated:p=.9", "--disks"),
    ("--task hanoi --disks 31 --channel simulated:p=.9", "30"),
    ("--task hanoi --disks 0 --channel simulated:p=.9", "--disks"),
    ("--task hanoi --disks 3", "--channel"),
    ("--task hanoi --disks 3 --channel nowhere.json", "nowhere.json"),
    ("--task hanoi --disks 3 --channel simulated:", "simulated"),
    ("--task hanoi --disks 3 --channel simulated:v=.9", "p"),
    ("--task hanoi --disks 3 --channel simulated:p=1.1", "p must be"),
    ("--task hanoi --disks 3 --channel simulated:p=0.9,q=1", "'q'"),
    ("--task hanoi --disks 3 --channel simulated:p=0.9,p=0.8", "twice"),
    ("--task hanoi --disks 3 --channel simulated:p=0.9,v=0", "v must be"),
    ("--task hanoi --disks 3 --channel simulated:p=0.9,latency=fast", "latency"),
    ("--task hanoi --disks 3 --channel simulated:p=0.9,latency=-1ms", "latency"),
    ("--task hanoi --disks 3 --channel simulated:p=0.9,clock=cuckoo", "real"),
    ("--task hanoi --disks 3 --channel simulated:shares=.5;.4", "sum to 1"),
    ("--task hanoi --disks 3 --channel simulated:shares=.6;.4", "--k"),
    ("--task hanoi --disks 3 --channel simulated:p=0.5", "0.5"),
    ("--task hanoi --disks 3 --channel simulated:p=0.9 --k 0", "--k"),
    ("--task hanoi --disks 3 --channel simulated:p=0.9 --k many", "--k"),
    ("--task hanoi --disks 3 --channel simulated:p=0.9 --target 1", "--target"),
    ("--task hanoi --disks 3 --channel simulated:p=0.9 --cap 0", "--cap"),
    ("--task hanoi --disks 3 --channel simulated:p=0.9 --temperature hot", "--temperature"),
    ("--task hanoi --disks 3 --channel simulated:p=0.9 --token-limit 0", "--token-limit"),
    ("--task hanoi --disks 3 --channel simulated:p=0.9 --reading twice", "repairing"),
    ("--task hanoi --disks 3 --channel simulated:p=0.9 --escalate simulated:p=1", "--cap"),
    ("--task hanoi --disks 3 --channel simulated:p=0.9 --out ", "empty"),
    ("--task hanoi --disks 3 --channel simulated:p=0.9 --k 5 --cap 3", "--cap"),
    ("--task hanoi --disks 3 --channel simulated:p=0.9 --k 5 --draw-limit 4", "--draw-limit"),
    ("--task hanoi --disks 3 --channel simulated:p=0.500001", "1000000"),
    ("--task hanoi --disks 3 --channel simulated:p=0.9,tokens=900", "--token-limit"),
    ("--task hanoi --disks 3 --channel simulated:p=0.9 --token-limit 600", "--token-limit"),
    ("--task hanoi --disks 3 --channel simulated:p=0.9,latency=0x10ms", "latency"),
    ("--task hanoi --disks 3 --channel simulated:p=0.9,price-in=1", "price-out"),
    (
      "--task hanoi --disks 3 --k 2 --cap 3 --channel simulated:p=0.9 --escalate "
        + "simulated:p=1,clock=real", "clock"
    ),
    ("--task hanoi --disks 3 --channel simulated:p=0.9 --timeout 0s", "--timeout"),
    ("--task hanoi --disks 3 --channel simulated:p=0.9 --timeout soon", "--timeout"),
    ("--task hanoi --disks 3 --channel simulated:p=0.9 --attempts 0", "--attempts"),
    ("--task hanoi --disks 3 --channel simulated:p=0.9 --log x --metrics ./x", "--metrics"),
    ("--task hanoi --disks 3 --channel simulated:p=0.9 --metrics /dev/null", "/dev/null"),
    ("--task hanoi --disks 3 --channel simulated:p=0.9 --metrics /tmp", "/tmp"),
    ("--task hanoi --disks 3 --channel simulated:p=0.9 --log /tmp", "/tmp"),
    ("--task hanoi --disks 3 --channel simulated:p=0.9 --metrics /nowhere/m", "/nowhere"),
    ("--task hanoi --disks 3 --steps 9 --channel simulated:p=0.9", "chain"),
    ("--task chain --disks 3 --channel simulated:p=0.9", "hanoi"),
    ("--task chain --channel simulated:p=0.9", "--steps"),
    ("--task chain --steps 0 --channel simulated:p=0.9", "--steps"),
    ("--task chain --steps 9 --answers 27 --channel simulated:p=0.9", "--answers"),
    ("--task multiplication --channel simulated:p=0.9", "--factors"),
    ("--task multiplication --factors 12 --channel simulated:p=0.9", "--factors"),
    ("--task multiplication --factors 12x-3 --channel simulated:p=0.9", "-3"),
    ("--task multiplication --factors 12x3 --digits 2 --channel simulated:p=0.9", "--digits"),
    ("--task multiplication --digits 101 --channel simulated:p=0.9", "--digits"),
    ("--task sorting --channel simulated:p=0.9", "--numbers"),
    ("--task sorting --numbers 1,b --channel simulated:p=0.9", "--numbers"),
    ("--task sorting --length 1001 --channel simulated:p=0.9", "--length"),
    ("--task hanoi --disks 3 --channel simulated:p=0.9 --log-level info", "--log"),
    ("--task hanoi --disks 3 --channel simulated:p=0.9 --log x --log-level loud", "debug"),
    ("--task hanoi --disks 3 --channel simulated:p=0.9 --log /nowhere/log", "/nowhere/log"),
  ])
  func badInputIsRefusedInOneLine(words: String, named: String) async throws {
    let out = try ScratchFolder()
    var all = words.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    if !all.contains("--out") { all += ["--out", out.path("out")] }
    let run = await makerlab(["solve"] + all)
    #expect(run.isRefusal, "\(run)")
    #expect(run.notes.first?.contains(named) == true, "\(run.notes)")
    #expect(!out.exists("out"), "nothing was made")
  }

  @Test(arguments: ["[1]", "{\"p\": {}}", "not json", "{\"p\": \"\\u0000\"}"])
  func badProfilesAreRefusedInOneLine(text: String) async throws {
    let out = try ScratchFolder()
    let profile = try out.write(text, to: "profile.json")
    let run = await makerlab(
      "solve", "--task", "hanoi", "--disks", "3", "--channel", profile, "--out", out.path("out"))
    #expect(run.isRefusal, "\(run)")
    #expect(run.notes.first?.contains(profile) == true)
  }

  /// A journal that holds the state of another size or task is refused, and left as it is.
  @Test(arguments: ["[[4, 3, 2, 1], [], []]", "[[3, 2], [1]]", "state", "[[3, 3, 1], [], []]"])
  func aJournalOfAnotherTaskIsRefused(state: String) async throws {
    let out = try ScratchFolder()
    let words = [
      "solve", "--task", "hanoi", "--disks", "3", "--channel", "simulated:p=0.9", "--k", "2",
      "--out", out.path, "--format", "json",
    ]
    guard case .text(let text) = try await makerlab(words).object()["id"],
      let id = StrongID(hexadecimal: text)
    else {
      Issue.record("no id")
      return
    }
    let store = try LabStore(path: out.path("lab.sqlite"))
    let last = try #require(try store.lastGroup(of: id))
    #expect(
      try store.record(
        SolveGroup(
          range: 7..<8, steps: "", previous: last.previous, state: state, progress: last.progress),
        of: id))
    store.close()
    let run = await makerlab(words)
    #expect(run.isRefusal, "\(run)")
    #expect(run.notes.first?.contains("does not fit hanoi-3") == true, "\(run.notes)")
  }

  /// A store is no place for a log or for metrics.
  @Test(arguments: ["--log", "--metrics"]) func aStoreIsNotWrittenOver(option: String) async throws
  {
    let out = try ScratchFolder()
    let words = [
      "solve", "--task", "hanoi", "--disks", "3", "--channel", "simulated:p=0.9", "--out", out.path,
    ]
    #expect(await makerlab(words).code == .done)
    let before = try out.read("lab.sqlite")
    for name in ["lab.sqlite", "lab.sqlite-wal", "hanoi-3-0.json"] {
      let run = await makerlab(words + [option, out.path(name)])
      #expect(run.isRefusal && run.notes.first?.contains(name) == true, "\(run)")
    }
    let copy = out.path("copy")
    try FileManager.default.copyItem(atPath: out.path("lab.sqlite"), toPath: copy)
    #expect(await makerlab(words + [option, copy]).isRefusal)
    #expect(try out.read("lab.sqlite") == before)
  }
}
