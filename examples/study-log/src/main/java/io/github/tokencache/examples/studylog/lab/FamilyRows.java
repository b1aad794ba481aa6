package io.github.tokencache.examples.studylog.lab;

import io.github.tokencache.examples.studylog.Stores;
import io.github.tokencache.spring.rotation.FamilyPosition;
import java.time.Clock;
import java.util.Locale;
import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.oauth2.common.DefaultOAuth2RefreshToken;
import org.springframework.security.oauth2.provider.OAuth2Authentication;
import org.springframework.security.oauth2.provider.token.TokenStore;
import org.springframework.stereotype.Component;

/** What the database says of families. */
@Lab
@Component
class FamilyRows {
    private static final String POSITION = "tokencache.family";

    private final TokenStore tokens;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    FamilyRows(Stores stores, JdbcTemplate jdbc, Clock clock) {
        this.tokens = stores.tokens();
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What has become of a family. */
    enum State {
        LIVE,
        REVOKED,
        EXPIRED;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The family of a refresh token that is good. */
    String familyOf(String refreshToken) {
        OAuth2Authentication login =
                tokens.readAuthenticationForRefreshToken(new DefaultOAuth2RefreshToken(refreshToken));
        Object position =
                login == null ? null : login.getOAuth2Request().getExtensions().get(POSITION);
        FamilyPosition parsed = FamilyPosition.parse(String.valueOf(position));
        return Objects.requireNonNull(parsed, "a refresh token must have a family")
                .family();
    }

    /** A family whose row is gone was purged, after its end. */
    State stateOf(String family) {
        return jdbc
                .query(
                        "select revoked_at, idle_end, absolute_end from tokencache_family where family_id = ?",
                        (row, number) -> {
                            long end = Math.min(row.getLong("idle_end"), row.getLong("absolute_end"));
                            State unlessRevoked = clock.millis() < end ? State.LIVE : State.EXPIRED;
                            return row.getObject("revoked_at") == null ? unlessRevoked : State.REVOKED;
                        },
                        family)
                .stream()
                .findFirst()
                .orElse(State.EXPIRED);
    }
}
