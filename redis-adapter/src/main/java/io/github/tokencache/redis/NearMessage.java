package io.github.tokencache.redis;

import io.github.tokencache.TokenKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What nodes tell each other, as text: {@code 1 evict SENDER ID KEY..}, {@code 1 evict-all SENDER ID},
 * {@code 1 evicted SENDER ID} and, to oneself, {@code 1 ping SENDER TIME}. A key is the letter of its role and its parts, {@code e:NAMESPACE:KIND:DIGEST}.
 */
sealed interface NearMessage {

    /** Above this many keys everything is evicted, so that a message stays below some 150 kB. */
    int MAXIMUM_KEYS = 1_000;

    /** Who sent it. */
    String sender();

    /** To be evicted, and acknowledged. */
    record Evict(String sender, long id, Collection<TokenKey> keys) implements NearMessage {
        @Override
        public String toString() {
            StringBuilder text = new StringBuilder("1 evict " + sender + ' ' + id);
            keys.forEach(key -> text.append(' ').append(role(key)).append(':').append(key));
            return text.toString();
        }
    }

    /** Everything is to be evicted, and that acknowledged. */
    record EvictAll(String sender, long id) implements NearMessage {
        @Override
        public String toString() {
            return "1 evict-all " + sender + ' ' + id;
        }
    }

    /** The acknowledgement; the id is that of the message it answers. */
    record Evicted(String sender, long id) implements NearMessage {
        @Override
        public String toString() {
            return "1 evicted " + sender + ' ' + id;
        }
    }

    /** To oneself, to see that the subscription is alive; with the time of sending. */
    record Ping(String sender, long time) implements NearMessage {
        @Override
        public String toString() {
            return "1 ping " + sender + ' ' + time;
        }
    }

    /** Null when it is not of this version or cannot be read. */
    static @Nullable NearMessage parse(String text) {
        String[] words = text.split(" ", -1);
        if (words.length < 4 || !words[0].equals("1")) {
            return null;
        }
        try {
            String sender = words[2];
            long id = Long.parseLong(words[3]);
            return switch (words[1]) {
                case "evict" -> new Evict(sender, id, keys(words));
                case "evict-all" -> new EvictAll(sender, id);
                case "ping" -> new Ping(sender, id);
                case "evicted" -> new Evicted(sender, id);
                default -> null;
            };
        } catch (IllegalArgumentException unreadable) {
            return null;
        }
    }

    private static List<TokenKey> keys(String[] words) {
        List<TokenKey> keys = new ArrayList<>();
        for (int i = 4; i < words.length; i++) {
            String[] parts = words[i].split(":", -1);
            if (parts.length != 4) {
                throw new IllegalArgumentException("not a key");
            }
            TokenKey.Kind kind = new TokenKey.Kind(role(parts[0]), parts[2]);
            keys.add(TokenKey.of(kind, parts[1], HexFormat.of().parseHex(parts[3])));
        }
        return keys;
    }

    private static char role(TokenKey key) {
        return key.kind().role() == TokenKey.Role.ENTRY ? 'e' : 'a';
    }

    private static TokenKey.Role role(String letter) {
        return switch (letter) {
            case "e" -> TokenKey.Role.ENTRY;
            case "a" -> TokenKey.Role.ALIAS;
            default -> throw new IllegalArgumentException("not a role");
        };
    }
}
