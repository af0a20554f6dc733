import CCmark

/// The cmark-gfm that runs in this process.
package enum MarkdownLibrary {
  /// Its version, as 0.29.0.gfm.6.
  package static var version: String { unsafe String(cString: cmark_version_string()) }
}
