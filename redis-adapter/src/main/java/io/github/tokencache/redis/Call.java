package io.github.tokencache.redis;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/**
 * One run of a script.
 *
 * @param script the script
 * @param keys the keys it touches
 * @param arguments its arguments
 */
@SuppressWarnings("ArrayRecordComponent") // lives for one call, compared by nobody
record Call(Script script, List<byte[]> keys, List<byte[]> arguments) {

    static Call of(Script script, byte[] key, byte[]... arguments) {
        return new Call(script, List.of(key), List.of(arguments));
    }

    /** The same with further keys and arguments. */
    Call and(List<byte[]> furtherKeys, List<byte[]> furtherArguments) {
        return new Call(
                script,
                Stream.concat(keys.stream(), furtherKeys.stream()).toList(),
                Stream.concat(arguments.stream(), furtherArguments.stream()).toList());
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
