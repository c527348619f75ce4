// SPDX-License-Identifier: Apache-2.0
#ifndef CREDITREPORT_CCRYPTO_SHIM_H
#define CREDITREPORT_CCRYPTO_SHIM_H

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/http.h>
#include <openssl/objects.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

/// A public key from its encoded point; NULL if the point does not lie on the curve of the group.
///
/// In C because OSSL_PARAM keeps the addresses of the names it is given, which must stay where they are.
static inline EVP_PKEY *creditreport_public_key(
    const char *type, const char *group, const unsigned char *point, size_t count) {
    EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_name(NULL, type, NULL);
    EVP_PKEY *key = NULL;
    OSSL_PARAM parameters[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, (char *)group, 0),
        OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_PUB_KEY, (void *)point, count),
        OSSL_PARAM_construct_end(),
    };

    if (context == NULL || EVP_PKEY_fromdata_init(context) != 1
        || EVP_PKEY_fromdata(context, &key, EVP_PKEY_PUBLIC_KEY, parameters) != 1)
        key = NULL;
    EVP_PKEY_CTX_free(context);
    return key;
}

/// Posts a body over HTTP and gives the response, one DER value; NULL with reasons in the error queue.
///
/// Directly to the server, whatever proxies the environment names; a redirection is an error. In C because the call
/// takes a typed stack that Swift cannot name.
static inline BIO *creditreport_http_post(
    const char *server, const char *port, const char *path, const char *type, const char *expected_type,
    const unsigned char *body, int count, size_t limit, int seconds) {
    BIO *request = BIO_new_mem_buf(body, count);
    BIO *response;

    if (request == NULL)
        return NULL;
    response = OSSL_HTTP_transfer(
        NULL, server, port, path, 0, "", NULL, NULL, NULL, NULL, NULL, 0, NULL, type, request, expected_type, 1, limit,
        seconds, 0);
    BIO_free(request);
    return response;
}

#endif
