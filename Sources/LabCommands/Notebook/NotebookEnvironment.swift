import Foundation

/// The environment of the commands of a page: few variables, known by name, and without secrets.
enum NotebookEnvironment {
  /// Returns the variables for commands of a page.
  ///
  /// Whatever is not known by name is left out, as keys under any name are, places of providers,
  /// settings of the laboratory and of programs, and what shells and loaders read at their start.
  ///
  /// - Parameters:
  ///   - environment: Variables of this process.
  ///   - folder: Where the page runs.
  ///   - seed: The variable `SEED`; nil for none.
  /// - Returns: The variables.
  static func make(
    from environment: [String: String], in folder: NotebookFolder, seed: Int?
  ) -> [String: String] {
    var kept = environment.filter { handedOn.contains($0.key) }
    let path = environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
    kept["PATH"] = folder.programs.path + ":" + path
    kept["HOME"] = folder.home.path
    kept["TMPDIR"] = folder.scratch.path
    kept["NO_COLOR"] = "1"
    kept["COLUMNS"] = "80"
    kept["TERM"] = "dumb"
    kept["TZ"] = "UTC"
    kept["LC_ALL"] = "C.UTF-8"
    if let seed { kept["SEED"] = "\(seed)" }
    return kept
  }

  /// Who runs the page, and where compilers, libraries, certificates and gnuplot are found.
  private static let handedOn: Set<String> = [
    "USER", "LOGNAME",
    "DEVELOPER_DIR", "SDKROOT", "TOOLCHAINS", "SWIFTLY_HOME_DIR", "SWIFTLY_TOOLCHAINS_DIR",
    "PKG_CONFIG_PATH", "SSL_CERT_FILE", "SSL_CERT_DIR", "MAKERLAB_GNUPLOT", "LLVM_PROFILE_FILE",
  ]
}
