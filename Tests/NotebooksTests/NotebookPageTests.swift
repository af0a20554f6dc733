import Notebooks
import Testing

@Suite struct NotebookPageTests {
  private static let page = """
    # A page

    ```console slow seed=7 exit=3
    $ makerlab explain \\
      --p .9
    one

    ...
    $ false
    ```

    - in a list

      ```sh
      true
      ```

    > ~~~sql store=Results/lab.sqlite
    > select 1
    > ~~~
    >
    > prose between both
    >
    > ```csv
    > 1
    > 1
    > ```

    ```json tool=maker_explain slow
    {"p": 0.9}
    ```
    ```json
    {"k": 2}
    ```
    ```swift file=Sources/A.swift append
    let a = 1
    ```
    ```text file=a.txt
    ```
    ```text
    prose
    ```

    """

  @Test func cellsAreReadInOrder() throws {
    let page = try NotebookPage(path: "p.md", text: Self.page)
    #expect(page.cells.map(\.line) == [3, 14, 18, 29, 35, 38])
    #expect(page.cells.map(\.isSlow) == [true, false, false, true, false, false])
    #expect(page.cells.map(\.seed) == [7, nil, nil, nil, nil, nil])
    let store = try #require(NotebookPath("Results/lab.sqlite"))
    let (source, text) = (NotebookPath("Sources/A.swift"), NotebookPath("a.txt"))
    #expect(
      page.cells.map(\.work) == [
        .console(
          [
            ConsoleCommand(
              source: PageLines(first: 4, texts: ["makerlab explain \\", "  --p .9"]),
              output: PageLines(first: 6, texts: ["one", "", "..."])),
            ConsoleCommand(
              source: PageLines(first: 9, texts: ["false"]), output: PageLines(first: 10, texts: [])
            ),
          ], exit: 3),
        .shell(PageLines(first: 15, texts: ["true"])),
        .query(
          store: store, sql: "select 1\n", result: PageLines(first: 25, texts: ["1", "1"])),
        .tool(
          name: "maker_explain", arguments: "{\"p\": 0.9}\n",
          answer: PageLines(first: 33, texts: ["{\"k\": 2}"])),
        .file(try #require(source), text: "let a = 1\n", appends: true),
        .file(try #require(text), text: "", appends: false),
      ])
  }

  /// Blocks that are errors, the line in them, and a part of what is said.
  static let wrong: [(block: String, line: Int, problem: String)] = [
    ("```\nx\n```", 1, "without a language"),
    ("```slow\nx\n```", 1, "the first word behind a fence is the language"),
    ("```file=a\nx\n```", 1, "the first word behind a fence is the language"),
    ("```bash\nls\n```", 1, "a 'bash' block is neither run nor prose"),
    ("```console quick\n$ ls\n```", 1, "unknown label 'quick'"),
    ("```console slow=1\n$ ls\n```", 1, "unknown label 'slow=1'"),
    ("```console seed\n$ ls\n```", 1, "unknown label 'seed'"),
    ("```console slow slow\n$ ls\n```", 1, "'slow' is given twice"),
    ("```console exit=256\n$ ls\n```", 1, "exit= must be a whole number, 0 to 255, not '256'"),
    ("```console exit=01\n$ ls\n```", 1, "not '01'"),
    ("```console seed=-1\n$ ls\n```", 1, "seed= must be a whole number, 0 to 2^63 - 1"),
    ("```console store=a\n$ ls\n```", 1, "takes no label 'store'; it takes exit, seed, slow"),
    ("```console\nls\n```", 1, "begins with '$ '"),
    ("```console\n```", 1, "begins with '$ '"),
    ("```console\n$ ls\nx\n$  \n```", 1, "line 4: '$ ' without a command"),
    ("```console\n$ ls", 1, "without an end"),
    ("> ```console\n> $ ls\n\ntext", 1, "without an end"),
    ("```sh\n \n```", 1, "without a command"),
    ("```sh exit=1\nfalse\n```", 1, "takes no label 'exit'"),
    ("```sql\nselect 1\n```\n```csv\n```", 1, "needs store=PATH"),
    ("```sql store=/a\nselect 1\n```", 1, "store= must be a path below the page's folder"),
    ("```sql store=a\n\n```", 1, "without a statement"),
    ("```sql store=a\nselect 1\n```", 1, "must be the answer, a csv block"),
    ("```sql store=a\nselect 1\n```\n```text\n```", 1, "must be the answer"),
    ("```sql store=a\nselect 1\n```\n```csv slow\n```", 1, "must be the answer"),
    ("```csv\na\n```", 1, "a csv block needs file=PATH, or to follow the sql block"),
    ("```json\n{}\n```", 1, "a json block needs file=PATH, or to follow the json tool=NAME"),
    ("```json tool=a\n{\n```\n", 1, "the arguments of a tool are a JSON object"),
    ("```json tool=a\n[]\n```\n", 1, "the arguments of a tool are a JSON object"),
    ("```json tool=a\n{}\n```\n", 1, "must be the answer, a json block"),
    ("```json tool=a\n{}\n```\n```json\n{\n```", 4, "JSON, or lines with elisions"),
    ("```text slow\n```", 1, "takes no label 'slow'; it takes none"),
    ("```text file=../a\n```", 1, "file= must be a path below the page's folder"),
    ("```text file=a seed=1\n```", 1, "takes no label 'seed'"),
    ("```text file=\n```", 1, "file= must be"),
  ]

  @Test(arguments: wrong)
  func errorsNameTheirLine(block: String, line: Int, problem: String) throws {
    for head in ["", "text\n\n", "```console\n$ true\n```\n\n"] {
      let error = try #require(throws: NotebookErrors.self) {
        try NotebookPage(path: "p.md", text: head + block + "\n")
      }
      let first = try #require(error.all.first)
      let offset = head.count { $0 == "\n" }
      #expect(first.line == line + offset && first.page == "p.md", "\(head + block): \(error)")
      // The line within a message counts from the page, too.
      #expect(offset > 0 || first.problem.contains(problem), "\(error)")
      #expect(first.description.hasPrefix("p.md:\(line + offset): "))
    }
  }

  @Test func allErrorsAreNamed() throws {
    let error = try #require(throws: NotebookErrors.self) {
      try NotebookPage(
        path: "p.md", text: "```\n```\n\n```x\n```\n\n```sql store=a\nselect 1\n```\n")
    }
    #expect(error.all.map(\.line) == [1, 4, 7])
    #expect(error.description.split(separator: "\n").count == 3)
  }

  @Test func pagesWithoutBlocksDoNothing() throws {
    for text in ["", "\n", "# Title\n\n    indented\n", "```text\n$ rm -r .\n```\n"] {
      #expect(try NotebookPage(path: "p.md", text: text).cells.isEmpty)
    }
  }
}
