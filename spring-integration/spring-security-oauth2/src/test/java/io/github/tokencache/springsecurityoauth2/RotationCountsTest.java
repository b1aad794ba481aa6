package io.github.tokencache.springsecurityoauth2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.tokencache.backends.EveryBackend;
import io.github.tokencache.spring.rotation.FamilySchema;
import io.github.tokencache.springsecurityoauth2.RotationNode.Cells;
import io.github.tokencache.springsecurityoauth2.RotationNode.Stores;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.security.oauth2.common.OAuth2AccessToken;
import org.springframework.security.oauth2.common.exceptions.InvalidScopeException;

/** What rotation costs, detection of reuse included. */
@NullUnmarked
@EveryBackend
class RotationCountsTest {
    private final Tables tables = new Tables();
    private final AtomicReference<Instant> clock = RotationNode.clock();

    @AfterEach
    void closeTables() {
        tables.close();
    }

    /** A refused scope has read the payload, which is cached from then on where that is switched on. */
    @ParameterizedTest
    @CsvSource({"PLAIN, 8", "CACHING, 8", "LEAN, 7", "CACHING_WITH_PAYLOADS, 7", "LEAN_WITH_PAYLOADS, 6"})
    void refresh(Stores stores, int statements) {
        RotationNode node = RotationNode.on(tables, stores, clock);
        OAuth2AccessToken token = node.login();
        assertThatExceptionOfType(InvalidScopeException.class)
                .isThrownBy(() -> node.refresh(RotationNode.value(token), "admin"));

        assertThat(tables.statementsOf(() -> node.refresh(token))).hasSize(statements);
    }

    @ParameterizedTest
    @CsvSource({"PLAIN, 8", "CACHING, 8", "LEAN, 7", "CACHING_WITH_PAYLOADS, 8", "LEAN_WITH_PAYLOADS, 7"})
    void refreshWithColdPayloads(Stores stores, int statements) {
        RotationNode node = RotationNode.on(tables, stores, clock);
        OAuth2AccessToken token = node.login();

        List<String> sent = tables.statementsOf(() -> node.refresh(token));

        assertThat(sent).hasSize(statements);
        assertThat(sent.get(1)).as("the claim").startsWith("update tokencache_family set generation = generation + 1");
    }

    @ParameterizedTest
    @EnumSource
    void theSecondTab(Stores stores) {
        RotationNode node = RotationNode.on(tables, stores, clock);
        OAuth2AccessToken token = node.login();
        OAuth2AccessToken first = node.refresh(token);

        assertThat(tables.statementsOf(() -> assertThat(node.refresh(token)).isEqualTo(first)))
                .hasSize(2);
    }

    /** It waits for the first, which has not committed, and then is a second tab as any other. */
    @ParameterizedTest
    @CsvSource({"PLAIN, 8", "CACHING, 8", "LEAN, 7", "CACHING_WITH_PAYLOADS, 8", "LEAN_WITH_PAYLOADS, 7"})
    void aSecondTabWhileTheFirstIsAnswered(Stores stores, int first) {
        FamilySchema.create(tables.dataSource());
        try (Interlude interlude = new Interlude(tables.dataSource())) {
            RotationNode node = RotationNode.another(interlude.dataSource(), stores, Cells.empty(), clock);
            OAuth2AccessToken token = node.login();

            assertThat(new TwoTabs(tables, interlude)
                            .statementsOfBoth(() -> node.refresh(token), () -> node.refresh(token)))
                    .hasSize(first + 2);
            assertThat(node.services.families().counts().reusesAllowed()).isOne();
        }
    }

    /** It has read the token and waits for the family's row: nodes do not know of each other. */
    @ParameterizedTest
    @CsvSource({"PLAIN, 8", "CACHING, 8", "LEAN, 7", "CACHING_WITH_PAYLOADS, 8", "LEAN_WITH_PAYLOADS, 7"})
    void aSecondTabOnAnotherNodeWhileTheFirstIsAnswered(Stores stores, int first) {
        FamilySchema.create(tables.dataSource());
        try (Interlude interlude = new Interlude(tables.dataSource())) {
            RotationNode node = RotationNode.another(interlude.dataSource(), stores, Cells.empty(), clock);
            RotationNode other = RotationNode.another(tables.dataSource(), stores, Cells.empty(), clock);
            OAuth2AccessToken token = node.login();

            assertThat(new TwoTabs(tables, interlude)
                            .statementsOfBoth(() -> node.refresh(token), () -> other.refresh(token)))
                    .hasSize(first + 3);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRetiredTokenCostsNothingWhenItIsRepeated(Stores stores) {
        RotationNode node = RotationNode.on(tables, stores, clock);
        OAuth2AccessToken token = node.login();
        node.refresh(token);
        RotationNode.move(clock, Duration.ofMinutes(1));
        assertThat(node.isRefused(token)).isTrue();

        assertThat(tables.statementsOf(() -> assertThat(node.isRefused(token)).isTrue()))
                .isEmpty();
        assertThat(node.services.families().counts().reusesRefused()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void anUnknownToken(Stores stores) {
        RotationNode node = RotationNode.on(tables, stores, clock);

        assertThat(tables.statementsOf(() -> assertThat(node.isRefused(Samples.token("t", Samples.refreshToken("no"))))
                        .isTrue()))
                .hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"PLAIN, 0", "CACHING, 0", "LEAN, 0"})
    void nothingOfATokenIsInTheTables(Stores stores, int rows) {
        RotationNode node = RotationNode.on(tables, stores, clock);
        OAuth2AccessToken token = node.login();
        OAuth2AccessToken next = node.refresh(token);

        for (String value : List.of(RotationNode.value(token), RotationNode.value(next), next.getValue())) {
            assertThat(tables.jdbc()
                            .queryForObject(
                                    "select count(*) from tokencache_retired_token where digest = ?",
                                    Integer.class,
                                    value))
                    .isEqualTo(rows);
            assertThat(tables.jdbc()
                            .queryForList(
                                    "select successor from tokencache_family where successor is not null",
                                    byte[].class))
                    .allSatisfy(bytes -> assertThat(new String(bytes, StandardCharsets.ISO_8859_1))
                            .doesNotContain(value));
        }
    }
}
