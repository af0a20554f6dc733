#pragma once

#include <stdint.h>

/// Runs races between two candidates with one running xoshiro256++ generator, one vote at a time.
///
/// The plain loop that our kernels are measured against.  `limit` is p as a share of 2^64, `margin`
/// the lead that wins.  Returns the votes cast; `wrong` receives the races lost.
uint64_t makerlab_baseline_races(uint64_t seed, uint64_t races, uint64_t limit, int64_t margin,
                                 uint64_t *wrong);

/// Starts (1) or stops (0) counting this thread's allocations.
void makerlab_count_allocations(int on);

/// Returns the allocations counted since counting started on this thread, or -1 where the platform
/// does not let us count.
int64_t makerlab_allocations(void);

/// Returns the greatest resident memory of any process that this one has waited for; bytes, -1 when
/// the system does not say.
int64_t makerlab_children_peak_memory(void);

/// Runs a program, its output thrown away, and returns its greatest resident memory; bytes, -1 when it
/// cannot be started.
///
/// `words` are the path of the program and its arguments, ended by NULL; `code` receives the exit code,
/// -1 where a signal ended it.  A system may count what the caller held when it started the program, so
/// the answer is at most too high.
int64_t makerlab_peak_memory_of(char *const words[], int32_t *code);
