package io.github.tokencache.springsecurityoauth2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.management.ThreadMXBean;
import io.github.tokencache.EntryCodecException;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** Bytes that are not damaged but made to hurt. */
@NullUnmarked
class HostilePartsTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String LIMITS = "serialized part must be readable within the limits, but was not";

    static final class Gadget implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    static final class Unlinkable implements Serializable {
        private static final long serialVersionUID = Long.parseLong("no number");
    }

    record Holder(Map<String, Object> attributes) implements Serializable {}

    private final SerializedParts parts = new SerializedParts(AllowList.defaults());

    private static byte[] serialized(Object value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream stream = new ObjectOutputStream(bytes)) {
            stream.writeObject(value);
        }
        return bytes.toByteArray();
    }

    /** A stream in which a class has another name. */
    private static byte[] renamed(byte[] stream, String name, String other) {
        String text = new String(stream, StandardCharsets.ISO_8859_1);
        int start = text.indexOf(name);
        String length = "" + (char) (other.length() >> 8) + (char) (other.length() & 0xFF);
        return (text.substring(0, start - 2) + length + other + text.substring(start + name.length()))
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void assertRefused(SerializedParts parts, byte[] bytes, String message) {
        Assertions.assertTimeoutPreemptively(SOON, () -> assertThatExceptionOfType(EntryCodecException.class)
                .isThrownBy(() -> parts.read(bytes))
                .withMessage(message));
    }

    /** Spring takes each of these for the name of an array, and loads the class of its elements. */
    @ParameterizedTest
    @ValueSource(strings = {"[%s", "[[%s", "[L%s", "%s[]", "[%s[]", "[L[L%s;;"})
    void aClassIsNotLoadedUnderTheNameOfSomeArray(String form) throws IOException {
        String name = Gadget.class.getName();
        List<String> asked = new ArrayList<>();
        ClassLoader watcher = new ClassLoader(HostilePartsTest.class.getClassLoader()) {
            @Override
            protected Class<?> loadClass(String className, boolean resolve) throws ClassNotFoundException {
                asked.add(className);
                return super.loadClass(className, resolve);
            }
        };
        byte[] bytes = renamed(serialized(new Gadget[0]), "[L" + name + ";", form.formatted(name));

        Thread.currentThread().setContextClassLoader(watcher);
        try {
            assertThatExceptionOfType(EntryCodecException.class).isThrownBy(() -> parts.read(bytes));
        } finally {
            Thread.currentThread().setContextClassLoader(HostilePartsTest.class.getClassLoader());
        }

        assertThat(asked).isEmpty();
    }

    @Test
    void aRefusedNameCannotForgeALineOfALog() throws IOException {
        String name = Gadget.class.getName();

        assertRefused(
                parts,
                renamed(serialized(new Gadget()), name, "a\nb\u001b" + "c".repeat(300)),
                "class a?b?%s... must be allowed to be part of a cached value, by OAuth2Codecs.allowing, but was not"
                        .formatted("c".repeat(252)));
    }

    @Test
    void aClassThatCannotBeLinkedIsAMiss() throws IOException {
        byte[] bytes = renamed(serialized(new Gadget()), Gadget.class.getName(), Unlinkable.class.getName());

        assertRefused(new SerializedParts(AllowList.defaults().with(Unlinkable.class.getName())), bytes, LIMITS);
    }

    /** Sets in each other, each there twice. */
    private static Set<Object> bomb(int levels, UnaryOperator<Object> wrapping) {
        Set<Object> root = new HashSet<>();
        Set<Object> one = root;
        Set<Object> other = new HashSet<>();
        for (int i = 0; i < levels; i++) {
            Set<Object> nextOne = new HashSet<>(Set.of("makes it another"));
            Set<Object> nextOther = new HashSet<>();
            for (Set<Object> outer : List.of(one, other)) {
                outer.add(wrapping.apply(nextOne));
                outer.add(wrapping.apply(nextOther));
            }
            one = nextOne;
            other = nextOther;
        }
        return root;
    }

    @Test
    void aSetWhoseHashCodeTakesAgesIsRefused() throws IOException {
        assertRefused(
                parts,
                serialized(bomb(40, set -> set)),
                "hash codes of a serialized part must take at most 1000000 steps, but took more");
    }

    @Test
    void soItIsInsideAnObjectOfTheApplication() throws IOException {
        byte[] bytes = serialized(bomb(20, set -> new Holder(new HashMap<>(Map.of("set", set)))));

        assertRefused(
                new SerializedParts(AllowList.defaults().with(Holder.class.getName())),
                bytes,
                "hash codes of a serialized part must take at most 1000000 steps, but took more");
    }

    @Test
    void setsInEachOtherAreReadWhereTheyAreFew() throws IOException {
        Object few = parts.read(serialized(bomb(5, set -> set)));

        assertThat(parts.read(serialized(few))).isEqualTo(few);
    }

    @Test
    void aSetInItselfIsAMiss() throws IOException {
        Set<Object> outer = new HashSet<>();
        Set<Object> inner = new HashSet<>();
        outer.add(inner);
        inner.add(inner);

        assertRefused(parts, serialized(outer), LIMITS);
    }

    @Test
    void aSetOfAListInItselfIsAMiss() throws IOException {
        List<Object> list = new ArrayList<>();
        list.add(list);
        byte[] stream = serialized(list);
        PartWriter writer = new PartWriter(parts);
        writer.number(10);
        writer.number(1);
        writer.number(Shapes.SERIALIZED);
        writer.raw(stream);

        assertThatExceptionOfType(EntryCodecException.class)
                .isThrownBy(() -> OAuth2Codecs.withDefaults().clients().decode(writer.toBytes()))
                .withMessage(PartReader.MALFORMED);
    }

    @Test
    void aCountCostsNoMemoryInAStream() throws IOException {
        byte[] empty = serialized(new Object[0]);
        byte[] description = Arrays.copyOfRange(empty, 5, empty.length - 4);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream stream = new DataOutputStream(bytes);
        stream.write(empty, 0, 5);
        stream.write(description);
        stream.writeInt(1 << 20);
        for (int i = 0; i < 60; i++) {
            stream.write(new byte[] {0x75, 0x71, 0, 0x7e, 0, 0});
            stream.writeInt(1 << 20);
        }

        assertThat(allocatedBy(() -> parts.read(bytes.toByteArray()))).isLessThan(4 << 20);
    }

    @Test
    void aCountCostsNoMemoryInAPayload() {
        byte[] payload = new byte[1 << 20];
        Arrays.fill(payload, (byte) 0xFF);
        for (int i = 0; i < 60; i++) {
            // A list of 2^19 elements, of which the first is such a list.
            System.arraycopy(new byte[] {8, (byte) 0x80, (byte) 0x80, 0x20}, 0, payload, 4 * i, 4);
        }

        assertThat(allocatedBy(() -> new PartReader(payload, parts).value())).isLessThan(4 << 20);
    }

    private static long allocatedBy(Runnable reading) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        assertThatExceptionOfType(EntryCodecException.class).isThrownBy(reading::run);
        long before = threads.getCurrentThreadAllocatedBytes();
        assertThatExceptionOfType(EntryCodecException.class).isThrownBy(reading::run);
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    private static List<Object> colliding(int count) {
        List<Object> lists = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lists.add(new ArrayList<>(List.of(i, -31 * i)));
        }
        return lists;
    }

    static List<Integer> setsAndMaps() {
        return List.of(9, 10, 12, 13, 20, 21);
    }

    @ParameterizedTest
    @MethodSource("setsAndMaps")
    void manyKeysOfOneHashCodeAreRefused(int tag) {
        PartWriter writer = new PartWriter(parts);
        writer.value(colliding(40_000));
        byte[] payload = writer.toBytes();
        payload[0] = (byte) tag;

        Assertions.assertTimeoutPreemptively(SOON, () -> assertThatExceptionOfType(EntryCodecException.class)
                .isThrownBy(() -> new PartReader(payload, parts).value())
                .withMessage(PartReader.MALFORMED));
    }

    static List<Object> largeSetsAndMaps() {
        Set<Object> authorities = new HashSet<>();
        Map<Object, Object> lists = new HashMap<>();
        Set<Object> strings = new HashSet<>();
        for (int i = 0; i < 1_001; i++) {
            authorities.add(new SimpleGrantedAuthority("ROLE_" + i));
            lists.put(new ArrayList<>(List.of(i)), i);
            strings.add("s" + i);
        }
        return List.of(authorities, lists, strings, new HashMap<>(Map.of("keys", strings)));
    }

    @ParameterizedTest
    @MethodSource("largeSetsAndMaps")
    void aLargeSetOrMapComesBack(Object value) {
        PartWriter writer = new PartWriter(parts);
        writer.value(value);

        assertThat(new PartReader(writer.toBytes(), parts).value()).isEqualTo(value);
    }
}
