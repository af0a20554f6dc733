#define _DEFAULT_SOURCE
#define _DARWIN_C_SOURCE
#include "CBenchmarkBaseline.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>

extern char **environ;

static int64_t bytes(const struct rusage *usage) {
#if defined(__APPLE__)
  return usage->ru_maxrss;
#else
  return (int64_t)usage->ru_maxrss * 1024;
#endif
}

int64_t makerlab_children_peak_memory(void) {
  struct rusage usage;
  if (getrusage(RUSAGE_CHILDREN, &usage) != 0) return -1;
  return bytes(&usage);
}

int64_t makerlab_peak_memory_of(char *const words[], int32_t *code) {
  *code = -1;
  posix_spawn_file_actions_t quietly;
  if (posix_spawn_file_actions_init(&quietly) != 0) return -1;
  int refused = 0;
  for (int stream = 1; stream <= 2; stream++) {
    refused |= posix_spawn_file_actions_addopen(&quietly, stream, "/dev/null", O_WRONLY, 0);
  }
  pid_t child;
  if (refused == 0) refused = posix_spawn(&child, words[0], &quietly, 0, words, environ);
  posix_spawn_file_actions_destroy(&quietly);
  if (refused != 0) return -1;
  int status;
  struct rusage usage;
  while (wait4(child, &status, 0, &usage) < 0) {
    if (errno != EINTR) return -1;
  }
  if (WIFEXITED(status)) *code = WEXITSTATUS(status);
  return bytes(&usage);
}
