package io.github.tokencache.spring;

import io.github.tokencache.EntryCodec;
import io.github.tokencache.EntryCodecException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The two texts of a row in UTF-8, parted by a NUL. */
final class RowCodec implements EntryCodec<CachedTokens.Row> {

    @Override
    public int id() {
        return 9;
    }

    @Override
    public byte[] encode(CachedTokens.Row row) {
        return (row.token() + '\0' + row.owner()).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public CachedTokens.Row decode(byte[] bytes) {
        List<String> texts = List.of(new String(bytes, StandardCharsets.UTF_8).split("\0", -1));
        if (texts.size() != 2) {
            throw new EntryCodecException("a row must have two texts, but had " + texts.size());
        }
        return new CachedTokens.Row(texts.get(0), texts.get(1));
    }
}
