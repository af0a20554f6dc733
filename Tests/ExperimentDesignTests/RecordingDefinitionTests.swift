import ExperimentDesign
import Testing

@Suite struct RecordingDefinitionTests {
  private let definition = RecordingDefinition(
    channel: "openai:gpt-4.1-mini,base-url=http://127.0.0.1:8080/v1?a=b", task: "hanoi-2",
    start: "[[2, 1], [], []]", seed: 1)

  @Test func textComesBack() {
    #expect(RecordingDefinition(definition.text) == definition)
    #expect(
      definition.text
        == """
        channel=openai:gpt-4.1-mini,base-url=http://127.0.0.1:8080/v1?a=b
        seed=1
        start=[[2, 1], [], []]
        task=hanoi-2
        """)
    var further = definition
    further.further = ["token_limit=40"]
    #expect(RecordingDefinition(further.text) == further && further.id != definition.id)
    #expect(definition.id == StrongID(of: definition.text))
  }

  @Test func everyPartIsPartOfTheID() {
    var others = Array(repeating: definition, count: 4)
    others[0].channel += "x"
    others[1].task = "hanoi-3"
    others[2].start = "[[], [2, 1], []]"
    others[3].seed = 2
    #expect(Set(others.map(\.id) + [definition.id]).count == 5)
  }

  @Test(
    arguments: [
      "", "channel=a", "channel=a\nseed=1\nstart=s\ntask=t\n",
      "channel=a\nseed=1\nstart=s\ntask=t\nk",
      "seed=1\nchannel=a\nstart=s\ntask=t",
      "channel=a\nseed=one\nstart=s\ntask=t",
      "channel=a\nseed=+1\nstart=s\ntask=t",
      "channel=a\nseed=1\nstart=s\ntask",
    ])
  func otherTextIsRefused(text: String) { #expect(RecordingDefinition(text) == nil) }
}
