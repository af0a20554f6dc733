/// The batch script of a job array whose elements each run one shard.
package struct ArrayScript: Equatable, Sendable {
  /// Name of the job, which finds its elements in the queue; letters, digits and hyphens.
  package var name: String
  /// Elements of the array; count, at least 1.
  package var elements: Int
  /// Most elements at the same time, at least 1; nil for no limit.
  package var limit: Int?
  /// Cores of an element; count, at least 1.
  package var workers: Int
  /// Further words for `sbatch`, checked by `SlurmWords`.
  package var options: [String]
  /// Folder in which each element has a folder of its own, absolute.
  package var folder: String
  /// Folder in which each element works, absolute.
  package var workingFolder: String
  /// The program, absolute, and its words; `--shard`, `--workers` and `--out` are added.
  package var command: [String]

  /// Describes an array.
  package init(
    name: String, elements: Int, limit: Int?, workers: Int, options: [String], folder: String,
    workingFolder: String, command: [String]
  ) {
    self.name = name
    self.elements = elements
    self.limit = limit
    self.workers = workers
    self.options = options
    self.folder = folder
    self.workingFolder = workingFolder
    self.command = command
  }

  /// The first value that cannot stand in a script, a line end or a NUL in it; nil where all can.
  package var unwritable: String? {
    ([folder, workingFolder] + command).first {
      $0.unicodeScalars.contains { $0.properties.generalCategory == .control }
    }
  }

  /// The script; every path and word in it is quoted.
  ///
  /// An element writes `done` last, in one step, and only when its shard has ended well: nobody has to
  /// believe the scheduler about that.
  package var text: String {
    let command = self.command.map(ShellWord.quoted).joined(separator: " ")
    let indices = ArrayIndices.text(Array(0..<elements), limit: limit)
    var lines = [
      "#!/bin/bash",
      "# Written by makerlab run --slurm. By hand: `sbatch SCRIPT` runs every element,",
      "# `sbatch --array=3 SCRIPT` one of them; what an element has finished it never does again.",
      "#SBATCH --job-name=\(name)",
      "#SBATCH --array=\(indices)",
      "#SBATCH --ntasks=1",
      "#SBATCH --cpus-per-task=\(workers)",
      "#SBATCH --no-requeue",
      "#SBATCH --chdir=/",
      "#SBATCH --input=/dev/null",
      "#SBATCH --output=/dev/null",
    ]
    lines += options.map { "#SBATCH \($0)" }
    lines += [
      "element=\"${SLURM_ARRAY_TASK_ID:?this is the script of a job array}\"",
      "folder=\(ShellWord.quoted(folder + "/"))\"$element\"",
      "mkdir -p -- \"$folder\" || exit 1",
      "exec >>\"$folder/log\" 2>&1",
      "echo \"element $element of \(elements), job $SLURM_ARRAY_JOB_ID on $(hostname)\"",
      "cd -- \(ShellWord.quoted(workingFolder)) || exit 1",
      "export MAKERLAB_PROGRESS=\"$folder/progress\"",
      "\(command) --shard \"$element/\(elements)\" --workers \(workers) --no-figures "
        + "--out \"$folder\" || exit",
      "printf '%s\\n' \(ShellWord.quoted(name)) >\"$folder/done.new\" || exit",
      "mv -f -- \"$folder/done.new\" \"$folder/done\"",
    ]
    return lines.joined(separator: "\n") + "\n"
  }
}
