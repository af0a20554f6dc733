// A server that answers as four providers do, and badly where it is told to; for tests, on loopback.

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Writes a line; whoever reads it waits for nothing else.
func say(_ text: String, to file: Int32) {
  let line = Array("\(text)\n".utf8)
  _ = unsafe line.withUnsafeBytes { bytes in
    unsafe write(file, bytes.baseAddress, bytes.count)
  }
}

/// Ends the program with one line of explanation.
func fail(_ problem: String) -> Never {
  say("refused", to: 1)
  say("FaultServer: \(problem)", to: 2)
  exit(2)
}

var settings = Settings()
var port: UInt16 = 0
var endsWithInput = false
var words = CommandLine.arguments.dropFirst()
while let word = words.popFirst() {
  guard word.hasPrefix("--") else { fail("what is \(word)?  options begin with --") }
  let name = String(word.dropFirst(2)).replacing("-", with: "_")
  if name == "end_with_input" {
    endsWithInput = true
    continue
  }
  guard let value = words.popFirst() else { fail("\(word) needs a value") }
  if name == "port" {
    guard let number = UInt16(value) else { fail("--port is 0 to 65535") }
    port = number
    continue
  }
  do throws(SettingError) { try settings.set(name, .string(value)) } catch { fail(error.problem) }
}

// A client that goes away is not the end of the server.
_ = signal(SIGPIPE, SIG_IGN)
do throws(Socket.Failure) {
  let (listener, port) = try Socket.listen(port: port)
  say("listening \(port)", to: 1)
  var loop = EventLoop(
    listener: listener, server: FaultServer(settings), endsWithInput: endsWithInput)
  loop.run()
} catch {
  fail("\(error.call) failed with error \(error.code)")
}
