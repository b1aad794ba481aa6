package io.github.tokencache.servers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a {@link RedisServer} is configured. Without options it keeps nothing on disk, has no password and never evicts.
 *
 * @param password the password of the user {@code default}, or null
 * @param certificate what it shows to TLS clients, or null for no TLS
 * @param lines further lines of its configuration file
 */
public record RedisOptions(
        @Nullable String password, @Nullable TlsCertificate certificate, List<String> lines) {

    /** Copies the lines. */
    public RedisOptions {
        lines = List.copyOf(lines);
    }

    /**
     * No options.
     *
     * @return the options
     */
    public static RedisOptions none() {
        return new RedisOptions(null, null, List.of());
    }

    /**
     * With a password of the user {@code default}.
     *
     * @param secret the password
     * @return the options
     */
    public RedisOptions withPassword(String secret) {
        return new RedisOptions(secret, certificate, lines).with("requirepass", secret);
    }

    /**
     * With one more ACL user.
     *
     * @param name the user
     * @param secret its password
     * @param rules what it may do, such as {@code ~tc1:* &tc1:* +@all}
     * @return the options
     */
    public RedisOptions withUser(String name, String secret, String rules) {
        List<String> words = new ArrayList<>(List.of(name, "on", ">" + secret));
        words.addAll(Arrays.asList(rules.split(" ")));
        return with("user", words.toArray(String[]::new));
    }

    /**
     * With TLS on its port.
     *
     * @param shown the certificate that it shows
     * @return the options
     */
    public RedisOptions withTls(TlsCertificate shown) {
        return new RedisOptions(password, shown, lines);
    }

    /**
     * With a bound of its memory.
     *
     * @param memory such as {@code 3mb}
     * @param policy such as {@code noeviction}
     * @return the options
     */
    public RedisOptions withMaxmemory(String memory, String policy) {
        return with("maxmemory", memory).with("maxmemory-policy", policy);
    }

    /**
     * As a replica.
     *
     * @param master its master
     * @return the options
     */
    public RedisOptions asReplicaOf(RedisServer master) {
        return with("replicaof", Ports.HOST, String.valueOf(master.plainPort()));
    }

    /**
     * With any other directive of {@code redis.conf}.
     *
     * @param directive its name
     * @param words its arguments
     * @return the options
     */
    public RedisOptions with(String directive, String... words) {
        List<String> all = new ArrayList<>(lines);
        all.add(directive + Arrays.stream(words).map(RedisOptions::quoted).collect(Collectors.joining()));
        return new RedisOptions(password, certificate, all);
    }

    private static String quoted(String word) {
        return " \"" + word.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    /** Names no password. */
    @Override
    public String toString() {
        return "RedisOptions[" + lines.size() + " lines]";
    }
}
