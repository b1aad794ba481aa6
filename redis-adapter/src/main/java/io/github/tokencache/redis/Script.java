package io.github.tokencache.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The Lua scripts, each of which touches one key. */
@SuppressWarnings("ImmutableEnumChecker") // nobody changes what is sent
enum Script {
    LEASE("lease.lua"),
    FILL("cell.lua", "fill.lua"),
    BEGIN("cell.lua", "begin.lua"),
    END("cell.lua", "end.lua"),
    REGISTER("tag.lua", "register.lua"),
    BEGIN_TAG("tag.lua", "begin-tag.lua"),
    END_TAG("tag.lua", "end-tag.lua");

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
