// SPDX-License-Identifier: Apache-2.0
#ifndef CREDITREPORT_CLIBXML2_SHIM_H
#define CREDITREPORT_CLIBXML2_SHIM_H

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/tree.h>
#include <libxml/c14n.h>
#include <libxml/xmlschemas.h>
#include <libxml/xmlschemastypes.h>

/// Frees what libxml2 allocated; `xmlFree` itself is a global variable, which Swift cannot reach safely.
static inline void creditreport_xml_free(void *memory) {
    xmlFree(memory);
}

/// The version of the library that is loaded, as digits ("20914" for 2.9.14); a global variable too.
static inline const char *creditreport_xml_version(void) {
    return xmlParserVersion;
}

#endif
