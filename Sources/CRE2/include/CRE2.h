#pragma once

/// Regular expressions of RE2 behind a C interface.
///
/// A match takes time in proportion to the text and to the size of the expression, whatever both are:
/// there is no backtracking.  Texts and expressions are UTF-8.  Nothing throws and nothing is printed;
/// where there is no memory to match with, the process ends.

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// A compiled expression; several threads may match with it at the same time.
typedef struct makerlab_expression makerlab_expression;

/// What a search for the last match came to.
typedef enum {
  /// There is no match, or the group is no part of it.
  makerlab_match_none,
  /// There is one.
  makerlab_match_found,
  /// So many matches of so large an expression in so long a text that the search was given up.
  makerlab_match_too_much_work
} makerlab_match_outcome;

/// The last match, or a group of it.
typedef struct {
  makerlab_match_outcome outcome;
  /// First byte, where it was found.
  size_t start;
  /// Byte after the last one, where it was found.
  size_t end;
} makerlab_match;

/// Compiles an expression.
///
/// `most_memory` bounds all that it ever uses, in bytes, and `most_size` its instructions.  NULL where it
/// is none, or is too large; then `problem` holds why, at most `room` bytes with the closing zero.
makerlab_expression *makerlab_expression_make(const char *pattern, size_t length,
                                              int64_t most_memory, int most_size, char *problem,
                                              size_t room);

/// Frees an expression.
void makerlab_expression_free(makerlab_expression *expression);

/// Number of groups that are counted; 0 or more.
int makerlab_expression_groups(const makerlab_expression *expression);

/// Instructions that the expression is compiled to; at least 1.
uint64_t makerlab_expression_size(const makerlab_expression *expression);

/// Whether the expression matches somewhere in a text.
int makerlab_expression_matches(const makerlab_expression *expression, const char *text,
                                size_t length);

/// Where the last match in a text is, or a group of it.
///
/// Matches are taken from the left and do not overlap.  `group` is 0 for the whole match, else at most
/// the number of groups.  The work is counted as bytes that lie before each search, times the size of the
/// expression.  Where many matches make it much, one pass over the text finds the last of them, with work
/// of one search; an expression that can match nothing has no such pass, and a search that would take the
/// work past `most_work` is not begun.
makerlab_match makerlab_expression_last(const makerlab_expression *expression, const char *text,
                                        size_t length, int group, uint64_t most_work);

#ifdef __cplusplus
}
#endif
