// SPDX-License-Identifier: Apache-2.0
#ifndef CREDITREPORT_CZLIB_SHIM_H
#define CREDITREPORT_CZLIB_SHIM_H

#include <zlib.h>

// deflateInit2 and inflateInit2 are macros, which Swift does not import.
static inline int creditreport_deflate_init(z_streamp stream, int level, int window_bits, int memory, int strategy) {
    return deflateInit2(stream, level, Z_DEFLATED, window_bits, memory, strategy);
}

static inline int creditreport_inflate_init(z_streamp stream, int window_bits) {
    return inflateInit2(stream, window_bits);
}

#endif
