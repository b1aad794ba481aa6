package io.github.tokencache.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The Lua scripts. Each touches one key, and the fill also the tags it is given. */
@SuppressWarnings("ImmutableEnumChecker") // nobody changes what is sent
enum Script {
    LEASE("lease.lua"),
    FILL("time.lua", "cell.lua", "tag.lua", "registration.lua", "fill.lua"),
    BEGIN("time.lua", "cell.lua", "begin.lua"),
    END("time.lua", "cell.lua", "end.lua"),
    REGISTER("time.lua", "tag.lua", "registration.lua", "register.lua"),
    BEGIN_TAG("time.lua", "tag.lua", "begin-tag.lua"),
    END_TAG("time.lua", "tag.lua", "end-tag.lua");

    private final byte[] source;
    private final byte[] sha;

    Script(String... parts) {
        StringBuilder text = new StringBuilder();
        for (String part : parts) {
            text.append(resource(part));
        }
        source = text.toString().getBytes(StandardCharsets.UTF_8);
        sha = Sha1.hex(source);
    }

    byte[] source() {
        return source;
    }

    byte[] sha() {
        return sha;
    }

    private static String resource(String name) {
        try (InputStream stream = Script.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("class path must contain " + name + ", but does not");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
