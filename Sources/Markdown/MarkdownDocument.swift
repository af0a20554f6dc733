private import CCmark

/// A text in GitHub's Markdown: its HTML, and its fenced blocks.
///
/// The text is data: HTML in it is left out, and so are links that run something (`javascript:` and its like).
package struct MarkdownDocument: Equatable, Sendable {
  /// The text as it was given.
  package let text: String

  /// Takes any text; there is none that is no Markdown.
  package init(_ text: String) {
    self.text = text
  }

  /// The text as HTML that may stand in a page's body, with a line end at the end.
  package var html: String {
    unsafe withTree { tree, extensions in
      guard let html = unsafe cmark_render_html(tree, Self.options, extensions) else { return "" }
      defer { unsafe cmark_get_default_mem_allocator().pointee.free(html) }
      return unsafe String(cString: html)
    }
  }

  /// The fenced blocks in the order of the text, also those in lists and quotations.
  package var blocks: [MarkdownBlock] {
    unsafe withTree { tree, _ in
      var blocks: [MarkdownBlock] = []
      let walk = unsafe cmark_iter_new(tree)
      defer { unsafe cmark_iter_free(walk) }
      while true {
        let event = unsafe cmark_iter_next(walk)
        if event == CMARK_EVENT_DONE { return blocks }
        let node = unsafe cmark_iter_get_node(walk)
        if event == CMARK_EVENT_ENTER, let block = unsafe Self.block(node) { blocks.append(block) }
      }
    }
  }

  private static let options = CMARK_OPT_SAFE | CMARK_OPT_FOOTNOTES

  /// The block at a node of the tree; nil where there is none.
  private static func block(_ node: OpaquePointer?) -> MarkdownBlock? {
    guard unsafe cmark_node_get_type(node) == CMARK_NODE_CODE_BLOCK else { return nil }
    var (length, offset, character): (Int32, Int32, CChar) = (0, 0, 0)
    guard unsafe cmark_node_get_fenced(node, &length, &offset, &character) != 0 else { return nil }
    let info = unsafe cmark_node_get_fence_info(node).map { unsafe String(cString: $0) } ?? ""
    let text = unsafe cmark_node_get_literal(node).map { unsafe String(cString: $0) } ?? ""
    let first = unsafe Int(cmark_node_get_start_line(node)) + 1
    return MarkdownBlock(
      words: info.split(whereSeparator: \.isWhitespace).map(String.init), text: text,
      lines: first..<first + text.utf8.count { $0 == UInt8(ascii: "\n") })
  }

  /// Parses the text and frees what came of it after the body.
  private func withTree<Result>(
    _ body: (OpaquePointer?, UnsafeMutablePointer<cmark_llist>?) -> Result
  ) -> Result {
    Self.registered
    let parser = unsafe cmark_parser_new(Self.options)
    defer { unsafe cmark_parser_free(parser) }
    for name in ["table", "strikethrough", "autolink"] {
      if let found = unsafe cmark_find_syntax_extension(name) {
        unsafe cmark_parser_attach_syntax_extension(parser, found)
      }
    }
    var text = text
    text.withUTF8 { bytes in
      unsafe bytes.withMemoryRebound(to: CChar.self) {
        unsafe cmark_parser_feed(parser, $0.baseAddress, $0.count)
      }
    }
    let tree = unsafe cmark_parser_finish(parser)
    defer { unsafe cmark_node_free(tree) }
    return unsafe body(tree, cmark_parser_get_syntax_extensions(parser))
  }

  /// The extensions, made known once a process.
  private static let registered: Void = cmark_gfm_core_extensions_ensure_registered()
}
