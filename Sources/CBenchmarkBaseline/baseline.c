#include "CBenchmarkBaseline.h"

// xoshiro256++ 1.0 by Blackman and Vigna, seeded by SplitMix64 as its authors advise.
typedef struct {
  uint64_t s[4];
} generator;

static inline uint64_t rotate(uint64_t x, int k) { return (x << k) | (x >> (64 - k)); }

static inline uint64_t next(generator *g) {
  const uint64_t result = rotate(g->s[0] + g->s[3], 23) + g->s[0];
  const uint64_t t = g->s[1] << 17;
  g->s[2] ^= g->s[0];
  g->s[3] ^= g->s[1];
  g->s[1] ^= g->s[2];
  g->s[0] ^= g->s[3];
  g->s[2] ^= t;
  g->s[3] = rotate(g->s[3], 45);
  return result;
}

static generator seeded(uint64_t seed) {
  generator g;
  for (int i = 0; i < 4; i++) {
    seed += 0x9E3779B97F4A7C15u;
    uint64_t z = seed;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    g.s[i] = z ^ (z >> 31);
  }
  return g;
}

uint64_t makerlab_baseline_races(uint64_t seed, uint64_t races, uint64_t limit, int64_t margin,
                                 uint64_t *wrong) {
  generator g = seeded(seed);
  uint64_t votes = 0;
  uint64_t lost = 0;
  for (uint64_t race = 0; race < races; race++) {
    int64_t lead = 0;
    while (lead < margin && lead > -margin) {
      lead += next(&g) < limit ? 1 : -1;
      votes++;
    }
    lost += lead < 0;
  }
  *wrong = lost;
  return votes;
}
