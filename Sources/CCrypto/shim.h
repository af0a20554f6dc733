#ifndef MAKERLAB_CCRYPTO_SHIM_H
#define MAKERLAB_CCRYPTO_SHIM_H

#include <openssl/evp.h>
#include <openssl/sha.h>

#endif
