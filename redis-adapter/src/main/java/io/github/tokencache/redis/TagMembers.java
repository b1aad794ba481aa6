package io.github.tokencache.redis;

import io.github.tokencache.TokenKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The members of a tag as its sorted set lists them: a letter for the role, the kind's label, a colon, the digest. */
final class TagMembers {
    private static final int DIGEST = 32;

    private TagMembers() {}

    static byte[] bytes(TokenKey member) {
        byte[] label = Call.text(member.kind().label());
        return ByteBuffer.allocate(label.length + 2 + DIGEST)
                .put((byte) (member.kind().role() == TokenKey.Role.ALIAS ? 'a' : 'e'))
                .put(label)
                .put((byte) ':')
                .put(member.digestBytes())
                .array();
    }

    /** What somebody else has put there names no cell of ours and is left out. */
    static Set<TokenKey> keys(TokenKey tag, List<?> listed) {
        Set<TokenKey> keys = new HashSet<>();
        for (Object member : listed) {
            byte[] bytes = (byte[]) member;
            int colon = bytes.length - DIGEST - 1;
            if (colon >= 2 && bytes[colon] == ':' && (bytes[0] == 'e' || bytes[0] == 'a')) {
                String label = new String(bytes, 1, colon - 1, StandardCharsets.US_ASCII);
                if (label.matches("[a-z][a-z0-9-]{0,31}")) {
                    TokenKey.Role role = bytes[0] == 'a' ? TokenKey.Role.ALIAS : TokenKey.Role.ENTRY;
                    byte[] digest = Arrays.copyOfRange(bytes, colon + 1, bytes.length);
                    keys.add(TokenKey.of(new TokenKey.Kind(role, label), tag.namespace(), digest));
                }
            }
        }
        return keys;
    }
}
