// SPDX-License-Identifier: Apache-2.0
#ifndef CREDITREPORT_CLIBXML2_SHIM_H
#define CREDITREPORT_CLIBXML2_SHIM_H

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/c14n.h>
#include <libxml/xmlschemas.h>

#endif
