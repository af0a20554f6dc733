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

/// Searches one after another get this share of the work before one pass is tried.
constexpr uint64_t kShareOfSearches = 16;

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

/// Whether the expression matches nothing somewhere: whatever stands on either side decides the
/// assertions, which are all that such a match consists of.
bool matches_nothing(const RE2 &compiled) {
  const std::string sides[] = {"", "a", " ", "\n"};
  for (const std::string &left : sides) {
    for (const std::string &right : sides) {
      const std::string both = left + right;
      if (compiled.Match(both, left.size(), left.size(), RE2::ANCHOR_BOTH, nullptr, 0)) {
        return true;
      }
    }
  }
  return false;
}

/// Bytes of a part within the whole.
makerlab_match place(re2::StringPiece part, re2::StringPiece whole) {
  if (part.data() == nullptr) return {makerlab_match_none, 0, 0};
  const size_t first = static_cast<size_t>(part.data() - whole.data());
  return {makerlab_match_found, first, first + part.size()};
}

/// Where the last match is, found in one pass.
///
/// The pass takes a match wherever one begins, else one byte, and so meets the matches that searches one
/// after another find; where a match may be empty it would not, and is not made.
makerlab_match last_in_one_pass(const makerlab_expression &expression, re2::StringPiece whole,
                                uint64_t most_work) {
  constexpr makerlab_match too_much = {makerlab_match_too_much_work, 0, 0};
  if (expression.size() * (whole.size() + 1) > most_work) return too_much;
  if (matches_nothing(expression.compiled)) return too_much;
  const RE2 pass("\\A(?:((?:" + expression.compiled.pattern() + "))|\\C)*",
                 expression.compiled.options());
  // A quotation that the expression leaves open swallows what stands after it.
  if (!pass.ok()) return too_much;
  re2::StringPiece parts[2];
  if (!pass.Match(whole, 0, whole.size(), RE2::UNANCHORED, parts, 2)) return too_much;
  return place(parts[1], whole);
}

/// Whether there is a match.  Where memory runs out the process ends, as it does for all who wait for it.
bool matches(const RE2 &compiled, re2::StringPiece text) noexcept {
  return compiled.Match(text, 0, text.size(), RE2::UNANCHORED, nullptr, 0);
}

/// A group of the last match.  Where memory runs out the process ends.
makerlab_match last_match(const makerlab_expression &expression, re2::StringPiece whole, size_t group,
                          uint64_t most_work) noexcept {
  makerlab_match last = {makerlab_match_none, 0, 0};
  std::vector<re2::StringPiece> parts(group + 1);
  uint64_t work = 0;
  bool is_passed = false;
  bool is_last = false;
  for (size_t start = 0; start <= whole.size() && !is_last;) {
    work += expression.size() * (whole.size() - start + 1);
    if (work > most_work / kShareOfSearches && !is_passed) {
      is_passed = true;
      const makerlab_match found = last_in_one_pass(expression, whole, most_work);
      if (found.outcome == makerlab_match_none) return found;
      is_last = found.outcome == makerlab_match_found;
      if (is_last) start = found.start;
    }
    if (work > most_work && !is_last) return {makerlab_match_too_much_work, 0, 0};
    if (!expression.compiled.Match(whole, start, whole.size(), RE2::UNANCHORED, parts.data(),
                                   static_cast<int>(parts.size()))) {
      break;
    }
    last = place(parts[group], whole);
    const size_t end = place(parts[0], whole).end;
    start = parts[0].empty() ? next(whole.data(), whole.size(), end) : end;
  }
  return last;
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

uint64_t makerlab_expression_size(const makerlab_expression *expression) {
  return expression->size();
}

int makerlab_expression_matches(const makerlab_expression *expression, const char *text,
                                size_t length) {
  return matches(expression->compiled, piece(text, length));
}

makerlab_match makerlab_expression_last(const makerlab_expression *expression, const char *text,
                                        size_t length, int group, uint64_t most_work) {
  return last_match(*expression, piece(text, length), static_cast<size_t>(group), most_work);
}
