import ExperimentDesign
import RandomStreams
import Testing

@Suite struct LostTrialsTests {
  @Test("up to the limit every trial is kept, as text and back")
  func few() {
    var lost = LostTrials()
    #expect(lost.isEmpty && lost.text == "" && LostTrials("") == lost)
    for index in [40, 3, 17] { lost.add(index, isUndecided: index == 17) }
    #expect(lost.trials.map(\.index) == [3, 17, 40])
    #expect(lost.text == "3w,17u,40w")
    #expect(LostTrials(lost.text) == lost)
  }

  @Test("what is kept depends on neither order nor ranges")
  func anyOrder() {
    var words = WordStream(StreamKey(seed: 5))
    for round in 0..<20 {
      let trials = (0..<200).filter { _ in words.uniform() < 0.4 }
      var whole = LostTrials()
      for trial in trials { whole.add(trial, isUndecided: trial % 3 == 0) }
      let cut = Int(words.uniform() * 200)
      var first = LostTrials()
      var second = LostTrials()
      for trial in trials.reversed() {
        if trial < cut {
          first.add(trial, isUndecided: trial % 3 == 0)
        } else {
          second.add(trial, isUndecided: trial % 3 == 0)
        }
      }
      second += first
      #expect(second == whole, "round \(round), cut \(cut)")
      #expect(whole.trials.count == min(trials.count, LostTrials.limit))
      #expect(LostTrials(whole.text) == whole)
    }
  }

  @Test(
    "text that no list writes is refused",
    arguments: ["3", "w", "3x", "3w,", ",3w", "-1w", "17u,3w", "3w,3w", "03w"])
  func badText(text: String) {
    #expect(LostTrials(text) == nil)
  }
}
