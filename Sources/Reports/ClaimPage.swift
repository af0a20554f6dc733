/// The page of an experiment's question, in two parts: its opening, and what a reader may ask for.
struct ClaimPage: Equatable {
  /// What stands above the second heading below the title; without the title.
  let opening: String
  /// What follows; empty where nothing does.
  let rest: String

  /// Parts a text in Markdown at its headings; what looks like one in a fenced block is none.
  init(_ text: String) {
    var parts = ["", ""]
    var fence: Substring?
    var headings = 0
    var hasTitle = false
    // By bytes: a sign that combines makes one character of itself and of the line's end.
    let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for line in lines.map(Substring.init) {
      let bare = line.drop { $0 == " " }
      if let mark = ["```", "~~~"].first(where: bare.hasPrefix) {
        fence = fence == nil ? mark[...] : (fence == mark[...] ? nil : fence)
      } else if fence == nil {
        if line.hasPrefix("# "), !hasTitle {
          hasTitle = true
          continue
        }
        if line.hasPrefix("## ") { headings += 1 }
      }
      parts[headings > 1 ? 1 : 0] += line + "\n"
    }
    (opening, rest) = (parts[0], parts[1].allSatisfy(\.isWhitespace) ? "" : parts[1])
  }
}
