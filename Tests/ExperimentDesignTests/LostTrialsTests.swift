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

  @Test("a trial is kept by its end, and only where it was lost")
  func ends() {
    var tally = Tally()
    tally.endTrial(4, wrong: 0, isUndecided: false)
    tally.endTrial(5, wrong: 2, isUndecided: false)
    tally.endTrial(6, wrong: 1, isUndecided: true)
    tally.endTrial(7, wrong: 0, isUndecided: true)
    #expect(tally.lost.text == "5w,6u,7u")
    #expect(tally.trials == 4 && tally.trialsWrong == 1 && tally.trialsUndecided == 2)
  }

  @Test("only lost trials that nobody kept may be missing")
  func agreement() {
    var tally = Tally()
    tally.endTrial(5, wrong: 1, isUndecided: false)
    var older = tally
    older.lost = LostTrials()
    #expect(tally.agrees(with: tally))
    #expect(tally.agrees(with: older) && older.agrees(with: tally))
    var other = older
    other.lost.add(6, isUndecided: false)
    #expect(!tally.agrees(with: other))
    older.votes += 1
    #expect(!tally.agrees(with: older) && !older.agrees(with: tally))
  }

  @Test(
    "text that no list writes is refused",
    arguments: ["3", "w", "3x", "3w,", ",3w", "-1w", "17u,3w", "3w,3w", "03w"])
  func badText(text: String) {
    #expect(LostTrials(text) == nil)
  }
}
