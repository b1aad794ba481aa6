package io.github.tokencache.redis;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One run of a script.
 *
 * @param script the script
 * @param key the one key it touches
 * @param arguments its arguments
 */
@SuppressWarnings("ArrayRecordComponent") // lives for one call, compared by nobody
record Call(Script script, byte[] key, List<byte[]> arguments) {

    static Call of(Script script, byte[] key, byte[]... arguments) {
        return new Call(script, key, List.of(arguments));
    }

    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] number(long number) {
        return text(Long.toString(number));
    }

    static byte[] id(long id) {
        return ByteBuffer.allocate(Long.BYTES).putLong(id).array();
    }
}
