import Foundation

/// NumPy and numba doing the two-candidate race, for those who have them.
enum PythonPeers {
  /// Runs the peers and returns a line each; what is not installed says so.
  static func lines() -> [String] {
    guard let output = output(of: script) else { return ["python3 does not run here"] }
    return output.split(separator: "\n").map(String.init)
  }

  /// Runs a script and returns what it printed; nil where python3 is missing or the script failed.
  ///
  /// - Parameters:
  ///   - script: Python.
  ///   - arguments: What it finds in `sys.argv`.
  ///   - python: The interpreter.
  /// - Returns: Its output.
  static func output(
    of script: String, _ arguments: [String] = [], python: String = "python3"
  ) -> String? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [python, "-c", script] + arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { return nil }
    return String(decoding: output, as: UTF8.self)
  }

  private static let script = """
    import time
    def report(name, work, races):
        work(1000)
        start = time.perf_counter(); votes = work(races); taken = time.perf_counter() - start
        print(f"{name}: {votes / taken / 1e6:.1f} M votes/s")
    try:
        import numpy
        def vectorised(races, p=.9, k=4):
            generator = numpy.random.default_rng(1)
            lead = numpy.zeros(races, dtype=numpy.int64); votes = 0
            while lead.size:
                votes += lead.size
                lead += numpy.where(generator.random(lead.size) < p, 1, -1)
                lead = lead[abs(lead) < k]
            return votes
        report("NumPy, vectorised", vectorised, 1000000)
    except ImportError:
        print("NumPy is not installed")
    try:
        import numba, numpy
        @numba.njit
        def compiled(races, p=.9, k=4):
            numpy.random.seed(1)
            votes = 0
            for _ in range(races):
                lead = 0
                while abs(lead) < k:
                    lead += 1 if numpy.random.random() < p else -1
                    votes += 1
            return votes
        report("numba loop", compiled, 10000000)
    except ImportError:
        print("numba is not installed")
    """
}
