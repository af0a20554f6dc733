package import MAKERCore
package import NoisyChannels
package import RandomStreams
package import Tasks

extension CollisionSampler {
  /// Makes the sampler of a run on the Towers of Hanoi.
  ///
  /// - Parameters:
  ///   - disks: Disks; count, 1 to 30.
  ///   - law: Decides lengths and faults.
  ///   - root: Key of the streams, the same for every cutoff and reading that judge the same replies.
  ///   - redFlags: The reading, and the cutoff as token limit.
  ///   - rule: When a race is decided.
  ///   - cap: Most votes of a race; at least 2, nil for none.
  ///   - drawLimit: Most draws of a race; at least 2.
  package init(
    disks: Int, law: LongReplyLaw, root: StreamKey, redFlags: RedFlagPolicy,
    rule: RaceRule = RaceRule(margin: 2), cap: Int? = 2, drawLimit: Int = 30
  ) where Checker == HanoiChecker, Answering == LongReplyChannel<HanoiRenderer> {
    let task = TowersOfHanoi(disks: disks)
    self.init(
      task: task, checker: HanoiChecker(task),
      channel: LongReplyChannel(law: law, renderer: HanoiRenderer(task), root: root),
      redFlags: redFlags, rule: rule, cap: cap, drawLimit: drawLimit)
  }
}
