import Storage
import Testing

@Suite struct LabStoreExperimentsTests {
  func experiment(_ suite: String, _ name: String, _ seed: Int, _ text: String = "{}")
    -> StoredExperiment
  {
    StoredExperiment(suite: suite, name: name, seed: seed, definition: text)
  }

  @Test("experiments come in one order, and the last definition counts")
  func order() throws {
    let folder = try TemporaryFolder()
    let store = try LabStore(path: folder.path("lab.sqlite"))
    #expect(try store.experiments().isEmpty)
    for saved in [
      experiment("b", "x", 1), experiment("a", "y", 10), experiment("a", "y", 9),
      experiment("a", "Z", 1), experiment("b", "x", 1), experiment("a", "y", 9, #"{"k":2}"#),
    ] {
      try store.save(experiment: saved)
    }
    #expect(
      try store.experiments() == [
        experiment("a", "Z", 1), experiment("a", "y", 9, #"{"k":2}"#), experiment("a", "y", 10),
        experiment("b", "x", 1),
      ])
  }
}
