#include "CBenchmarkBaseline.h"

#include <stddef.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define MAKERLAB_SANITIZED 1
#endif
#endif

#if defined(__GLIBC__) && !defined(MAKERLAB_SANITIZED)

// The executable's malloc takes the place of the C library's and hands every call on to it, so that
// `bench` can say how often a kernel allocates.  Off, it costs one test of a thread-local flag.
extern void *__libc_malloc(size_t size);

static __thread int counting;
static __thread int64_t allocations;

void *malloc(size_t size) {
  if (counting) allocations++;
  return __libc_malloc(size);
}

void makerlab_count_allocations(int on) {
  if (on) allocations = 0;
  counting = on;
}

int64_t makerlab_allocations(void) { return allocations; }

#else

void makerlab_count_allocations(int on) { (void)on; }

int64_t makerlab_allocations(void) { return -1; }

#endif
