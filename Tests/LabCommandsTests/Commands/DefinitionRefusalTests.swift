import Foundation
import LabCommands
import Testing

/// Broken experiment.json files: one line that names the file and the key path.
@Suite struct DefinitionRefusalTests {
  /// A change to a sound definition, and what the line must say.
  @Test(arguments: [
    ("\"unit\"", "\"unite\"", "unite"),
    ("\"p\": [0.6]", "\"p\": [0.6], \"q\": [1]", "factors.q"),
    ("\"p\": [0.6]", "\"p\": [0.6, 1.5]", "factors.p[1]"),
    ("\"p\": [0.6]", "\"p\": [0]", "factors.p[0]"),
    ("\"p\": [0.6]", "\"p\": []", "factors.p"),
    ("\"p\": [0.6]", "\"p\": [0.6, 0.6]", "factors.p"),
    ("\"p\": [0.6]", "\"p\": 0.6", "factors.p"),
    ("\"p\": [0.6]", "\"p\": [\"x\"]", "factors.p[0]"),
    ("\"p\": [0.6]", "\"p\": [1e999]", "factors.p[0]"),
    ("\"p\": [0.6]", "\"p\": [0.6], \"shares\": [[0.6, 0.4]]", "give one of p, shares and model"),
    ("\"p\": [0.6]", "\"shares\": [[0.6, 0.3]]", "factors.shares"),
    ("\"p\": [0.6]", "\"v\": [1]", "factors"),
    ("\"k\": [2]", "\"k\": [0]", "factors.k"),
    ("\"k\": [2]", "\"k\": [2.5]", "factors.k"),
    ("\"k\": [2]", "\"k\": [\"k_max\"]", "factors.k"),
    ("\"k\": [2]", "\"k\": [\"k_min\"]", "factors.target"),
    ("\"k\": [2]", "\"k\": [2], \"disks\": [61]", "factors.disks[0]"),
    ("\"k\": [2]", "\"k\": [2], \"disks\": [3], \"steps\": [7]", "factors.steps"),
    ("\"k\": [2]", "\"k\": [2], \"target\": [1]", "factors.target[0]"),
    ("\"k\": [2]", "\"k\": [2], \"cap\": [0]", "factors.cap[0]"),
    ("\"trials\": 100", "\"trials\": 0", "stop.trials"),
    ("\"trials\": 100", "\"trials\": 1e30", "stop.trials"),
    ("\"trials\": 100", "\"errors\": 5", "stop.errors"),
    ("\"trials\": 100", "\"trials\": 100, \"errors\": 1", "stop.errors"),
    ("\"trials\": 100", "\"trials\": 100, \"errors\": 9, \"seconds\": 1", "stop"),
    ("\"trials\": 100", "\"trials\": 4000000000000000000", "stop"),
    ("\"seed\": 1", "\"seed\": -1", "seed"),
    ("\"seed\": 1", "\"seed\": 1.5", "seed"),
    ("\"unit\": \"race\"", "\"unit\": \"lap\"", "'lap' is not race or task"),
    ("\"unit\": \"race\"", "\"unit\": \"race\", \"fidelity\": [\"vote\", \"aggregate\"]", "unit"),
    ("\"unit\": \"race\"", "\"fidelity\": [\"aggregate\"]", "claims[0].kind"),
    ("\"unit\": \"race\"", "\"unit\": \"race\", \"fidelity\": [\"guess\"]", "vote, aggregate"),
    ("\"title\": \"t\",", "", "title"),
    ("\"kind\": \"matches_exact\"", "\"kind\": \"looks_nice\"", "claims[0].kind"),
    ("\"kind\": \"matches_exact\"", "\"kind\": \"logarithm_fits\"", "claims[0].tolerance"),
    ("\"name\": \"c\"", "\"name\": \"A claim\"", "claims[0].name"),
    (
      "\"kind\": \"matches_exact\"", "\"kind\": \"matches_exact\", \"false_alarm\": 0",
      "false_alarm"
    ),
    ("\"stop\": {", "\"stop\": ", "line 5"),
    ("}]", "}", "JSON"),
  ])
  func isRefusedInOneLine(old: String, new: String, named: String) async throws {
    let sound = """
      {
        "title": "t",
        "seed": 1, "unit": "race",
        "factors": {"p": [0.6], "k": [2]},
        "stop": {"trials": 100},
        "claims": [{"name": "c", "statement": "s", "kind": "matches_exact"}]
      }
      """
    try #require(sound.contains(old))
    let folder = try ScratchFolder()
    let experiment = try folder.experiment(sound.replacing(old, with: new))
    let out = folder.path("out")
    for command in [
      ["run", experiment], ["check", experiment], ["replay", experiment, "a", "0"],
    ] {
      let isWriting = command[0] != "replay"
      let run = await makerlab(command + (isWriting ? ["--out", out] : []))
      #expect(run.isRefusal, "\(run)")
      #expect(run.notes.first?.contains(experiment + "/experiment.json") == true, "\(run.notes)")
      #expect(run.notes.first?.contains(named) == true, "\(run.notes)")
    }
    #expect(!folder.exists("out"))
    let run = await makerlab("run", try folder.experiment(sound, in: "s/e"), "--out", out)
    #expect(run.code == .done, "the definition that was changed is sound itself")
  }

  @Test func whatIsNoTextIsRefused() async throws {
    let folder = try ScratchFolder()
    for bytes in [Data(), Data([0xff, 0xfe, 0x00]), Data(count: 4096), Data("[]".utf8)] {
      let experiment = try folder.experiment("")
      try bytes.write(to: URL(filePath: experiment + "/experiment.json"))
      let run = await makerlab("run", experiment, "--out", folder.path("out"))
      #expect(run.isRefusal, "\(run)")
      #expect(run.notes.first?.contains("experiment.json") == true)
    }
  }
}
