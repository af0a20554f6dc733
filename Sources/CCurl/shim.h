#ifndef MAKERLAB_CCURL_SHIM_H
#define MAKERLAB_CCURL_SHIM_H

#include <curl/curl.h>

// Swift cannot call variadic functions, nor read a union without naming its parts.

typedef size_t (*makerlab_curl_mover)(char *bytes, size_t size, size_t count, void *context);

static inline CURLcode makerlab_curl_set_number(CURL *easy, CURLoption option, long value) {
  return curl_easy_setopt(easy, option, value);
}

static inline CURLcode makerlab_curl_set_size(CURL *easy, CURLoption option, curl_off_t value) {
  return curl_easy_setopt(easy, option, value);
}

static inline CURLcode makerlab_curl_set_text(CURL *easy, CURLoption option, const char *value) {
  return curl_easy_setopt(easy, option, value);
}

static inline CURLcode makerlab_curl_set_pointer(CURL *easy, CURLoption option, void *value) {
  return curl_easy_setopt(easy, option, value);
}

static inline CURLcode makerlab_curl_set_headers(CURL *easy, struct curl_slist *headers) {
  return curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers);
}

static inline CURLcode makerlab_curl_set_mover(
    CURL *easy, CURLoption option, makerlab_curl_mover mover) {
  return curl_easy_setopt(easy, option, mover);
}

static inline long makerlab_curl_number(CURL *easy, CURLINFO info) {
  long value = 0;
  curl_easy_getinfo(easy, info, &value);
  return value;
}

static inline curl_off_t makerlab_curl_size(CURL *easy, CURLINFO info) {
  curl_off_t value = 0;
  curl_easy_getinfo(easy, info, &value);
  return value;
}

static inline CURLMcode makerlab_curl_set_multi_number(
    CURLM *multi, CURLMoption option, long value) {
  return curl_multi_setopt(multi, option, value);
}

/// Takes the next transfer that has ended; NULL where there is none.
static inline CURL *makerlab_curl_next_ended(CURLM *multi, CURLcode *result) {
  int left = 0;
  CURLMsg *message;
  while ((message = curl_multi_info_read(multi, &left))) {
    if (message->msg == CURLMSG_DONE) {
      *result = message->data.result;
      return message->easy_handle;
    }
  }
  return 0;
}

#endif
