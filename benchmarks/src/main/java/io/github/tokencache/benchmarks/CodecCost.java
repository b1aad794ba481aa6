package io.github.tokencache.benchmarks;

import java.util.Locale;

/**
 * What one codec makes of a typical entry.
 *
 * @param codec its name
 * @param bytes how long the entry is
 * @param microseconds the processor time of decoding it
 */
record CodecCost(String codec, int bytes, double microseconds) {

    static String header() {
        return "%-28s %8s %12s%n".formatted("codec", "bytes", "decode, us");
    }

    String line() {
        return String.format(Locale.ROOT, "%-28s %8d %12.1f%n", codec, bytes, microseconds);
    }
}
