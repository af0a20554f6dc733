import ExperimentDesign
import Testing

@Suite struct RecordingDefinitionTests {
  private let definition = RecordingDefinition(
    channel: "openai:gpt-4.1-mini,base-url=http://127.0.0.1:8080/v1?a=b", task: "hanoi-2",
    start: "[[2, 1], [], []]", steps: 3, seed: 1)

  @Test func textComesBack() {
    #expect(RecordingDefinition(definition.text) == definition)
    #expect(
      definition.text
        == """
        channel=openai:gpt-4.1-mini,base-url=http://127.0.0.1:8080/v1?a=b
        seed=1
        start=[[2, 1], [], []]
        steps=3
        task=hanoi-2
        """)
    #expect(definition.id == StrongID(of: definition.text))
  }

  @Test func everyPartIsPartOfTheID() {
    var others = Array(repeating: definition, count: 5)
    others[0].channel += "x"
    others[1].task = "hanoi-3"
    others[2].start = "[[], [2, 1], []]"
    others[3].steps = 4
    others[4].seed = 2
    #expect(Set(others.map(\.id) + [definition.id]).count == 6)
  }

  @Test(
    arguments: [
      "", "channel=a", "channel=a\nseed=1\nstart=s\nsteps=3\ntask=t\n",
      "channel=a\nseed=1\nstart=s\nsteps=3\ntask=t\nk=3",
      "seed=1\nchannel=a\nstart=s\nsteps=3\ntask=t",
      "channel=a\nseed=one\nstart=s\nsteps=3\ntask=t",
      "channel=a\nseed=1\nstart=s\nsteps=+3\ntask=t",
      "channel=a\nseed=1\nstart=s\nsteps=3\ntask",
    ])
  func otherTextIsRefused(text: String) { #expect(RecordingDefinition(text) == nil) }
}
