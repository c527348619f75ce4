// SPDX-License-Identifier: Apache-2.0
#ifndef CREDITREPORT_CQRENCODE_SHIM_H
#define CREDITREPORT_CQRENCODE_SHIM_H

#include <qrencode.h>

#endif
