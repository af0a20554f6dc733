/// The texts that others write into experiments, logs and stores.
struct ReportTexts: Sendable {
  /// Title of an experiment.
  let title: String
  /// Statement of its claim.
  let statement: String
  /// What stands in its claim's page.
  let page: String
  /// Work item, phase and model of entries of a token log.
  let name: String
  /// What a routed task is about.
  let task: String
  /// Name of a model that is asked.
  let model: String
  /// A line of a log that cannot be read.
  let brokenLine: String
  /// What a reader of the report must see.
  let seen: [String]
  /// Where the texts lead; the addresses as a browser writes them.
  let links: Set<String>

  /// Texts as people write them.
  static let ordinary = ReportTexts(
    title: "Races between two candidates", statement: "Races end as theory says.",
    page: """
      # Races

      ## Prediction

      Theory, as [arXiv 2511.09030](https://arxiv.org/abs/2511.09030) has it: `p` decides.

      | p | share |
      |---|---|
      | .8 | .94 |
      """,
    name: "SD-1", task: "Rename a field", model: "small-model", brokenLine: "{",
    seen: [
      "Races between two candidates", "Races end as theory says.", "Weekly budget", "SD-1",
      "Routing", "openai:small-model",
    ], links: ["https://arxiv.org/abs/2511.09030"])

  /// Every kind of tag with a sign directly behind it, which makes one character of itself and of the tag's end.
  private static func fused(_ sign: String) -> String {
    let rest = "\(sign)![x](https://example.com/x.png) [x](ftp://example.com/x)"
    return """
      \(rest)

      ## \(rest)

      - \(rest)

      | \(rest) | x |
      |---|---|
      | \(rest) | **\(rest)** |

      ![\(rest)](https://example.com/x.png) [\(rest)](ftp://example.com/x)
      """
  }

  /// Texts that try to be markup, to run, to fetch, and to turn what is shown around.
  static let hostile: ReportTexts = {
    let script = "<script>window.hostile = 1; alert(1)</script>"
    let picture = #""><img src=x onerror="window.hostile = 2; alert(2)">"#
    let rest = "</style></title></table></main> &amp; &lt; ' \" ${x} {{x}}"
    return ReportTexts(
      title: script + picture + rest + "\u{202E}txet\u{7}\u{200B}",
      statement: picture + script + rest,
      page: """
        # \(script)

        \(picture) [runs](javascript:alert(3)) [fetches](//example.com/x) ![picture](https://example.com/x.png)

        <script>window.hostile = 3</script>

        <div onclick="alert(4)" style="position:fixed;inset:0">over everything</div>

        <style>body { display: none }</style>

        <https://example.com/"onmouseover=alert(5)>

        ```
        \(script)
        ```

        | \(script) | \(picture) |
        |---|---|
        | <base href="https://example.com/"> | \u{202E}txet |

        \(["\u{301}", "\u{FE0F}", "\u{200D}"].map(fused).joined(separator: "\n\n"))

        <!-- never closed
        """,
      name: script + picture, task: picture + rest + "\u{1B}]0;title\u{7}",
      model: "<img src=x onerror=hostile=4>", brokenLine: script + picture,
      seen: [
        script + picture + rest + #"\u{202e}txet\u{7}"#, picture + script + rest,
        "openai:<img src=x onerror=hostile=4>",
      ], links: ["https://example.com/%22onmouseover=alert(5)"])
  }()
}
