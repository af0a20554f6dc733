#include "CRE2.h"

#include <algorithm>
#include <cstring>
#include <memory>
#include <new>
#include <string>
#include <vector>

#include <re2/re2.h>
#include <re2/stringpiece.h>

struct makerlab_expression {
  RE2 compiled;

  makerlab_expression(const re2::StringPiece &pattern, const RE2::Options &options)
      : compiled(pattern, options) {}

  /// Instructions of the larger direction; at least 1.
  uint64_t size() const {
    return static_cast<uint64_t>(
        std::max({compiled.ProgramSize(), compiled.ReverseProgramSize(), 1}));
  }
};

namespace {

void say(const std::string &problem, char *room, size_t length) {
  if (length == 0) return;
  const size_t count = std::min(problem.size(), length - 1);
  std::memcpy(room, problem.data(), count);
  room[count] = 0;
}

/// A text, which has an address even where there is nothing in it.
re2::StringPiece piece(const char *text, size_t length) {
  return re2::StringPiece(length == 0 ? "" : text, length);
}

/// The index after the character that begins at an index.
size_t next(const char *text, size_t length, size_t index) {
  do {
    index += 1;
  } while (index < length && (static_cast<unsigned char>(text[index]) & 0xC0) == 0x80);
  return index;
}

}  // namespace

makerlab_expression *makerlab_expression_make(const char *pattern, size_t length,
                                              int64_t most_memory, int most_size, char *problem,
                                              size_t room) {
  try {
    RE2::Options options;
    options.set_log_errors(false);
    options.set_max_mem(most_memory);
    auto made =
        std::make_unique<makerlab_expression>(re2::StringPiece(pattern, length), options);
    if (!made->compiled.ok()) {
      say(made->compiled.error(), problem, room);
      return nullptr;
    }
    if (made->size() > static_cast<uint64_t>(most_size)) {
      say("pattern too large - compile failed", problem, room);
      return nullptr;
    }
    return made.release();
  } catch (const std::bad_alloc &) {
    say("out of memory", problem, room);
    return nullptr;
  }
}

void makerlab_expression_free(makerlab_expression *expression) { delete expression; }

int makerlab_expression_groups(const makerlab_expression *expression) {
  return expression->compiled.NumberOfCapturingGroups();
}

int makerlab_expression_matches(const makerlab_expression *expression, const char *text,
                                size_t length) {
  return expression->compiled.Match(piece(text, length), 0, length,
                                    RE2::UNANCHORED, nullptr, 0);
}

makerlab_match makerlab_expression_last(const makerlab_expression *expression, const char *text,
                                        size_t length, int group, uint64_t most_work) {
  makerlab_match last = {makerlab_match_none, 0, 0};
  const re2::StringPiece whole = piece(text, length);
  const uint64_t size = expression->size();
  std::vector<re2::StringPiece> parts(static_cast<size_t>(group) + 1);
  uint64_t work = 0;
  for (size_t start = 0; start <= length;) {
    work += size * (length - start + 1);
    if (work > most_work) return {makerlab_match_too_much_work, 0, 0};
    if (!expression->compiled.Match(whole, start, length, RE2::UNANCHORED, parts.data(),
                                    group + 1)) {
      break;
    }
    const re2::StringPiece &part = parts[static_cast<size_t>(group)];
    if (part.data() == nullptr) {
      last = {makerlab_match_none, 0, 0};
    } else {
      const size_t first = static_cast<size_t>(part.data() - whole.data());
      last = {makerlab_match_found, first, first + part.size()};
    }
    const size_t end = static_cast<size_t>(parts[0].data() - whole.data()) + parts[0].size();
    start = parts[0].empty() ? next(text, length, end) : end;
  }
  return last;
}
