package io.github.tokencache.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tokencache.TokenKey;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The texts of version 1, letter by letter: nodes of different releases talk to each other. */
class NearMessageTest {
    private static final TokenKey ENTRY = Names.entry("a");
    private static final TokenKey ALIAS = TokenKey.of(
            new TokenKey.Kind(TokenKey.Role.ALIAS, "authentication"),
            "test",
            Names.entry("b").digestBytes());

    @Test
    void anEvictionIsWrittenAsItAlwaysWas() {
        assertThat(new NearMessage.Evict("00000000000000ff", 7, List.of(ENTRY, ALIAS)))
                .hasToString("1 evict 00000000000000ff 7 e:test:access:" + ENTRY.digest() + " a:test:authentication:"
                        + ALIAS.digest());
        assertThat(new NearMessage.EvictAll("00000000000000ff", 8)).hasToString("1 evict-all 00000000000000ff 8");
        assertThat(new NearMessage.Evicted("00000000000000ff", 9)).hasToString("1 evicted 00000000000000ff 9");
        assertThat(new NearMessage.Ping("00000000000000ff", 10)).hasToString("1 ping 00000000000000ff 10");
    }

    @Test
    void whatIsWrittenIsRead() {
        for (NearMessage message : List.of(
                new NearMessage.Evict("a", 7, List.of(ENTRY, ALIAS)),
                new NearMessage.EvictAll("a", -8),
                new NearMessage.Ping("a", Long.MIN_VALUE),
                new NearMessage.Evicted("a", Long.MAX_VALUE))) {
            assertThat(NearMessage.parse(message.toString())).isEqualTo(message);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "1 evict",
                "1 evict a x",
                "2 evict-all a 1",
                "1 something a 1",
                "1 evict a 1 e:test:access",
                "1 evict a 1 t:test:access:00",
                "1 evict a 1 e:test:access:00",
                "1 evict a 1 e:te st:access:00",
                "1 evict a 1 e:test:ACCESS:00",
                "1 evict a 1 "
            })
    void anythingElseIsNot(String text) {
        assertThat(NearMessage.parse(text)).isNull();
    }

    @Test
    void aMemberIsWrittenAndRead() {
        Member member = new Member("00000000000000ff", Duration.ofMillis(1500));
        assertThat(member).hasToString("00000000000000ff:1500");
        assertThat(Member.parse(member.toString())).isEqualTo(member);
        assertThat(Member.random(Duration.ZERO).node()).matches(Pattern.compile("[0-9a-f]{16}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"stranger", "stranger:", "stranger:soon"})
    void aStrangerCountsAsOneWithTheLongestLease(String text) {
        assertThat(Member.parse(text)).isEqualTo(new Member(text, Duration.ofSeconds(10)));
    }

    @Test
    void whatIsInRedisHasTheseNames() {
        NearNames names = new NearNames("shop");
        assertThat(names.list()).isEqualTo("tc1:nodes:shop");
        assertThat(names.all()).isEqualTo("tc1:near:shop");
        assertThat(names.one("00000000000000ff")).isEqualTo("tc1:near:shop:00000000000000ff");
    }
}
