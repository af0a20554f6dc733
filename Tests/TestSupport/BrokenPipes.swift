#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Lets a write to a pipe that nobody reads any more fail, before the first test and in all of them; the
/// signal would end the tests at once.
///
/// A test cannot see to that itself: libcurl, which other tests use meanwhile, ignores the signal for moments
/// and then restores what it had found.
#if canImport(Glibc)
  @section(".init_array") @used
#else
  @section("__DATA,__mod_init_func") @used
#endif
private let ignoresBrokenPipes: @convention(c) () -> Void = { _ = signal(SIGPIPE, SIG_IGN) }
