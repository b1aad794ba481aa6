package io.github.tokencache.redis;

import io.github.tokencache.EntryCodec;
import java.nio.charset.StandardCharsets;

/** Strings as their UTF-8 bytes. */
record TextCodec(int id) implements EntryCodec<String> {

    @Override
    public byte[] encode(String value) {
        return value.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String decode(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
