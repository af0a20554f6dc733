#ifndef MAKERLAB_CNLOPT_SHIM_H
#define MAKERLAB_CNLOPT_SHIM_H

#include <nlopt.h>

#endif
