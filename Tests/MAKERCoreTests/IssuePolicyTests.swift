import MAKERCore
import Testing

@Suite struct IssuePolicyTests {
  @Test(
    "a policy is written and read back",
    arguments: [
      (IssuePolicy.needed, "needed"), (.batches(1), "batch-1"), (.batches(1000), "batch-1000"),
    ])
  func text(policy: IssuePolicy, text: String) {
    #expect(policy.description == text)
    #expect(IssuePolicy(text) == policy)
  }

  @Test(
    "other words are refused",
    arguments: ["", "batch", "batch-0", "batch-1001", "batch-01", "batch--1", "Needed"])
  func bad(text: String) {
    #expect(IssuePolicy(text) == nil)
  }
}
