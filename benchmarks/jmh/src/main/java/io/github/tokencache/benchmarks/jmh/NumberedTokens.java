package io.github.tokencache.benchmarks.jmh;

import io.github.tokencache.TokenEntry;
import io.github.tokencache.benchmarks.TypicalEntry;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.common.OAuth2AccessToken;
import org.springframework.security.oauth2.common.OAuth2RefreshToken;
import org.springframework.security.oauth2.provider.OAuth2Authentication;
import org.springframework.security.oauth2.provider.token.store.InMemoryTokenStore;

/**
 * A store that has all tokens below a number and makes each anew when it is read, for sizes that a database in memory would
 * take too long to fill. Nothing that is stored or removed changes it.
 */
final class NumberedTokens extends InMemoryTokenStore {
    private final Map<String, Integer> numbers = new HashMap<>();

    NumberedTokens(int tokens) {
        for (int number = 0; number < tokens; number++) {
            numbers.put(TypicalEntry.numbered(number).token().getValue(), number);
        }
    }

    @Override
    public @Nullable OAuth2AccessToken readAccessToken(String value) {
        TokenEntry<OAuth2AccessToken, OAuth2Authentication> entry = entry(value);
        return entry == null ? null : entry.token();
    }

    @Override
    public @Nullable OAuth2Authentication readAuthentication(OAuth2AccessToken token) {
        return readAuthentication(token.getValue());
    }

    @Override
    public @Nullable OAuth2Authentication readAuthentication(String value) {
        TokenEntry<OAuth2AccessToken, OAuth2Authentication> entry = entry(value);
        return entry == null ? null : entry.authentication();
    }

    private @Nullable TokenEntry<OAuth2AccessToken, OAuth2Authentication> entry(String value) {
        Integer number = numbers.get(value);
        return number == null ? null : TypicalEntry.numbered(number);
    }

    @Override
    public void storeAccessToken(OAuth2AccessToken token, OAuth2Authentication authentication) {
        // It has its tokens.
    }

    @Override
    public void storeRefreshToken(OAuth2RefreshToken token, OAuth2Authentication authentication) {
        // Nobody asks for it.
    }

    @Override
    public void removeAccessToken(OAuth2AccessToken token) {
        // They stay.
    }
}
