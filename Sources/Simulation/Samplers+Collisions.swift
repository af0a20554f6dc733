package import MAKERCore
package import NoisyChannels
package import RandomStreams
import Tasks

extension Samplers {
  /// Makes the sampler that counts collisions on the Towers of Hanoi, of a model whose errors grow
  /// with the length of its replies.
  ///
  /// - Parameters:
  ///   - disks: Disks; count, 1 to 30.
  ///   - law: Decides lengths and faults.
  ///   - root: Key of the streams, the same for every cutoff and reading that judge the same replies.
  ///   - redFlags: The reading, and the cutoff as token limit.
  ///   - rule: When a race is decided.
  ///   - cap: Most votes of a race; at least 2, nil for none.
  ///   - drawLimit: Most draws of a race; at least 2.
  /// - Returns: The sampler; what is left out stops each race at its second vote.
  package static func collisions(
    disks: Int, law: LongReplyLaw, root: StreamKey, redFlags: RedFlagPolicy,
    rule: RaceRule = RaceRule(margin: 2), cap: Int? = 2, drawLimit: Int = 30
  ) -> any TrialSampler {
    let task = TowersOfHanoi(disks: disks)
    return CollisionSampler(
      task: task, checker: HanoiChecker(task),
      channel: LongReplyChannel(law: law, renderer: HanoiRenderer(task), root: root),
      redFlags: redFlags, rule: rule, cap: cap, drawLimit: drawLimit)
  }
}
