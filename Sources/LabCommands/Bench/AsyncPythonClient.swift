import Foundation

/// The official asynchronous client of OpenAI doing the same calls, as it comes out of `make test-deps`.
enum AsyncPythonClient {
  /// Calls a second of a number of calls, so many at a time.
  ///
  /// - Parameters:
  ///   - model: The model.
  ///   - calls: Calls that are timed, after a quarter of them that are not.
  ///   - limit: Calls under way at the same time.
  /// - Returns: Calls a second, and core time of Python a call in milliseconds.
  /// - Throws: `LabError` where Python or its client is missing.
  static func run(
    against model: LoopbackModel, calls: Int, limit: Int = 64
  ) throws -> (rate: Double, coreTime: Double) {
    guard let python else {
      throw LabError("there is no .build/venv beside this program: run `make test-deps` first")
    }
    let output = PythonPeers.output(
      of: script, [model.baseURL, "\(calls)", "\(limit)"], python: python)
    let numbers = output?.split(separator: " ").compactMap { Double($0.filter { !$0.isNewline }) }
    guard let numbers, numbers.count == 2 else {
      throw LabError("the Python client fails: run `make test-deps` again")
    }
    return (numbers[0], numbers[1])
  }

  /// The interpreter of `make test-deps`, in a folder above this program.
  private static var python: String? {
    guard var folder = Bundle.main.executableURL?.resolvingSymlinksInPath() else { return nil }
    while folder.path != "/" {
      folder.deleteLastPathComponent()
      let program = folder.appending(path: "venv/bin/python").path
      if FileManager.default.isExecutableFile(atPath: program) { return program }
    }
    return nil
  }

  private static let script = """
    import asyncio, sys, time
    import openai
    step = "Previous move: none\\nCurrent state: [[6, 5, 4, 3, 2, 1], [], []]"
    prompt = [{"role": "system", "content": "x" * 1100}, {"role": "user", "content": step}]
    async def main(base, calls, limit):
        client = openai.AsyncOpenAI(base_url=base, api_key="sk-loopback", max_retries=0)
        async def worker(numbers):
            for number in numbers:
                reply = await client.chat.completions.create(
                    model="simulated", messages=prompt, temperature=0.7,
                    max_completion_tokens=750, extra_headers={"x-client-request-id": f"{number:064}"})
                assert reply.choices[0].message.content
        async def run(numbers):
            await asyncio.gather(*(worker(numbers) for _ in range(limit)))
        await run(iter(range(calls // 4)))
        start, core = time.perf_counter(), time.process_time()
        await run(iter(range(calls)))
        taken, core = time.perf_counter() - start, time.process_time() - core
        print(calls / taken, core / calls * 1000)
    asyncio.run(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
    """
}
