package io.github.tokencache.examples.studylog.members;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The secret behind the values of access tokens, which all nodes have from the database. It is kept beside the tokens
 * because it is worth less than they are: a value made with it opens nothing unless a token of that value is stored.
 */
final class TokenSecret {
    private static final int BYTES = 32;

    private TokenSecret() {}

    /** The secret in the database, where the first node to ask puts one. */
    static byte[] in(JdbcTemplate jdbc) {
        return read(jdbc).stream().findFirst().map(TokenSecret::decoded).orElseGet(() -> made(jdbc));
    }

    private static byte[] made(JdbcTemplate jdbc) {
        byte[] secret = new byte[BYTES];
        new SecureRandom().nextBytes(secret);
        try {
            jdbc.update(
                    "insert into token_secret (id, secret) values (1, ?)",
                    Base64.getEncoder().encodeToString(secret));
            return secret;
        } catch (DuplicateKeyException e) {
            return decoded(read(jdbc).get(0));
        }
    }

    private static List<String> read(JdbcTemplate jdbc) {
        return jdbc.queryForList("select secret from token_secret where id = 1", String.class);
    }

    private static byte[] decoded(String secret) {
        return Base64.getDecoder().decode(secret);
    }
}
