package io.github.tokencache.springsecurityoauth2;

import io.github.tokencache.EntryCodec;
import io.github.tokencache.EntryCodecException;
import io.github.tokencache.TokenEntry;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.springframework.security.oauth2.common.OAuth2AccessToken;
import org.springframework.security.oauth2.common.OAuth2RefreshToken;
import org.springframework.security.oauth2.provider.ClientDetails;
import org.springframework.security.oauth2.provider.OAuth2Authentication;

/** The codec of one type of cached values: what of it is written, by {@linkplain Shapes shapes}. */
record ShapedCodec<V>(
        int id, SerializedParts serialized, BiConsumer<PartWriter, V> writing, Function<PartReader, V> reading)
        implements EntryCodec<V> {

    static ShapedCodec<TokenEntry<OAuth2AccessToken, OAuth2Authentication>> accessTokens(AllowList allowed) {
        return entries(1, OAuth2AccessToken.class, allowed);
    }

    static ShapedCodec<ClientDetails> clients(AllowList allowed) {
        return new ShapedCodec<>(
                2, new SerializedParts(allowed), PartWriter::value, reader -> reader.required(ClientDetails.class));
    }

    static ShapedCodec<TokenEntry<OAuth2RefreshToken, OAuth2Authentication>> refreshTokens(AllowList allowed) {
        return entries(3, OAuth2RefreshToken.class, allowed);
    }

    private static <T> ShapedCodec<TokenEntry<T, OAuth2Authentication>> entries(
            int id, Class<T> type, AllowList allowed) {
        return new ShapedCodec<>(
                id,
                new SerializedParts(allowed),
                (writer, entry) -> {
                    writer.value(entry.token());
                    writer.value(entry.authentication());
                },
                reader -> new TokenEntry<>(reader.required(type), reader.value(OAuth2Authentication.class)));
    }

    @Override
    public byte[] encode(V value) {
        try {
            PartWriter writer = new PartWriter(serialized);
            writing.accept(writer, value);
            return writer.toBytes();
        } catch (EntryCodecException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new EntryCodecException("value must be readable in all its parts, but was not", e);
        }
    }

    @Override
    public V decode(byte[] bytes) {
        try {
            PartReader reader = new PartReader(bytes, serialized);
            V value = reading.apply(reader);
            reader.end();
            return value;
        } catch (EntryCodecException e) {
            throw e;
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            // A set takes the hash code of what it holds, which may be of a class of the application or in itself.
            throw new EntryCodecException(PartReader.MALFORMED, e);
        }
    }
}
