/// Words that a person hands on to `sbatch`, as `partition=debug time=1:00:00`.
package enum SlurmWords {
  /// Why a word is not handed on.
  package struct Refusal: Error, Equatable, CustomStringConvertible {
    /// What is wrong, and what to write instead.
    package let description: String
  }

  /// Options that the array sets by itself, and what to use in their place.
  private static let own: [(name: String, instead: String)] = [
    ("array", "use --slurm and --slurm-limit"), ("cpus-per-task", "use --workers"),
    ("job-name", "the name finds the array again"), ("output", "each element has its own log"),
    ("error", "each element has its own log"), ("chdir", "elements start in this folder"),
    ("requeue", "a lost element is submitted again"),
    ("no-requeue", "a lost element is submitted again"),
    ("parsable", "the number of the job is read"), ("wait", "the array is watched"),
    ("wrap", "the script is written for you"), ("test-only", "use --dry-run"),
    ("ntasks", "an element is one process"), ("help", "ask sbatch itself"),
    ("usage", "ask sbatch itself"), ("version", "ask sbatch itself"),
    ("clusters", "an array runs on one cluster"), ("quiet", "the number of the job is read"),
    ("verbose", "the number of the job is read"), ("ignore-pbs", "there are none"),
    ("input", "elements read nothing"),
  ]

  /// Splits texts at blanks and checks each word.
  ///
  /// - Parameter texts: Options as they were given, the dashes before them or not; several in one text with
  ///   blanks between them.
  /// - Returns: The words in order, each `--name` or `--name=value`.
  /// - Throws: `Refusal` for a word that `sbatch` could take for a script or a shell for more than a
  ///   word, and for an option that the array sets itself, abbreviated or not.
  package static func parse(_ texts: [String]) throws(Refusal) -> [String] {
    var words: [String] = []
    for text in texts {
      for part in text.split(separator: " ") {
        let word = String(part)
        guard
          word.wholeMatch(of: /(--)?[a-z][a-z0-9-]*(=[A-Za-z0-9=:;,._\/+@%*&|()\[\]!~^-]+)?/) != nil
        else {
          throw Refusal(
            description: "is a list of options of sbatch, name or name=value, such as "
              + "partition=debug; not '\(word.prefix(100))'")
        }
        let option = word.hasPrefix("--") ? word : "--" + word
        let name = option.dropFirst(2).prefix { $0 != "=" }
        if let own = own.first(where: { $0.name.hasPrefix(name) }) {
          throw Refusal(description: "cannot set --\(own.name): \(own.instead)")
        }
        words.append(option)
      }
    }
    return words
  }
}
