#ifndef MAKERLAB_CSQLITE_SHIM_H
#define MAKERLAB_CSQLITE_SHIM_H

#include <sqlite3.h>

// Swift cannot import macros that cast, nor call variadic functions.

static inline sqlite3_destructor_type makerlab_sqlite_transient(void) { return SQLITE_TRANSIENT; }

/// Closing a connection must not rewrite a file that we only looked at.
static inline int makerlab_sqlite_no_checkpoint_on_close(sqlite3 *db) {
  return sqlite3_db_config(db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, (int *)0);
}

#endif
