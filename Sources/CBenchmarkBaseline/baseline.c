#include "CBenchmarkBaseline.h"
