package io.github.tokencache.examples.plainjava;

/** Who was given a token, and through which client: the "authentication" of this store. */
record Login(String userName, String clientId) {}
