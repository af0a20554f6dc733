import Notebooks
import Testing

@Suite struct NotebookPathTests {
  @Test func pathsLeadDownwards() {
    for path in ["a", "a/b.md", ".mcp.json", "a b", "é/x"] {
      #expect(NotebookPath(path) != nil, "\(path)")
    }
    for path in ["", "/a", "a/", "a//b", "../a", "a/../b", ".", "./a", "~/a", "~", "a\nb"] {
      #expect(NotebookPath(path) == nil, "\(path)")
    }
  }
}
