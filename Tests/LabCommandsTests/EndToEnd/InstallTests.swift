import Foundation
import Testing

/// What `make install` puts where, and that it works away from the sources.
@Suite(.timeLimit(.minutes(10))) struct InstallTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  private static let files: Set = [
    "bin/makerlab", "share/bash-completion/completions/makerlab",
    "share/zsh/site-functions/_makerlab", "share/fish/vendor_completions.d/makerlab.fish",
  ]

  /// Files below the place.
  private func files(_ folder: ScratchFolder) -> Set<String> {
    Set(
      (FileManager.default.subpaths(atPath: folder.path("root/usr/a lab")) ?? [])
        .filter { $0.contains("akerlab") })
  }

  private func make(_ target: String, _ folder: ScratchFolder) async throws {
    let line =
      "env -u MAKEFLAGS -u MAKELEVEL make -s -C \"$2\" \(target) MAKERLAB=\"$1\" DESTDIR=\"$3\" "
      + "PREFIX='/usr/a lab'"
    let ending = try await MakerlabProcess.run([Self.root, folder.path("root")], shell: line)
    try #require(ending.code == 0, "\(ending.noteLines)")
  }

  @Test func whatIsInstalledWorksAnywhereAndGoesAgain() async throws {
    let folder = try ScratchFolder()
    try await make("install", folder)
    #expect(files(folder) == Self.files)
    let bin = folder.path("root/usr/a lab/bin/makerlab")
    #expect(FileManager.default.isExecutableFile(atPath: bin))
    for (shell, file) in zip(
      ["bash", "fish", "zsh"],
      Self.files.filter { $0.hasPrefix("share") }.sorted())
    {
      let script = await makerlab("completions", shell)
      let installed = try folder.text("root/usr/a lab/\(file)")
      #expect(installed == script.output + "\n", "\(file)")
    }

    // Away from the sources: prices, policies, budgets and figures travel with the program.
    try folder.experiment(Definitions.tiny(), in: "work/Experiments/suite/trial")
    let lines = [
      "explain --p .9 --steps 1e6", "prices", "allocate", "budget --json-budget",
      "workflow --format csv", "run suite/trial --no-figures", "check suite/trial", "status",
    ]
    for words in lines {
      let ending = try await MakerlabProcess.run(
        [bin, folder.path("work")], shell: "cd \"$3\" && \"$2\" \(words)")
      #expect(ending.code == 0, "\(words): \(ending.noteLines)")
      #expect(!ending.outputText.contains(Self.root), "\(words)")
    }
    #expect(folder.exists("work/Results/suite/trial.csv"))

    try await make("uninstall", folder)
    #expect(files(folder) == [])
  }
}
